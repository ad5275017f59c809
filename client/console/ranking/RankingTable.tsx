import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isSampled } from '../../../domain/ranking/rank.ts'
import type { Unit, UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useOwnUnit } from '../../live/session.ts'
import { useNow, useReception, useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { kpiFreshness } from '../../panels/truth.ts'
import { CorrectionNote } from '../figures/CorrectionNote.tsx'
import { useFigures } from '../figures/useFigures.ts'
import { useKpiInView } from '../figures/useKpiInView.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Marked } from '../parts/Marked.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useLines } from '../parts/table/useLines.ts'
import { useUnitName } from '../parts/useUnitName.ts'
import { useView } from '../useView.ts'
import { RankingOrder } from './RankingOrder.tsx'
import { BY_NEED, intervalAxis, orderOf, type PlacedUnit, rankingOf } from './ranking.ts'
import { type RankingLine, useRankingColumns } from './rankingColumns.tsx'
import { useRankingNotes } from './useRankingNotes.ts'
import { useUnitRows } from './useUnitRows.ts'

const collator = new Intl.Collator('vi')
const keyOf = ({ code }: RankingLine) => code
const rowClass = ({ isCurrent }: RankingLine) => (isCurrent ? 'table__row--current' : undefined)

/**
 * Units side by side by the chosen KPI: each in its place, or between those places it may truly have. What cannot be judged stands
 * apart at the end, by name, without a rank.
 * @param current the unit in view when it is one of the rows: a commune among its neighbours
 */
export function RankingTable({
  units,
  rows,
  current,
  caption,
}: {
  units: UnitTree
  rows: readonly Unit[]
  current?: string
  caption: string
}) {
  const { t } = useTranslation('console')
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const { view } = useView()
  const kpi = useKpiInView(view.kpi)
  const { rowOf, ready } = useUnitRows(view.kpi)
  const cells = useRows('directiveCells')
  const nameOf = useUnitName(units)
  const isPeriod = view.period !== undefined
  const { figures, error, retry } = useFigures(view.kpi, useOwnUnit('figures.see', CITY))
  // A second more or less changes nothing in a ranking, but a value that goes stale must leave it.
  const { judged, unjudged } = useMemo(
    () =>
      rankingOf({
        kpi,
        units: rows,
        valueAt: rowOf,
        now,
        reception,
        sort: view.sort,
        collator,
      }),
    [kpi, rows, rowOf, view.sort, now, reception],
  )
  const lines = useLines(
    [...judged, ...unjudged],
    keyOf,
    (row): RankingLine => ({
      code: row.code,
      name: row.name,
      value: row.value,
      distance: row.distance,
      place: 'place' in row ? row.place : undefined,
      need: 'place' in row ? row.need : undefined,
      why: 'why' in row ? row.why : undefined,
      freshness: kpiFreshness(row.value, now, reception),
      isCurrent: row.code === current,
      isEstimated: figures?.get(row.code)?.estimated === true,
      directives: cells.get(row.code),
    }),
  )
  const sort = orderOf(kpi, view.sort)
  const above = units.lineage(rows[0]?.code ?? '')[1] ?? units.city.code
  const span = isPeriod ? figures?.values().next().value?.span : undefined
  // By need it says for how many as well: what only tells one place from another gives way.
  const need = sort.by === BY_NEED.by
  const axis =
    isSampled(kpi) && !need
      ? intervalAxis(
          kpi,
          judged.map(({ place }) => place),
        )
      : undefined
  const columns = useRankingColumns({
    units,
    axisFrom: axis?.from,
    axisTo: axis?.to,
    need,
    // Where every unit has one source, those it is missing of stand apart already.
    coverage: !need && lines.some(({ value }) => (value?.expected ?? 0) > 1),
    isPeriod,
  })
  const notes = useRankingNotes(kpi, lines)
  const apart = useMemo(
    () => ({
      is: ({ why }: RankingLine) => why !== undefined,
      head: (count: number) => <Marked is="ring">{t('ranking.unjudged', { count })}</Marked>,
    }),
    [t],
  )
  if (isPeriod && figures === undefined && error !== null) return <ApiTrouble error={error} retry={retry} />
  if (!ready) return <Skeleton lines={14} />
  return (
    <>
      <CorrectionNote kpi={view.kpi} unit={above} span={span} nameOf={nameOf} />
      <RankingOrder kpi={kpi} sort={sort} shared={judged.find(isShared)?.place} />
      <DataTable
        caption={`${caption}: ${text(kpi.name)}`}
        rows={lines}
        keyOf={keyOf}
        columns={columns}
        opensWith={sort}
        none={t('history.none')}
        rowClass={rowClass}
        apart={apart}
        notes={notes}
      />
    </>
  )
}

const isShared = ({ place }: PlacedUnit) => place.firstPlace !== place.lastPlace
