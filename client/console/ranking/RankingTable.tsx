import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import { isSampled } from '../../../domain/ranking/rank.ts'
import type { Unit, UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import '../parts/table.css'
import { CITY } from '../../panels/city.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { formatNumber, formatValue } from '../../ui/format.ts'
import { useFigures } from '../figures/useFigures.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Marked } from '../parts/Marked.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { SortHead } from '../parts/SortHead.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { RankingOrder } from './RankingOrder.tsx'
import { RankingRow, type ShownColumns } from './RankingRow.tsx'
import { BY_NEED, intervalAxis, orderOf, type PlacedUnit, rankingOf, type UnjudgedUnit } from './ranking.ts'
import { useUnitRows } from './useUnitRows.ts'

const collator = new Intl.Collator('vi')

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
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const rowKeys = useRowKeys()
  const { view } = useView()
  const kpi = useKpiInForce(view.kpi)
  const { rowOf, ready } = useUnitRows(view.kpi)
  const isPeriod = view.period !== undefined
  const { figures, error, retry } = useFigures(view.kpi, CITY)
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
  if (isPeriod && figures === undefined && error !== null) return <ApiTrouble error={error} retry={retry} />
  if (!ready) return <Skeleton lines={14} />

  const sort = orderOf(kpi, view.sort)
  // By need it says for how many as well: what only tells one place from another gives way.
  const need = sort.by === BY_NEED.by
  const places = judged.map(({ place }) => place)
  const axis = isSampled(kpi) && !need ? intervalAxis(kpi, places) : undefined
  // Where every unit has one source, those it is missing of stand apart already.
  const hasMany = [...judged, ...unjudged].some(({ value }) => (value?.expected ?? 0) > 1)
  const shown: ShownColumns = { interval: axis, need, coverage: !need && hasMany, isPeriod }
  const columns = 6 + Number(axis !== undefined) + Number(shown.need) + Number(shown.coverage)
  const rowOfUnit = (each: PlacedUnit | UnjudgedUnit) => (
    <RankingRow
      key={each.code}
      units={units}
      row={each}
      current={each.code === current}
      isEstimated={figures?.get(each.code)?.estimated === true}
      now={now}
      reception={reception}
      {...shown}
    />
  )
  return (
    <>
      <RankingOrder kpi={kpi} sort={sort} shared={judged.find(isShared)?.place} />
      <table className="table" onKeyDown={rowKeys}>
        <caption className="visually-hidden">{`${caption}: ${text(kpi.name)}`}</caption>
        <thead>
          <tr>
            <SortHead by="rank" sort={sort} fallsFirst={false} number>
              {t('ranking.rank')}
            </SortHead>
            <SortHead by="name" sort={sort} fallsFirst={false}>
              {t('ranking.name')}
            </SortHead>
            <SortHead by="value" sort={sort} fallsFirst number>
              {t('ranking.value')}
            </SortHead>
            {axis !== undefined && (
              <th scope="col" title={t('ranking.interval')}>
                <span className="visually-hidden">{t('ranking.interval')} </span>
                <span className="interval-axis">
                  <span>{formatNumber(axis.from, 0, language)}</span>
                  <span>{formatValue(axis.to, 0, kpi.unit, language)}</span>
                </span>
              </th>
            )}
            {shown.need && (
              <SortHead by="need" sort={sort} fallsFirst number>
                {t(`ranking.need.${kpi.direction}`)}
              </SortHead>
            )}
            <SortHead by="distance" sort={sort} fallsFirst={false} number>
              {t('ranking.distance')}
            </SortHead>
            <th scope="col">{t('ranking.state')}</th>
            {shown.coverage && (
              <SortHead by="coverage" sort={sort} fallsFirst={false} number>
                {t(`ranking.coverage.${coverageKind(kpi, isPeriod)}`)}
              </SortHead>
            )}
            {isPeriod ? (
              <th scope="col">{t('ranking.note')}</th>
            ) : (
              <SortHead by="at" sort={sort} fallsFirst={false}>
                {t('ranking.freshness')}
              </SortHead>
            )}
          </tr>
        </thead>
        <tbody>{judged.map(rowOfUnit)}</tbody>
        {unjudged.length > 0 && (
          <tbody className="table__apart">
            <tr>
              <th scope="rowgroup" colSpan={columns} className="table__group">
                <Marked is="ring">{t('ranking.unjudged', { count: unjudged.length })}</Marked>
              </th>
            </tr>
            {unjudged.map(rowOfUnit)}
          </tbody>
        )}
      </table>
    </>
  )
}

const isShared = ({ place }: PlacedUnit) => place.firstPlace !== place.lastPlace
