import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shortName, type Unit, type UnitTree } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useNow, useRows } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { formatValue } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import './table.css'
import { kpiFreshness } from '../panels/truth.ts'
import { useKpiInForce } from '../panels/useKpiInForce.ts'
import { addressOf } from './address.ts'
import { distanceText } from './distanceText.ts'
import { Marked } from './Marked.tsx'
import { type RankedUnit, type RankingColumn, rankUnits, unjudgedReason } from './ranking.ts'
import { Skeleton } from './Skeleton.tsx'
import { SortHead } from './SortHead.tsx'
import { useRowKeys } from './useRowKeys.ts'
import { useView } from './useView.ts'

const COLUMNS: readonly { by: Exclude<RankingColumn, 'coverage' | 'at'>; number?: boolean; falls: boolean }[] = [
  { by: 'rank', number: true, falls: false },
  { by: 'name', falls: false },
  { by: 'value', number: true, falls: true },
  { by: 'distance', number: true, falls: false },
]

/**
 * Units side by side by the chosen KPI. What cannot be judged stands apart at the end, by name, without a rank.
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
  const values = useRows('kpis')
  const ready = useFeedReady('kpis')
  const rowKeys = useRowKeys()
  const { view } = useView()
  const kpi = useKpiInForce(view.kpi)
  // A second more or less changes nothing in a ranking, but a value that goes stale must leave it.
  const { judged, unjudged } = useMemo(
    () =>
      rankUnits({
        kpi,
        units: rows,
        valueAt: (code) => values.get(`${view.kpi}|${code}`),
        now,
        sort: view.sort,
        collator: new Intl.Collator('vi'),
      }),
    [kpi, rows, values, view.kpi, view.sort, now],
  )
  if (!ready) return <Skeleton lines={14} />

  const sort = view.sort ?? { by: 'rank', falls: true }
  return (
    <table className="table" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{`${caption}: ${text(kpi.name)}`}</caption>
      <thead>
        <tr>
          {COLUMNS.map(({ by, number, falls }) => (
            <SortHead key={by} by={by} sort={sort} fallsFirst={falls} number={number}>
              {t(`ranking.${by}`)}
            </SortHead>
          ))}
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
          <RankingRow key={each.code} units={units} row={each} current={each.code === current} now={now} />
        ))}
      </tbody>
      {unjudged.length > 0 && (
        <tbody className="table__apart">
          <tr>
            <th scope="rowgroup" colSpan={7} className="table__group">
              <Marked is="ring">{t('ranking.unjudged', { count: unjudged.length })}</Marked>
            </th>
          </tr>
          {unjudged.map((each) => (
            <RankingRow key={each.code} units={units} row={each} current={each.code === current} now={now} />
          ))}
        </tbody>
      )}
    </table>
  )
}

function RankingRow({ units, row, current, now }: { units: UnitTree; row: RankedUnit; current: boolean; now: number }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, toPage } = useView()
  const kpi = useKpiInForce(view.kpi)
  const unit = units.byCode.get(row.code)
  if (unit === undefined) return null
  const { value } = row
  return (
    <tr className={current ? 'table__row table__row--current' : 'table__row'}>
      <td className="table__number table__rank">{row.rank ?? '–'}</td>
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
      <td className="table__number">{distanceText(row.distance, kpi.digits, language)}</td>
      <td>
        {row.rank === undefined || value === undefined ? (
          t(`ranking.why.${unjudgedReason(kpi, value, now)}`)
        ) : (
          <KpiStateMark state={value.state} />
        )}
      </td>
      <td className="table__number">
        {value === undefined || value.expected === 0 ? '–' : `${value.reported}/${value.expected}`}
      </td>
      <td>
        {value?.expected === 0 ? '–' : <FreshnessMark freshness={kpiFreshness(value, now)} at={value?.at} compact />}
      </td>
    </tr>
  )
}
