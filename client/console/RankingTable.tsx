import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isSampled } from '../../domain/ranking/rank.ts'
import { shortName, type Unit, type UnitTree } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { formatNumber, formatValue } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import './table.css'
import { kpiFreshness } from '../panels/truth.ts'
import { useKpiInForce } from '../panels/useKpiInForce.ts'
import { addressOf } from './address.ts'
import { distanceText } from './distanceText.ts'
import { Interval } from './Interval.tsx'
import { Marked } from './Marked.tsx'
import { RankingOrder } from './RankingOrder.tsx'
import { BY_NEED, orderOf, type PlacedUnit, placesText, rankingOf, type UnjudgedUnit } from './ranking.ts'
import { Skeleton } from './Skeleton.tsx'
import { SortHead } from './SortHead.tsx'
import { useRowKeys } from './useRowKeys.ts'
import { useUnitRows } from './useUnitRows.ts'
import { useView } from './useView.ts'

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
  const text = useText()
  const now = useNow()
  const rowKeys = useRowKeys()
  const { view } = useView()
  const kpi = useKpiInForce(view.kpi)
  const { rowOf, ready } = useUnitRows(view.kpi)
  // A second more or less changes nothing in a ranking, but a value that goes stale must leave it.
  const { judged, unjudged } = useMemo(
    () =>
      rankingOf({
        kpi,
        units: rows,
        valueAt: rowOf,
        now,
        sort: view.sort,
        collator,
      }),
    [kpi, rows, rowOf, view.sort, now],
  )
  if (!ready) return <Skeleton lines={14} />

  const sort = orderOf(kpi, view.sort)
  const shown: ShownColumns = { interval: isSampled(kpi), need: sort.by === BY_NEED.by }
  const columns = 7 + Number(shown.interval) + Number(shown.need)
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
            {shown.interval && <th scope="col">{t('ranking.interval')}</th>}
            {shown.need && (
              <SortHead by="need" sort={sort} fallsFirst number>
                {t(`ranking.need.${kpi.direction}`)}
              </SortHead>
            )}
            <SortHead by="distance" sort={sort} fallsFirst={false} number>
              {t('ranking.distance')}
            </SortHead>
            <th scope="col">{t('ranking.state')}</th>
            <SortHead by="coverage" sort={sort} fallsFirst={false} number>
              {t('ranking.coverage')}
            </SortHead>
            <SortHead by="at" sort={sort} fallsFirst={false}>
              {t('ranking.freshness')}
            </SortHead>
          </tr>
        </thead>
        <tbody>
          {judged.map((each) => (
            <RankingRow key={each.code} units={units} row={each} current={each.code === current} now={now} {...shown} />
          ))}
        </tbody>
        {unjudged.length > 0 && (
          <tbody className="table__apart">
            <tr>
              <th scope="rowgroup" colSpan={columns} className="table__group">
                <Marked is="ring">{t('ranking.unjudged', { count: unjudged.length })}</Marked>
              </th>
            </tr>
            {unjudged.map((each) => (
              <RankingRow
                key={each.code}
                units={units}
                row={each}
                current={each.code === current}
                now={now}
                {...shown}
              />
            ))}
          </tbody>
        )}
      </table>
    </>
  )
}

/** Columns that not every ranking has. */
interface ShownColumns {
  readonly interval: boolean
  readonly need: boolean
}

const isShared = ({ place }: PlacedUnit) => place.firstPlace !== place.lastPlace

function RankingRow({
  units,
  row,
  current,
  now,
  interval,
  need,
}: {
  units: UnitTree
  row: PlacedUnit | UnjudgedUnit
  current: boolean
  now: number
} & ShownColumns) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, toPage } = useView()
  const kpi = useKpiInForce(view.kpi)
  const unit = units.byCode.get(row.code)
  if (unit === undefined) return null
  const { value } = row
  const placed = 'place' in row ? row : undefined
  return (
    <tr className={current ? 'table__row table__row--current' : 'table__row'}>
      <td className="table__number table__rank">{placed === undefined ? '–' : placesText(placed.place)}</td>
      <th scope="row">
        {current ? (
          <span className="table__here">{shortName(unit, language)}</span>
        ) : (
          <Link className="table__link" data-row to={toPage({ is: 'unit', code: row.code })}>
            {shortName(unit, language)}
          </Link>
        )}
      </th>
      <td className="table__number">
        <Link
          className="table__figure"
          to={addressOf({ ...view, explain: { kpi: view.kpi, unit: row.code } })}
          aria-label={t('explain.figure', {
            unit: shortName(unit, language),
            value: formatValue(value?.value, kpi.digits, text(kpi.unit), language),
          })}
        >
          {formatValue(value?.value, kpi.digits, text(kpi.unit), language)}
        </Link>
      </td>
      {interval && <td>{placed === undefined ? '–' : <Interval kpi={kpi} {...placed.place} />}</td>}
      {need && <td className="table__number">{formatNumber(placed?.need?.cases, 0, language)}</td>}
      <td className="table__number">{distanceText(row.distance, kpi.digits, language)}</td>
      <td>
        {'why' in row ? (
          t(`ranking.why.${row.why}`, { count: value?.denominator ?? 0 })
        ) : (
          <KpiStateMark state={row.value.state} />
        )}
      </td>
      <td className="table__number">
        {value === undefined || value.expected === 0 ? '–' : `${value.reported}/${value.expected}`}
      </td>
      <td>
        {'why' in row && (row.why === 'none' || row.why === 'never') ? (
          '–'
        ) : (
          <FreshnessMark freshness={kpiFreshness(value, now)} at={value?.at} compact />
        )}
      </td>
    </tr>
  )
}
