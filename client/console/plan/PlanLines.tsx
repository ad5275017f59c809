import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { asOf } from '../../../domain/freshness.ts'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { type PlanState, verdictOf } from '../../../domain/plan/outlook.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { NeededText } from '../../panels/NeededText.tsx'
import type { PlanLine } from '../../panels/planLines.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatFigure, formatFigureNumber, formatNumber } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import '../figures/bullet.css'
import type { Sort } from '../address.ts'
import { useCoverageText } from '../figures/useCoverageText.ts'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { OpenLink } from '../parts/table/OpenLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { PlanDetail } from './PlanDetail.tsx'
import { PlanRange } from './PlanRange.tsx'
import { PlanTrend } from './PlanTrend.tsx'
import { PlanValue } from './PlanValue.tsx'
import { PlanWithheld } from './PlanWithheld.tsx'

const keyOf = ({ id }: PlanLine) => id
const rowClass = ({ isGone }: PlanLine) => (isGone ? 'plan__gone' : undefined)

/** The plan line by line: where each stands, where it is going, what it takes. A line opens to what stands behind it. */
export function PlanLines({
  lines,
  unit,
  sort,
  caption,
}: {
  /** In the order of `sort`. */
  lines: readonly PlanLine[]
  unit: string
  sort: Sort
  caption: string
}) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const columns = usePlanColumns(unit)
  return (
    <DataTable
      caption={caption}
      className="plan"
      rows={lines}
      keyOf={keyOf}
      columns={columns}
      opensWith={sort}
      none={null}
      rowClass={rowClass}
      opened={{ key: view.opened, draw: (line) => <PlanDetail line={line} unit={unit} /> }}
      notes={[t('plan.title')]}
    />
  )
}

/** A line whose figure can be told now. */
function figureOf({ kpi, row, isGone }: PlanLine) {
  return kpi === undefined || row === undefined || isGone ? undefined : { kpi, row }
}

function usePlanColumns(unit: string): readonly Column<PlanLine>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const text = useText()
  const simulated = useSimulatedValue<PlanLine>(({ row }) => row?.simulated === true)
  return useMemo(() => {
    const stateOf = ({ state, isGone }: PlanLine): PlanState => (isGone ? 'untargeted' : state)
    return [
      {
        id: 'id',
        label: t('plan.column.id'),
        rank: 'second',
        width: 52,
        isOrderedByPage: true,
        cell: ({ id }) => <span className="table__faint">{id}</span>,
        text: ({ id }) => id,
      },
      {
        id: 'name',
        label: t('plan.column.name'),
        rank: 'name',
        width: 230,
        grows: true,
        wraps: true,
        isOrderedByPage: true,
        cell: (line) => <PlanName line={line} />,
        text: ({ id, item }) => `${id} ${text(item.name)}`,
        exports: [{ label: t('plan.column.name'), kind: 'text', of: ({ item }) => text(item.name) }, simulated],
      },
      {
        id: 'value',
        label: t('plan.column.value'),
        rank: 'first',
        width: 104,
        isNumber: true,
        cell: (line) => <PlanValue line={line} unit={unit} />,
        exports: [
          { label: t('plan.column.value'), kind: 'number', of: (line) => figureOf(line)?.row.value },
          { label: list('only.unit'), kind: 'text', of: ({ kpi }) => (kpi === undefined ? null : text(kpi.unit)) },
          { label: list('only.numerator'), kind: 'number', of: (line) => figureOf(line)?.row.numerator },
          { label: list('only.denominator'), kind: 'number', of: (line) => figureOf(line)?.row.denominator },
          {
            label: list('only.formula'),
            kind: 'text',
            of: ({ kpi }) => (kpi === undefined ? null : text(kpi.formula)),
          },
        ],
      },
      {
        id: 'target',
        label: t('plan.column.target'),
        rank: 'second',
        width: 92,
        isNumber: true,
        wraps: true,
        cell: (line) => <PlanTarget line={line} />,
        exports: [
          { label: t('plan.column.target'), kind: 'number', of: ({ row, kpi }) => row?.target ?? kpi?.target?.value },
        ],
      },
      {
        id: 'need',
        label: t('plan.column.need'),
        rank: 'first',
        width: 152,
        wraps: true,
        fallsFirst: true,
        isOrderedByPage: true,
        cell: (line) => <KpiStateMark state={stateOf(line)} />,
        text: (line) => common(`state.${stateOf(line)}`),
        choice: {
          of: stateOf,
          label: (state) => common(`state.${state as PlanState}`, { defaultValue: state }),
        },
      },
      {
        id: 'trend',
        label: t('plan.column.trend'),
        head: <span className="plan__head-text">{t('plan.column.trend')}</span>,
        rank: 'third',
        width: 110,
        cell: (line) => {
          const figure = figureOf(line)
          return figure === undefined ? '–' : <PlanTrend row={figure.row} kpi={figure.kpi} />
        },
        exports: [{ label: t('plan.column.trend'), kind: 'number', of: (line) => figureOf(line)?.row.trend }],
      },
      {
        id: 'lastYear',
        label: t('plan.column.lastYear'),
        head: <span className="plan__head-text">{t('plan.column.lastYear')}</span>,
        rank: 'third',
        width: 92,
        isNumber: true,
        wraps: true,
        cell: (line) => {
          const figure = figureOf(line)
          if (figure === undefined) return '–'
          const { row, kpi } = figure
          return row.lastYearWithheld === null ? (
            formatFigure(row.lastYear, kpi, language)
          ) : (
            <PlanWithheld why={row.lastYearWithheld} />
          )
        },
        exports: [{ label: t('plan.column.lastYear'), kind: 'number', of: (line) => figureOf(line)?.row.lastYear }],
      },
      {
        id: 'forecast',
        label: t('plan.column.forecast'),
        rank: 'second',
        width: 180,
        wraps: true,
        cell: (line) => <PlanForecast line={line} />,
        exports: [
          { label: list('only.forecastLow'), kind: 'number', of: (line) => figureOf(line)?.row.forecast?.low },
          { label: list('only.forecastHigh'), kind: 'number', of: (line) => figureOf(line)?.row.forecast?.high },
        ],
      },
      {
        id: 'coverage',
        label: t('plan.column.coverage'),
        rank: 'first',
        width: 120,
        wraps: true,
        isOrderedByPage: true,
        cell: (line) => <PlanSource line={line} />,
        exports: [
          { label: list('only.reported'), kind: 'number', digits: 0, of: ({ row }) => row?.reported },
          { label: list('only.expected'), kind: 'number', digits: 0, of: ({ row }) => row?.expected },
          { label: list('only.at'), kind: 'moment', of: ({ row }) => row?.at },
        ],
      },
    ]
  }, [t, common, list, language, text, unit, simulated])
}

/** Opens the line to what stands behind it. */
function PlanName({ line }: { line: PlanLine }) {
  const { t } = useTranslation('console')
  const text = useText()
  const { id, item, isGone } = line
  const figure = figureOf(line)
  const verdict = figure && verdictOf(figure.row, figure.kpi.direction)
  return (
    <>
      <OpenLink row={id} isName>
        {text(item.name)}
      </OpenLink>
      {isGone && <p className="plan__note">{t('plan.districtsGone')}</p>}
      {figure !== undefined && verdict != null && (
        <p className="plan__note">
          <NeededText needed={verdict} kpi={figure.kpi} />
        </p>
      )}
    </>
  )
}

/** Where the year may end, on the scale of the target, and in words. */
function PlanForecast({ line }: { line: PlanLine }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const figure = figureOf(line)
  if (figure === undefined || (figure.row.value === null && figure.row.forecast === null)) return '–'
  const { kpi, row } = figure
  return (
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
          <FreshnessMark freshness={freshness} at={asOf(row?.link ?? undefined) ?? row?.at} compact />
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
