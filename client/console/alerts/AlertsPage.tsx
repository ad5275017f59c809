import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer, useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useRow } from '../../live/useLive.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useMay } from '../../ui/useMay.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { CLEARED, SHOWN_HANDLINGS, TO_CLOSE } from '../shows.ts'
import { useAlertsToClose, useOpenAlerts } from '../useCity.ts'
import { useHotkeys } from '../useHotkeys.ts'
import { useView } from '../useView.ts'
import { Acknowledgement } from './Acknowledgement.tsx'
import { BellSwitch } from './AlertCaller.tsx'
import { AlertDetail } from './AlertDetail.tsx'
import { useAlertColumns } from './alertColumns.tsx'
import { BeatenContext } from './beaten.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { SelectionContext } from './selection.ts'

/** Of those that have cleared, so many are asked for at a time, the newest first. */
const PAGE = 200

const keyOf = ({ id }: Alert) => id

/** Alerts of the city or of a unit: those that stand, by severity, and those that have cleared. */
export function AlertsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('console')
  const { view, toPage } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const { t: handling } = useTranslation('handling')
  const open = useOpenAlerts(units, unit)
  const toClose = useAlertsToClose(units, unit)
  const mayPick = useMay('alerts.acknowledge')
  const [ids, choose] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (id: string) =>
      choose((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const [beaten, setBeaten] = useState<string>()
  const selection = useMemo(() => ({ ids, toggle }), [ids, toggle])
  const ready = useFeedReady('alerts')
  const cleared = useAnswerPages(ask('/alerts', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: view.show === CLEARED,
    refetchMs: MINUTE_MS,
  })
  const inHistory = view.show === CLEARED
  const past = useMemo(() => cleared.data?.pages.flatMap(({ alerts }) => alerts), [cleared.data])
  const columns = useAlertColumns(units, mayPick && !inHistory)
  const shown = useMemo(() => {
    if (inHistory) return past
    if (!ready) return undefined
    if (view.show === TO_CLOSE) return toClose
    return open.filter(
      ({ severity, handling }) => view.show === undefined || severity === view.show || handling === view.show,
    )
  }, [inHistory, past, ready, open, toClose, view.show])
  const title = name === undefined ? t('alerts.title') : t('alerts.titleOf', { unit: name })

  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('alerts.groups')}
      groups={[
        { show: undefined, label: t('alerts.allOpen'), count: ready ? open.length : undefined },
        ...[...SEVERITIES].reverse().map((severity) => ({
          show: severity,
          label: <SeverityMark severity={severity} />,
          count: ready ? open.filter((alert) => alert.severity === severity).length : undefined,
        })),
        ...SHOWN_HANDLINGS.map((show) => ({
          show,
          label: show === TO_CLOSE ? handling('toClose') : handling(`state.${show}`),
          count: !ready
            ? undefined
            : show === TO_CLOSE
              ? toClose.length
              : open.filter((alert) => alert.handling === show).length,
        })),
        { show: CLEARED, label: t('alerts.cleared'), count: past && `${past.length}${cleared.hasNextPage ? '+' : ''}` },
      ]}
      side={
        <>
          <Link className="table__link" to={toPage({ is: 'alertHealth' })}>
            {handling('health')}
          </Link>
          <BellSwitch />
          <UnitChoice units={units} unit={unit} page="alerts" />
        </>
      }
    >
      <SelectionContext value={selection}>
        <RowKeys />
        <p role="status" className="selection__beaten">
          {beaten}
        </p>
        {mayPick && !inHistory && shown !== undefined && shown.length > 0 && (
          <SelectionBar shown={shown} ids={ids} choose={choose} />
        )}
        {shown !== undefined && <Elsewhere shown={shown} />}
        <BeatenContext value={setBeaten}>
          <AskedTable
            caption={title}
            rows={shown}
            asked={inHistory ? cleared : undefined}
            lines={12}
            older={t('alerts.older')}
            keyOf={keyOf}
            columns={columns}
            opensWith={inHistory ? { by: 'raised', falls: true } : { by: 'severity', falls: false }}
            none={inHistory ? t('alerts.noneCleared') : <NoneOpen show={view.show} others={open.length} />}
            opened={{ key: view.opened, draw: (alert) => <AlertDetail alert={alert} /> }}
          />
        </BeatenContext>
      </SelectionContext>
    </Listing>
  )
}

/** Keys of the row that has the focus: what they do is what its own buttons do. */
function RowKeys() {
  const press = (part: string) => () =>
    document.activeElement?.closest('[data-key]')?.querySelector<HTMLElement>(part)?.click()
  useHotkeys({ t: press('[data-acknowledge]'), x: press('.selection__pick input') })
  return null
}

/** The alert that the address opens, where it is not in the list: over since long, a member of another, of another group. */
function Elsewhere({ shown }: { shown: readonly Alert[] }) {
  const { view } = useView()
  const text = useText()
  const { opened } = view
  const isListed = opened === undefined || shown.some(({ id }) => id === opened)
  const { data } = useAnswer(ask('/alerts/{alert}', { params: { alert: opened ?? '' } }), { enabled: !isListed })
  const live = useRow('alerts', opened)
  if (isListed || data === undefined) return null
  const alert = live ?? (data.alert as Alert)
  return (
    <section className="console__part alert-elsewhere">
      <h2 className="console__sub">
        <SeverityMark severity={alert.severity} /> {text(alert.title)}
      </h2>
      <Acknowledgement alert={alert} />
      <AlertDetail alert={alert} />
    </section>
  )
}

/** That a group is empty while others are not is no all-clear. */
function NoneOpen({ show, others }: { show: string | undefined; others: number }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const severity = SEVERITIES.find((each) => each === show)
  if (show !== undefined && severity === undefined && others > 0) return t('alerts.noneHere', { count: others })
  if (severity === undefined || others === 0) return t('alerts.none')
  return t('alerts.noneOfThese', { severity: common(`severity.${severity}`).toLowerCase(), count: others })
}
