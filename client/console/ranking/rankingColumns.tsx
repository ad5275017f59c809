import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { distanceDigits } from '../../../domain/digits.ts'
import { OFFICIAL_CELLS } from '../../../domain/directives/official.ts'
import type { DirectiveCells } from '../../../domain/feeds/directiveCells.ts'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import type { KpiState, KpiValue } from '../../../domain/kpis/kpi.ts'
import type { Attention } from '../../../domain/ranking/attention.ts'
import type { Place } from '../../../domain/ranking/rank.ts'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useReach } from '../../live/session.ts'
import type { UnjudgedReason } from '../../panels/unjudged.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatFigure, formatNumber, formatValue } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { ActOnFigure } from '../directives/ActOnFigure.tsx'
import { useKpiInView } from '../figures/useKpiInView.ts'
import { distanceText } from '../parts/distanceText.ts'
import type { Column } from '../parts/table/column.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { Interval } from './Interval.tsx'
import { placesText } from './ranking.ts'

/** A unit in its place, or apart. */
export interface RankingLine {
  readonly code: string
  readonly name: string
  /** Undefined: the hub has never had a value of this KPI for this unit. */
  readonly value: KpiValue | undefined
  readonly distance: number | null
  /** Undefined of a unit that stands apart. */
  readonly place: Place | undefined
  readonly need: Attention | undefined
  /** Why a unit stands apart. */
  readonly why: UnjudgedReason | undefined
  readonly freshness: JudgedFreshness
  /** It is the unit in view. */
  readonly isCurrent: boolean
  /** Shared out by area. */
  readonly isEstimated: boolean
  /** This year's directives to it and all below it; undefined: it has been given none. */
  readonly directives: DirectiveCells | undefined
}

/**
 * Columns that not every ranking has. What is of a period does not age: instead of its age it says how it was counted.
 * @param axisFrom what intervals are drawn on, in the KPI's unit; undefined: there are none
 */
export function useRankingColumns({
  units,
  axisFrom,
  axisTo,
  need,
  coverage,
  isPeriod,
}: {
  units: UnitTree
  axisFrom: number | undefined
  axisTo: number | undefined
  need: boolean
  coverage: boolean
  isPeriod: boolean
}): readonly Column<RankingLine>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const { t: list } = useTranslation('list')
  const { t: directives } = useTranslation('directives')
  const mayGive = useReach('directives.give').length > 0
  const [language] = useLanguage()
  const text = useText()
  const { view } = useView()
  const kpi = useKpiInView(view.kpi)
  const simulated = useSimulatedValue<RankingLine>(({ value }) => value?.simulated === true)
  return useMemo(() => {
    const nameOf = ({ code, name }: RankingLine) => {
      const unit = units.byCode.get(code)
      return unit === undefined ? name : shortName(unit, language)
    }
    const why = ({ why: reason, value }: RankingLine) =>
      reason === undefined
        ? ''
        : `${common(`unjudgedWhy.${reason}`)}${reason === 'few' ? `: ${value?.denominator ?? 0}` : ''}`
    const state = (line: RankingLine) =>
      line.why === undefined ? common(`state.${line.value?.state ?? 'unjudged'}`) : why(line)
    const inUnit = (label: string) => (text(kpi.unit) === '' ? label : `${label} (${text(kpi.unit)})`)
    const coverageLabel = t(`ranking.coverage.${coverageKind(kpi, isPeriod)}`)
    const all: (Column<RankingLine> | undefined)[] = [
      {
        id: 'rank',
        label: t('ranking.rank'),
        rank: 'first',
        // Two places of three digits and what ties them.
        width: 76,
        isNumber: true,
        isOrderedByPage: true,
        cell: ({ place }) => <span className="table__rank">{place === undefined ? '–' : placesText(place)}</span>,
        exports: [
          {
            label: t('ranking.rank'),
            kind: 'text',
            of: ({ place }) => (place === undefined ? null : placesText(place)),
          },
        ],
      },
      {
        id: 'name',
        label: t('ranking.name'),
        rank: 'name',
        width: 124,
        grows: true,
        wraps: true,
        isOrderedByPage: true,
        cell: (line) => <UnitName line={line} name={nameOf(line)} />,
        text: nameOf,
        exports: [
          { label: list('only.code'), kind: 'text', of: ({ code }) => code },
          { label: t('ranking.name'), kind: 'text', of: nameOf },
          simulated,
        ],
      },
      {
        id: 'value',
        label: t('ranking.value'),
        rank: 'first',
        width: 76,
        isNumber: true,
        fallsFirst: true,
        isOrderedByPage: true,
        cell: (line) => <Figure line={line} name={nameOf(line)} />,
        exports: [
          { label: inUnit(t('ranking.value')), kind: 'number', of: ({ value }) => value?.value },
          { label: text(kpi.numeratorName), kind: 'number', of: ({ value }) => value?.numerator },
          ...(kpi.denominatorName === undefined
            ? []
            : [
                {
                  label: text(kpi.denominatorName),
                  kind: 'number' as const,
                  of: ({ value }: RankingLine) => value?.denominator,
                },
              ]),
        ],
      },
      axisFrom === undefined || axisTo === undefined
        ? undefined
        : {
            id: 'interval',
            label: t('ranking.interval'),
            head: (
              <>
                <span className="visually-hidden">{t('ranking.interval')} </span>
                <span className="interval-axis" title={t('ranking.interval')}>
                  <span>{formatNumber(axisFrom, 0, language)}</span>
                  <span>{formatValue(axisTo, 0, kpi.unit, language)}</span>
                </span>
              </>
            ),
            rank: 'second',
            width: 80,
            cell: ({ place }) =>
              place === undefined ? '–' : <Interval kpi={kpi} axis={{ from: axisFrom, to: axisTo }} {...place} />,
            exports: [
              { label: list('only.low'), kind: 'number', of: ({ place }) => place?.low },
              { label: list('only.high'), kind: 'number', of: ({ place }) => place?.high },
            ],
          },
      need
        ? {
            id: 'need',
            label: t(`ranking.need.${kpi.direction}`),
            // On a screen 1,366 wide it gives way to what follows from the figure: the age of the data, and the order to the unit.
            rank: 'second',
            width: 84,
            isNumber: true,
            fallsFirst: true,
            isOrderedByPage: true,
            cell: ({ need: missing }) => formatNumber(missing?.cases, 0, language),
            exports: [
              {
                label: t(`ranking.need.${kpi.direction}`),
                kind: 'number',
                digits: 0,
                of: ({ need: missing }) => missing?.cases,
              },
            ],
          }
        : undefined,
      {
        id: 'distance',
        label: t('ranking.distance'),
        rank: 'second',
        width: 76,
        isNumber: true,
        isOrderedByPage: true,
        cell: ({ distance }) => distanceText(distance, distanceDigits(distance ?? 0, kpi.digits), language),
        exports: [{ label: inUnit(t('ranking.distance')), kind: 'number', of: ({ distance }) => distance }],
      },
      {
        id: 'state',
        label: t('ranking.state'),
        rank: 'first',
        width: language === 'vi' ? 120 : 104,
        cell: (line) => (line.why === undefined ? <KpiStateMark state={line.value?.state ?? 'unjudged'} /> : why(line)),
        text: state,
        choice: {
          of: (line) => (line.why === undefined ? (line.value?.state ?? 'unjudged') : 'unjudged'),
          label: (id) => common(`state.${id as KpiState}`, { defaultValue: id }),
        },
      },
      coverage
        ? {
            id: 'coverage',
            label: coverageLabel,
            rank: 'third',
            width: 64,
            isNumber: true,
            isOrderedByPage: true,
            cell: ({ value }) =>
              value === undefined || value.expected === 0
                ? '–'
                : `${formatNumber(value.reported, 0, language)}/${formatNumber(value.expected, 0, language)}`,
            exports: [
              {
                label: list('only.had', { what: coverageLabel }),
                kind: 'number',
                digits: 0,
                of: ({ value }) => value?.reported,
              },
              {
                label: list('only.due', { what: coverageLabel }),
                kind: 'number',
                digits: 0,
                of: ({ value }) => value?.expected,
              },
            ],
          }
        : undefined,
      isPeriod
        ? {
            id: 'note',
            label: t('ranking.note'),
            rank: 'second',
            width: 110,
            wraps: true,
            cell: ({ isEstimated }) => isEstimated && t('period.estimated'),
            text: ({ isEstimated }) => (isEstimated ? t('period.estimated') : ''),
          }
        : {
            id: 'at',
            label: t('ranking.freshness'),
            rank: 'first',
            // "54 seconds ago" is longer than “54 giây trước”, its states are shorter.
            width: language === 'vi' ? 122 : 138,
            isOrderedByPage: true,
            cell: ({ why: reason, value, freshness }) =>
              reason === 'none' || reason === 'never' ? (
                '–'
              ) : (
                <FreshnessMark freshness={freshness} at={value?.at} compact />
              ),
            text: ({ freshness }) => common(`freshness.${freshness}`),
            exports: [
              { label: t('ranking.freshness'), kind: 'text', of: ({ freshness }) => common(`freshness.${freshness}`) },
              { label: list('only.at'), kind: 'moment', of: ({ value }) => value?.at },
            ],
          },
      {
        id: 'directives',
        label: t('ranking.directives'),
        rank: 'third',
        width: 104,
        isNumber: true,
        fallsFirst: true,
        cell: ({ code, directives: cells }) => (cells === undefined ? '–' : <Cells code={code} cells={cells} />),
        order: ({ directives: cells }) => cells?.overdue,
        exports: OFFICIAL_CELLS.map((cell) => ({
          label: directives(`cell.${cell}`),
          kind: 'number' as const,
          digits: 0,
          of: ({ directives: cells }: RankingLine) => cells?.[cell],
        })),
      },
      mayGive
        ? {
            id: 'act',
            label: directives('act.open'),
            head: <span className="visually-hidden">{directives('act.open')}</span>,
            rank: 'first',
            width: 92,
            cell: ({ code }) => <ActOnFigure unit={{ code }} units={units} isCompact />,
            exports: [],
          }
        : undefined,
    ]
    return all.filter((column) => column !== undefined)
  }, [
    t,
    common,
    list,
    language,
    text,
    units,
    kpi,
    axisFrom,
    axisTo,
    need,
    coverage,
    isPeriod,
    simulated,
    directives,
    mayGive,
  ])
}

function UnitName({ line: { code, isCurrent }, name }: { line: RankingLine; name: string }) {
  if (isCurrent) return <span className="table__here">{name}</span>
  return <RowLink page={{ is: 'unit', code }}>{name}</RowLink>
}

/** Of the directives to a unit how many are overdue, of how many under way; the way to them. */
function Cells({ code, cells: { overdue, inTime } }: { code: string; cells: DirectiveCells }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  const numbers = { overdue: formatNumber(overdue, 0, language), open: formatNumber(overdue + inTime, 0, language) }
  return (
    <Link
      className="table__figure"
      to={toPage({ is: 'directives', unit: code })}
      aria-label={t('ranking.directivesOf', numbers)}
    >
      <span className={overdue > 0 ? 'matter__late' : undefined}>{numbers.overdue}</span>/{numbers.open}
    </Link>
  )
}

/** The value, as the way to what it is made of. */
function Figure({ line: { code, value }, name }: { line: RankingLine; name: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view, to } = useView()
  const kpi = useKpiInView(view.kpi)
  const shown = formatFigure(value?.value, kpi, language)
  return (
    <Link
      className="table__figure"
      to={to({ explain: { kpi: view.kpi, unit: code } })}
      aria-label={t('explain.figure', { unit: name, value: shown })}
    >
      {shown}
    </Link>
  )
}
