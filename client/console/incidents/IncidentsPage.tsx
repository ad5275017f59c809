import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentRow } from '../../../domain/incidents/incident.ts'
import { OPEN_STATES } from '../../../domain/incidents/machine.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useFromNow } from '../../live/useLive.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { ENDED, MINE, OVERDUE } from '../shows.ts'
import { useView } from '../useView.ts'
import { IncidentStateMark } from './IncidentStateMark.tsx'
import { useIncidentColumns } from './incidentColumns.tsx'
import { OpenIncident } from './OpenIncident.tsx'
import { SopList } from './SopList.tsx'
import { useOpenIncidents } from './useOpenIncidents.ts'
import { useIsMyTurn } from './useTurn.ts'

/** Of those that have ended, so many are asked for at a time, the newest first. */
const PAGE = 200

const keyOf = ({ key }: IncidentRow) => key

/** Incidents of the city or of a unit: those that are open, by deadline, and those that have ended. */
export function IncidentsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('incidents')
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const open = useOpenIncidents(units, unit)
  const ready = useFeedReady('incidents')
  const isMine = useIsMyTurn()
  const inHistory = view.show === ENDED
  const ended = useAnswerPages(ask('/incidents', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: inHistory,
    refetchMs: MINUTE_MS,
  })
  const past = useMemo(() => ended.data?.pages.flatMap(({ incidents }) => incidents), [ended.data])
  const columns = useIncidentColumns(units)
  // Which are late changes with the clock; the list only when one becomes so.
  const lateIds = useFromNow((now) =>
    open
      .filter(({ deadlineAt }) => deadlineAt < now)
      .map(({ id }) => id)
      .join(' '),
  )
  const groups = useMemo(() => {
    const late = new Set(lateIds.split(' '))
    return new Map<string | undefined, readonly IncidentRow[]>([
      [undefined, open],
      [MINE, open.filter(isMine)],
      [OVERDUE, open.filter(({ id }) => late.has(id))],
      ...OPEN_STATES.map((state) => [state, open.filter((row) => row.state === state)] as const),
    ])
  }, [open, lateIds, isMine])
  const shown = inHistory ? past : ready ? (groups.get(view.show) ?? open) : undefined
  const title = name === undefined ? t('title') : t('titleOf', { unit: name })
  const countOf = (show: string | undefined) => (ready ? (groups.get(show)?.length ?? 0) : undefined)

  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('allOpen'), count: countOf(undefined) },
        { show: MINE, label: t('mine'), count: countOf(MINE) },
        { show: OVERDUE, label: t('overdue'), count: countOf(OVERDUE) },
        ...OPEN_STATES.map((state) => ({
          show: state,
          label: <IncidentStateMark state={state} />,
          count: countOf(state),
        })),
        { show: ENDED, label: t('ended'), count: past && `${past.length}${ended.hasNextPage ? '+' : ''}` },
      ]}
      side={
        <>
          <OpenIncident units={units} from={{ is: 'hand' }} unit={asked} label={t('open.hand')} />
          <SopList />
          <UnitChoice units={units} unit={unit} page="incidents" />
        </>
      }
    >
      <AskedTable
        caption={title}
        rows={shown}
        asked={inHistory ? ended : undefined}
        lines={12}
        older={t('older')}
        keyOf={keyOf}
        columns={columns}
        opensWith={inHistory ? { by: 'opened', falls: true } : { by: 'deadline', falls: false }}
        none={inHistory ? t('noneEnded') : open.length > 0 ? t('noneOfThese', { count: open.length }) : t('none')}
      />
    </Listing>
  )
}
