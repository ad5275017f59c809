import type { DevicePolicy } from '../../domain/devices/devicePolicy.ts'
import { mayHear } from '../../domain/devices/mqttAccount.ts'
import { parseTopic, sourceOf } from '../../domain/topics.ts'
import { disguised } from '../accounts/disguise.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Speakers } from '../broker/speakers.ts'
import type { MqttAccounts } from './mqttAccounts.ts'
import { looksLikeSecret } from './secrets.ts'
import type { WaitingDevices } from './waitingDevices.ts'

/** Whom the hub listens to. */
export interface Admission {
  /** How an MQTT name that somebody gives may be told: what is no account's and looks like a secret is one. */
  shownName(name: string): string
  /** For the embedded broker: who may connect, say and hear what. */
  readonly speakers: Speakers
  /**
   * Whether a source is listened to at all, whichever broker carried the message: an external one keeps out who may not speak for a source by
   * its own lists, and the hub what nobody was given.
   */
  isAdmitted(source: string): boolean
  /**
   * A source that is not admitted announces itself. Resolves when it waits for a person's decision, durably.
   * @returns why it does not
   */
  announced: WaitingDevices['announced']
  /**
   * Likewise for one that is admitted, and announces itself as something else than it stands; undefined: whoever is admitted stands as it says at once.
   */
  announcedElse: WaitingDevices['announced'] | undefined
  /** Whether a device was given an account of its own at that time, epoch ms, or later. */
  isGivenSince(source: string, at: number): boolean
}

export function createAdmission({
  policy,
  accounts,
  waiting,
  prefix,
}: {
  policy: DevicePolicy
  accounts: MqttAccounts
  waiting: Pick<WaitingDevices, 'announced'>
  prefix: string
}): Admission {
  /** Of who has no account. */
  function stranger(source: string, isAnnouncement: boolean): 'speaks' | 'toHubAlone' | RefusedPart {
    if (accounts.isSpokenFor(source)) return { reason: 'spokenFor', params: { source } }
    if (policy === 'open') return 'speaks'
    return policy === 'announce' && isAnnouncement ? 'toHubAlone' : { reason: 'unknownDevice', params: { source } }
  }

  const shownName = (name: string) =>
    accounts.get(name) === undefined && looksLikeSecret(name) ? disguised(name) : name

  return {
    shownName,
    isAdmitted: policy === 'open' ? () => true : accounts.isSpokenFor,
    announced:
      policy === 'announce'
        ? waiting.announced
        : async (source) => ({ reason: 'unknownDevice' as const, params: { source } }),
    announcedElse: policy === 'open' ? undefined : waiting.announced,
    isGivenSince: (source, at) => (accounts.ofDevice(source)?.createdAt ?? Number.NEGATIVE_INFINITY) >= at,
    speakers: {
      toConnect(name, secret) {
        if (name === undefined) return policy === 'closed' ? { reason: 'accountNeeded' } : undefined
        return secret !== undefined && accounts.isRight(name, secret)
          ? undefined
          : { reason: 'wrongSecret', params: { name: shownName(name) } }
      },
      toPublish(name, text) {
        if (name === undefined && policy === 'open' && accounts.areNone()) return 'speaks'
        const topic = parseTopic(text, prefix)
        const source = topic && sourceOf(topic)
        // What no source says is refused by whoever reads it.
        if (topic === undefined || source === undefined) return 'toHubAlone'
        if (name === undefined) return stranger(source, 'message' in topic && topic.message === 'announce')
        return accounts.speaksFor(name, source) ? 'speaks' : { reason: 'notItsOwn', params: { name, source } }
      },
      toHear(name, filter) {
        if (name === undefined && policy === 'open') return undefined
        const speaks = name === undefined ? undefined : accounts.get(name)?.speaks
        if (speaks !== undefined && mayHear(speaks, filter, prefix)) return undefined
        return { reason: 'notToHear', params: { filter } }
      },
      onCutOff: (listener) => accounts.onChange(({ name }, isCutOff) => isCutOff && listener(name)),
      haveDevicesAccounts: policy !== 'open',
    },
  }
}
