import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { distanceDigits } from '../../../domain/digits.ts'
import type { Reception } from '../../../domain/reception.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { kpiFreshness } from '../../panels/truth.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatFigure, formatNumber } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { addressOf } from '../address.ts'
import { distanceText } from '../parts/distanceText.ts'
import { Interval } from './Interval.tsx'
import { type IntervalAxis, type PlacedUnit, placesText, type UnjudgedUnit } from './ranking.ts'
import '../parts/table.css'
import { useView } from '../useView.ts'

/** Columns that not every ranking has. What is of a period does not age: instead of its age it says how it was counted. */
export interface ShownColumns {
  /** What intervals are drawn on; undefined: there are none. */
  readonly interval: IntervalAxis | undefined
  readonly need: boolean
  readonly coverage: boolean
  readonly isPeriod: boolean
}

/** One unit of a ranking, in its place or apart. */
export function RankingRow({
  units,
  row,
  current,
  isEstimated,
  now,
  reception,
  interval,
  need,
  coverage,
  isPeriod,
}: {
  units: UnitTree
  row: PlacedUnit | UnjudgedUnit
  current: boolean
  isEstimated: boolean
  now: number
  reception: Reception
} & ShownColumns) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
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
            value: formatFigure(value?.value, kpi, language),
          })}
        >
          {formatFigure(value?.value, kpi, language)}
        </Link>
      </td>
      {interval && <td>{placed === undefined ? '–' : <Interval kpi={kpi} axis={interval} {...placed.place} />}</td>}
      {need && <td className="table__number">{formatNumber(placed?.need?.cases, 0, language)}</td>}
      <td className="table__number">
        {distanceText(row.distance, distanceDigits(row.distance ?? 0, kpi.digits), language)}
      </td>
      <td>
        {'why' in row ? (
          `${common(`unjudgedWhy.${row.why}`)}${row.why === 'few' ? `: ${value?.denominator ?? 0}` : ''}`
        ) : (
          <KpiStateMark state={row.value.state} />
        )}
      </td>
      {coverage && (
        <td className="table__number">
          {value === undefined || value.expected === 0
            ? '–'
            : `${formatNumber(value.reported, 0, language)}/${formatNumber(value.expected, 0, language)}`}
        </td>
      )}
      <td>
        {isPeriod ? (
          isEstimated && t('period.estimated')
        ) : 'why' in row && (row.why === 'none' || row.why === 'never') ? (
          '–'
        ) : (
          <FreshnessMark freshness={kpiFreshness(value, now, reception)} at={value?.at} compact />
        )}
      </td>
    </tr>
  )
}
