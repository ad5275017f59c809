import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { speaksFor } from '../../../domain/devices/mqttAccount.ts'
import { type DeviceSaid, deviceOf } from '../../../domain/devices/waitingDevice.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { partsOfKey, type UnitKey, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import '../account/form.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { ShownOnce } from '../account/ShownOnce.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Marked } from '../parts/Marked.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { OpenLink } from '../parts/table/OpenLink.tsx'
import { ACCOUNTS, KNOWN } from '../shows.ts'
import { useView } from '../useView.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import { CreateMqttAccount, type Minted } from './CreateMqttAccount.tsx'
import { FormBehindButton } from './FormBehindButton.tsx'
import { KnownDevices, useKindName, useKnownDevices } from './KnownDevices.tsx'
import { LinesField, linesOf } from './LinesField.tsx'
import { useProof } from './useProof.tsx'
import './peoplePage.css'
import { useUnitName } from '../parts/useUnitName.ts'
import { useChangesText, WaitingDetail } from './WaitingDetail.tsx'

/** Of the address: an account is being made. */
const NEW = 'new'
const ASK_AGAIN_MS = 10_000
/** Units or devices of an account that its row names. */
const MOST_NAMED = 4
const CHANGES = ['/waiting-devices', '/mqtt-accounts'] as const
type Waiting = AnswerTo<'/waiting-devices'>['devices'][number]
type Account = AnswerTo<'/mqtt-accounts'>['accounts'][number]

/**
 * Devices that wait to be let in, those that are known, and MQTT accounts: approving and refusing; renaming, moving and retiring; making an account,
 * renewing its secret, ending it.
 */
export function DevicesPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('people')
  const { view, to, change } = useView()
  const waiting = useAnswer(ask('/waiting-devices'), { refetchMs: ASK_AGAIN_MS })
  const accounts = useAnswer(ask('/mqtt-accounts'), { refetchMs: ASK_AGAIN_MS })
  const [minted, setMinted] = useState<Minted>()
  const approve = useCommand('approveDevice', CHANGES)
  const refuse = useCommand('refuseDevice', CHANGES)
  const renew = useCommand('renewMqttSecret', CHANGES)
  const end = useCommand('endMqttAccount', CHANGES)
  const isBusy = approve.isSending || refuse.isSending || renew.isSending || end.isSending
  const [sendApproval, sendRefusal, sendRenewal, sendEnd] = [approve.send, refuse.send, renew.send, end.send]
  const waitingActs = useMemo(
    () => ({
      approve: ({ device, version }: Waiting, proof?: string) =>
        void sendApproval({ device, seen: version, proof }).then((given) => {
          const { account, secret } = given ?? {}
          if (account && secret) setMinted({ account, secret })
        }),
      refuse: (device: string) => void sendRefusal({ device }),
    }),
    [sendApproval, sendRefusal],
  )
  const accountActs = useMemo(
    () => ({
      renew: (account: string, proof?: string) => void sendRenewal({ account, proof }).then(setMinted),
      end: (account: string) => void sendEnd({ account }),
    }),
    [sendRenewal, sendEnd],
  )
  const kindName = useKindName()
  const kindOf = useMemo(
    () => (said: DeviceSaid) => kindName(said.is === 'sensor' ? said.sensor.kind : undefined),
    [kindName],
  )
  const given = accounts.data?.accounts
  const hasAccount = useMemo(
    () => (device: string) =>
      given?.some(({ endedAt, speaks }) => endedAt === null && speaksFor(speaks, device)) ?? false,
    [given],
  )
  const waitingColumns = useWaitingColumns(units, kindOf, hasAccount, isBusy, waitingActs)
  const accountColumns = useAccountColumns(units, isBusy, accountActs)
  const areAccounts = view.show === ACCOUNTS
  const { data, error, refetch } = areAccounts ? accounts : waiting
  const policy = accounts.data?.policy
  const known = useKnownDevices()
  const accountNames = useMemo(
    () =>
      new Map(
        accounts.data?.accounts.flatMap(({ name, speaks, endedAt }) =>
          speaks.is === 'device' && endedAt === null ? [[speaks.device, name] as const] : [],
        ),
      ),
    [accounts.data],
  )
  const accountOf = useMemo(() => (source: string) => accountNames.get(source), [accountNames])
  return (
    <Listing
      units={units}
      above={undefined}
      heading={t('devices.title')}
      groupsLabel={t('devices.groups')}
      groups={[
        { show: undefined, label: t('devices.waiting'), count: waiting.data?.devices.length },
        { show: KNOWN, label: t('devices.known'), count: known.length },
        { show: ACCOUNTS, label: t('devices.accounts'), count: accounts.data?.accounts.length },
      ]}
      side={
        view.opened !== NEW && (
          <Link className="console__button" to={to({ opened: NEW })}>
            {t('devices.create')}
          </Link>
        )
      }
    >
      <div className="manage__above">
        {policy !== undefined && <p className="manage__about">{t(`devices.policy.${policy}`)}</p>}
        {minted !== undefined && (
          <ShownOnce
            title={t('devices.shown', { name: minted.account.name })}
            why={t('devices.shownWhy', { name: minted.account.name })}
            secret={minted.secret}
            close={() => setMinted(undefined)}
          />
        )}
        {view.opened === NEW && (
          <CreateMqttAccount
            minted={(made) => {
              setMinted(made)
              change({ opened: undefined, show: ACCOUNTS })
            }}
            close={() => change({ opened: undefined })}
          />
        )}
        <CommandTrouble error={approve.error ?? refuse.error ?? renew.error ?? end.error} />
      </div>
      {view.show === KNOWN && units !== undefined ? (
        <KnownDevices devices={known} units={units} accountOf={accountOf} />
      ) : data === undefined ? (
        error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ApiTrouble error={error} retry={() => void refetch()} />
        )
      ) : areAccounts ? (
        <DataTable
          key={ACCOUNTS}
          caption={t('devices.accounts')}
          rows={accounts.data?.accounts ?? []}
          keyOf={accountKey}
          columns={accountColumns}
          opensWith={{ by: 'name', falls: false }}
          none={t('devices.noAccounts')}
        />
      ) : (
        <DataTable
          key="waiting"
          caption={t('devices.waiting')}
          rows={waiting.data?.devices ?? []}
          keyOf={waitingKey}
          columns={waitingColumns}
          opensWith={{ by: 'state', falls: false }}
          opened={
            units && {
              key: view.opened === NEW ? undefined : view.opened,
              draw: (row: Waiting) => <WaitingDetail waiting={row} kindOf={kindOf} units={units} />,
            }
          }
          none={t('devices.noneWaiting')}
        />
      )}
    </Listing>
  )
}

const accountKey = ({ name }: Account) => name
const waitingKey = ({ device }: Waiting) => device

function useWaitingColumns(
  units: UnitTree | undefined,
  kindOf: (said: DeviceSaid) => string,
  hasAccount: (device: string) => boolean,
  isBusy: boolean,
  { approve, refuse }: { approve: (waiting: Waiting, proof?: string) => void; refuse: (device: string) => void },
): readonly Column<Waiting>[] {
  const { t } = useTranslation('people')
  const [language] = useLanguage()
  const changesText = useChangesText()
  const unitName = useUnitName(units)
  return useMemo(() => {
    const nameOf = ({ device, said }: Waiting) => `${deviceOf(said).name} (${device})`
    const near = ({ near }: Waiting) =>
      near
        .map(({ name, metres }) => t('devices.metres', { name, metres: formatNumber(metres, 0, language) }))
        .join('; ') || '–'
    const state = ({ refusedAt, refusedBy, before, changes }: Waiting) => {
      if (refusedAt !== null) return t('devices.refused', { by: refusedBy ?? '', at: formatDateTime(refusedAt) })
      if (changes !== null) return t('devices.waitsElse', { changes: changesText(changes) })
      return t(before === null ? 'devices.waits' : 'devices.waitsOtherwise')
    }
    return [
      {
        ...textColumn<Waiting>('device', t('devices.device'), 'name', 220, nameOf),
        wraps: true,
        cell: (row) => (
          <>
            <OpenLink row={row.device} isName label={t('devices.openOf', { device: nameOf(row) })}>
              {deviceOf(row.said).name}
            </OpenLink>
            <div className="table__faint">{row.device}</div>
          </>
        ),
      },
      textColumn('kind', t('devices.kind'), 'second', 120, ({ said }) => kindOf(said)),
      textColumn('place', t('devices.place'), 'first', 150, ({ said }) => unitName(deviceOf(said).commune)),
      textColumn('near', t('devices.near'), 'second', 200, near),
      textColumn('from', t('devices.from'), 'third', 140, ({ address, client }) =>
        [address, client].filter((part) => part !== null).join(' · '),
      ),
      {
        ...textColumn<Waiting>('state', t('devices.state'), 'first', 150, state),
        wraps: true,
        cell: (row) =>
          row.refusedAt === null && (row.before !== null || row.changes !== null) ? (
            <Marked is="triangle">{state(row)}</Marked>
          ) : (
            state(row)
          ),
        // Whoever waits comes before whoever was refused.
        order: ({ refusedAt }) => (refusedAt === null ? 0 : 1),
      },
      momentColumn('last', t('devices.last'), 'second', ({ lastAt }) => lastAt),
      {
        id: 'act',
        label: t('devices.act'),
        head: <span className="visually-hidden">{t('devices.act')}</span>,
        rank: 'first',
        width: 190,
        cell: ({ device, refusedAt, ...row }) => (
          <span className="console__row">
            <ConfirmButton
              label={t('devices.approveOf', { device })}
              ask={t(row.stands === null ? 'devices.approveAsk' : 'devices.approveElseAsk', { device })}
              disabled={isBusy}
              // Of a known device that keeps its account nothing is handed out.
              asksProof={row.changes === null || !hasAccount(device)}
              act={(proof) => approve({ device, refusedAt, ...row }, proof)}
            >
              {t('devices.approve')}
            </ConfirmButton>
            {refusedAt === null && (
              <ConfirmButton
                label={t('devices.refuseOf', { device })}
                ask={t('devices.refuseAsk', { device })}
                disabled={isBusy}
                act={() => refuse(device)}
              >
                {t('devices.refuse')}
              </ConfirmButton>
            )}
          </span>
        ),
        exports: [],
      },
    ]
  }, [t, language, kindOf, hasAccount, isBusy, approve, refuse, changesText, unitName])
}

function useAccountColumns(
  units: UnitTree | undefined,
  isBusy: boolean,
  { renew, end }: { renew: (account: string, proof?: string) => void; end: (account: string) => void },
): readonly Column<Account>[] {
  const { t } = useTranslation('people')
  const text = useText()
  const unitName = useUnitName(units)
  return useMemo(() => {
    const named = (code: string) => (code === '*' ? t('devices.allUnits') : unitName(code))
    const otherMapName = (key: string) => {
      const { edition, code } = partsOfKey(key as UnitKey)
      return t('otherMap.unit', { unit: t('otherMap.code', { code }), edition })
    }
    /** @param most how many of a list are named; the others are counted */
    const spoken = ({ speaks: one }: Account, most = Number.POSITIVE_INFINITY) => {
      if (one.is === 'device') return one.device
      const known = one.is === 'system' ? (SYSTEMS as Readonly<Record<string, SourceSystem>>)[one.system] : undefined
      const [who, all] =
        one.is === 'gateway'
          ? [one.label, one.patterns]
          : [
              known === undefined ? one.system : text(known.name),
              [...(one.otherMap ?? []).map(otherMapName), ...one.units.map(named)],
            ]
      const more = all.length - most
      // One that is left out takes as much room as its number.
      if (more <= 1) return `${who}: ${all.join(', ')}`
      return `${who}: ${all.slice(0, most).join(', ')} ${t('devices.andMore', { count: more })}`
    }
    const speaks = (account: Account) => spoken(account)
    const state = ({ endedAt, endedBy, connections }: Account) => {
      if (endedAt !== null) return t('devices.ended', { by: endedBy ?? '', at: formatDateTime(endedAt) })
      if (connections === null) return t('devices.holds')
      return connections > 0 ? t('devices.connected') : t('devices.notConnected')
    }
    return [
      textColumn('name', t('devices.name'), 'name', 180, ({ name }) => name),
      {
        ...textColumn<Account>('speaks', t('devices.speaks'), 'first', 240, speaks),
        wraps: true,
        cell: (account) => <span title={speaks(account)}>{spoken(account, MOST_NAMED)}</span>,
      },
      {
        ...textColumn('state', t('devices.state'), 'first', 150, state),
        cell: (row) => (
          <Marked is={row.endedAt === null && row.connections !== 0 ? 'disc' : 'ring'}>{state(row)}</Marked>
        ),
      },
      momentColumn('secret', t('devices.secretAt'), 'second', ({ secretAt }) => secretAt),
      textColumn('by', t('devices.by'), 'third', 140, ({ createdBy }) => createdBy),
      {
        id: 'act',
        label: t('devices.act'),
        head: <span className="visually-hidden">{t('devices.act')}</span>,
        rank: 'first',
        width: 310,
        cell: ({ name, endedAt, speaks: one }) =>
          endedAt === null && (
            <span className="console__row">
              {one.is === 'gateway' && <Patterns account={name} patterns={one.patterns} />}
              <ConfirmButton
                label={t('devices.renewOf', { name })}
                ask={t('devices.renewAsk', { name })}
                disabled={isBusy}
                asksProof
                act={(proof) => renew(name, proof)}
              >
                {t('devices.renew')}
              </ConfirmButton>
              <ConfirmButton
                label={t('devices.endOf', { name })}
                ask={t('devices.endAsk', { name })}
                disabled={isBusy}
                act={() => end(name)}
              >
                {t('devices.end')}
              </ConfirmButton>
            </span>
          ),
        exports: [],
      },
    ]
  }, [t, text, isBusy, renew, end, unitName])
}

/** For which devices a gateway speaks. */
function Patterns({ account, patterns }: { account: string; patterns: readonly string[] }) {
  const { t } = useTranslation('people')
  const { send, isSending, error } = useCommand('setGatewayPatterns', CHANGES)
  const [written, setWritten] = useState('')
  const proof = useProof()
  return (
    <FormBehindButton
      label={t('devices.patternsOf', { name: account })}
      does={t('devices.changePatterns')}
      open={() => {
        setWritten(patterns.join('\n'))
        proof.clear()
      }}
      send={async () => (await send({ account, patterns: linesOf(written), ...proof.input })) !== undefined}
      isSending={isSending}
    >
      <LinesField label={t('devices.patterns')} hint={t('devices.patternsHint')} value={written} onText={setWritten} />
      {proof.field}
      <CommandTrouble error={error} />
    </FormBehindButton>
  )
}
