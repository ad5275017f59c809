import { ALL, accountName, isGatewayPattern, type MqttAccount, type Speaker } from '../../domain/devices/mqttAccount.ts'
import { quoted } from '../../domain/problems.ts'
import { parseSourceId } from '../../domain/sourceId.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { isName } from '../../domain/topics.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { MqttAccounts } from '../devices/mqttAccounts.ts'
import { mintSecret } from '../devices/secrets.ts'
import { Problem } from '../problem.ts'
import { writeMqttAccount } from '../store/devices.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import type { HandOut } from './stepUp.ts'

interface Parts {
  readonly accounts: MqttAccounts
  readonly units: UnitTree
}

interface Minted {
  readonly account: MqttAccount
  readonly secret: string
}

/** Commands about the MQTT accounts of devices, gateways and source systems. */
export function mqttAccountCommands({
  accounts,
  units,
  handOut,
}: Parts & { readonly handOut: HandOut }): CommandHandler[] {
  return [
    carriesOut('createDeviceAccount', ({ device, proof }, commanding) =>
      handOut(commanding, proof, () => createDeviceAccount({ accounts, units }, device, commanding)),
    ),
    carriesOut('createGatewayAccount', ({ label, patterns, proof }, commanding) => {
      const speaks: Speaker = { is: 'gateway', label: label.normalize('NFC'), patterns: checked(patterns) }
      return handOut(commanding, proof, () => create({ accounts, units }, speaks, commanding))
    }),
    carriesOut('createSystemAccount', ({ system, units: codes, proof }, commanding) => {
      if (!Object.hasOwn(SYSTEMS, system)) throw new Problem('unknownSystem', { system: quoted(system) })
      const unknown = codes.find((code) => code !== ALL && !units.byCode.has(code))
      if (unknown !== undefined) throw new Problem('unknownUnit', { unit: quoted(unknown) })
      const speaks: Speaker = { is: 'system', system, units: unique(codes) }
      return handOut(commanding, proof, () => create({ accounts, units }, speaks, commanding))
    }),
    carriesOut('setGatewayPatterns', ({ account: name, patterns, proof }, commanding) => {
      const given = checked(patterns)
      return handOut(commanding, proof, () =>
        changed({ accounts, units }, name, (account) => {
          if (account.speaks.is !== 'gateway') throw new Problem('notGateway', { account: quoted(name) })
          return { ...account, speaks: { ...account.speaks, patterns: given } }
        }),
      )
    }),
    carriesOut('renewMqttSecret', ({ account: name, proof }, commanding) =>
      handOut(commanding, proof, () => {
        const { secret, hashes } = mintSecret()
        const { answer, ...outcome } = changed(
          { accounts, units },
          name,
          (account) => ({ ...account, secretAt: commanding.at }),
          hashes,
        )
        return { ...outcome, answer: () => ({ ...answer(), secret }) }
      }),
    ),
    carriesOut('endMqttAccount', ({ account: name }, { at, principal }) =>
      changed({ accounts, units }, name, (account) => ({ ...account, endedAt: at, endedBy: principal.name }), null),
    ),
  ]
}

/** @throws Problem when it is no device, or has an account */
export function createDeviceAccount(parts: Parts, device: string, commanding: Commanding): Outcome<Minted> {
  const named = parseSourceId(device)
  const isDevice = named !== undefined && (named.is === 'sensor' || named.is === 'camera') && isName(named.id)
  if (!isDevice) throw new Problem('wrongDevice', { device: quoted(device) })
  return create(parts, { is: 'device', device }, commanding)
}

function create({ accounts, units }: Parts, speaks: Speaker, { at, principal }: Commanding): Outcome<Minted> {
  const { secret, hashes } = mintSecret()
  let account: MqttAccount | undefined

  /** @throws Problem */
  function anew(): MqttAccount {
    const before = speaks.is === 'device' ? accounts.ofDevice(speaks.device) : undefined
    if (speaks.is === 'device' && before !== undefined)
      throw new Problem('hasMqttAccount', { device: speaks.device, account: before.name })
    return {
      name: accountName(speaks, (name) => accounts.get(name) !== undefined),
      speaks,
      createdAt: at,
      createdBy: principal.name,
      secretAt: at,
      endedAt: null,
      endedBy: null,
    }
  }

  anew()
  return {
    async write(tables) {
      account = anew()
      await writeMqttAccount(tables, units.edition, account, hashes)
    },
    apply: () => accounts.put(account as MqttAccount, hashes.secret),
    answer: () => ({ account: account as MqttAccount, secret }),
  }
}

/**
 * Changes an account that has not ended.
 * @param hashes of another secret; null: none opens it any more
 * @throws Problem
 */
function changed(
  { accounts, units }: Parts,
  name: string,
  change: (account: MqttAccount) => MqttAccount,
  hashes?: { readonly secret: string; readonly mosquitto: string } | null,
): Outcome<{ account: MqttAccount }> {
  function living(): MqttAccount {
    const account = accounts.get(name)
    if (account === undefined || account.endedAt !== null)
      throw new Problem('unknownMqttAccount', { account: quoted(name) })
    return account
  }

  let before = living()
  let account = change(before)
  return {
    async write(tables) {
      before = living()
      account = change(before)
      await writeMqttAccount(tables, units.edition, account, hashes)
    },
    apply: () => accounts.put(account, hashes === undefined ? undefined : (hashes?.secret ?? null)),
    before: () => before,
    answer: () => ({ account }),
  }
}

/** @throws Problem */
function checked(patterns: readonly string[]): string[] {
  const wrong = patterns.find((pattern) => !isGatewayPattern(pattern))
  if (wrong !== undefined) throw new Problem('wrongPattern', { pattern: quoted(wrong) })
  return unique(patterns)
}

const unique = (texts: readonly string[]) => [...new Set(texts)]
