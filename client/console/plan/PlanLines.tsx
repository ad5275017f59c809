import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { limitText } from '../../panels/limitText.ts'
import { NeededText } from '../../panels/NeededText.tsx'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatFigure, formatFigureNumber, formatNumber } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import '../parts/table.css'
import '../figures/bullet.css'
import type { PlanLine } from '../../panels/planLines.ts'
import type { Sort } from '../address.ts'
import { useCoverageText } from '../figures/useCoverageText.ts'
import { SortHead } from '../parts/SortHead.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { PlanDetail } from './PlanDetail.tsx'
import { PlanRange } from './PlanRange.tsx'
import { PlanTrend } from './PlanTrend.tsx'
import { PlanValue } from './PlanValue.tsx'
import { PlanWithheld } from './PlanWithheld.tsx'

const COLUMNS = 9

/** The plan line by line: where each stands, where it is going, what it takes. A line opens to what stands behind it. */
export function PlanLines({
  lines,
  unit,
  sort,
  caption,
}: {
  lines: readonly PlanLine[]
  unit: string
  sort: Sort
  caption: string
}) {
  const { t } = useTranslation('console')
  const rowKeys = useRowKeys()
  return (
    <table className="table plan" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <SortHead by="id" sort={sort} fallsFirst={false}>
            {t('plan.column.id')}
          </SortHead>
          <SortHead by="name" sort={sort} fallsFirst={false}>
            {t('plan.column.name')}
          </SortHead>
          <th scope="col" className="table__number">
            {t('plan.column.value')}
          </th>
          <th scope="col" className="table__number">
            {t('plan.column.target')}
          </th>
          <SortHead by="need" sort={sort} fallsFirst>
            {t('plan.column.need')}
          </SortHead>
          <th scope="col">
            <span className="plan__head-text">{t('plan.column.trend')}</span>
          </th>
          <th scope="col" className="table__number">
            <span className="plan__head-text">{t('plan.column.lastYear')}</span>
          </th>
          <th scope="col">{t('plan.column.forecast')}</th>
          <SortHead by="coverage" sort={sort} fallsFirst={false}>
            {t('plan.column.coverage')}
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} unit={unit} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, unit }: { line: PlanLine; unit: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, to } = useView()
  const { id, item, kpi, row } = line
  const isOpen = view.opened === id
  const isFigure = kpi !== undefined && row !== undefined && !line.isGone
  return (
    <>
      <tr className={line.isGone ? 'table__row plan__gone' : 'table__row'}>
        <td className="table__faint">{id}</td>
        <th scope="row" className="table__wrap plan__name">
          <Link
            className="table__link"
            data-row
            to={to({ opened: isOpen ? undefined : id })}
            replace
            aria-expanded={isOpen}
          >
            {text(item.name)}
          </Link>
          {line.isGone && <p className="plan__note">{t('plan.districtsGone')}</p>}
          {isFigure && row.needed !== null && (
            <p className="plan__note">
              <NeededText needed={row.needed} kpi={kpi} />
            </p>
          )}
        </th>
        <td className="table__number">
          <PlanValue line={line} unit={unit} />
        </td>
        <td className="table__number">
          <PlanTarget line={line} />
        </td>
        <td>
          <KpiStateMark state={line.isGone ? 'untargeted' : line.state} />
        </td>
        <td>{isFigure ? <PlanTrend row={row} kpi={kpi} /> : '–'}</td>
        <td className="table__number">
          {!isFigure ? (
            '–'
          ) : row.lastYearWithheld === null ? (
            formatFigure(row.lastYear, kpi, language)
          ) : (
            <PlanWithheld why={row.lastYearWithheld} />
          )}
        </td>
        <td className="plan__ahead">
          {isFigure && (row.value !== null || row.forecast !== null) ? (
            <>
              <PlanRange kpi={kpi} row={row} state={line.state} />
              <span className="table__faint">
                {row.forecast === null
                  ? t('plan.forecast.none')
                  : t(`plan.forecast.${line.outlook ?? 'untargeted'}`, {
                      low: formatFigureNumber(row.forecast.low, kpi, language),
                      high: formatFigure(row.forecast.high, kpi, language),
                    })}
              </span>
            </>
          ) : (
            '–'
          )}
        </td>
        <td className="plan__source">
          <PlanSource line={line} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={COLUMNS} className="plan__opened">
            <PlanDetail line={line} unit={unit} />
          </td>
        </tr>
      )}
    </>
  )
}

/** How many of those who should report did, how old the newest of it is, and whether any of it is simulated. */
function PlanSource({ line: { row, kpi, freshness } }: { line: PlanLine }) {
  const coverageText = useCoverageText()
  const hasReporters = row !== undefined && row.expected > 0
  if (!hasReporters && freshness === 'never') return '–'
  return (
    <>
      {hasReporters &&
        (kpi === undefined
          ? `${row.reported}/${row.expected} `
          : `${coverageText(coverageKind(kpi, isOfYear(kpi)), row)} `)}
      {(row?.simulated || row?.link?.simulated) && <SimulatedMark />}
      {freshness !== 'never' && (
        <div className="table__faint">
          <FreshnessMark freshness={freshness} at={row?.link?.at ?? row?.at} compact />
        </div>
      )}
    </>
  )
}

/** What the row is held against; the plan's own number below it where the city works towards another. */
function PlanTarget({ line: { item, kpi, row } }: { line: PlanLine }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  if (item.measure.is === 'entered') return formatNumber(row?.target ?? item.measure.of, 0, language)
  const target = row?.target ?? kpi?.target?.value
  if (kpi === undefined || target === undefined) return '–'
  const limit = (value: number) => limitText(kpi, value, language)
  return (
    <>
      {limit(target)}
      {row?.planned != null && row.planned !== target && (
        <p className="plan__note">{t('plan.planned', { value: limit(row.planned) })}</p>
      )}
    </>
  )
}
