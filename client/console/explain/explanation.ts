import { combine, countingIn } from '../../../domain/kpis/evaluate.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { type Contribution, isDivided, type Kpi } from '../../../domain/kpis/kpi.ts'
import { type Span, toDate } from '../../../domain/periods.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import type { Day } from '../../../domain/time.ts'
import { type Asked as AskedFor, ask } from '../../live/ask.ts'
import type { View } from '../address.ts'

/** What is asked for: the figure as it stands, or that of a span. */
export interface Asked {
  /** Below `/api/v1`. */
  readonly path: AskedFor<'/kpis/{id}/explain'>
  /** Undefined: as it stands. */
  readonly span: Span | undefined
}

/**
 * The explanation that a view shows.
 * @param today in Cần Thơ
 */
export function explanationAsked(
  id: KpiId,
  unit: string,
  { period, day }: Pick<View, 'period' | 'day'>,
  today: Day,
): Asked {
  const params = { id }
  if (period === undefined) return { path: ask('/kpis/{id}/explain', { params, query: { unit } }), span: undefined }
  const until = day ?? today
  const path = ask('/kpis/{id}/explain', { params, query: { unit, period, day: until } })
  return { path, span: toDate(period, until) }
}

/** Of which time the figure in view is, as commands name it: nothing of one that is live. */
export function timeOf({ period, day }: Pick<View, 'period' | 'day'>, today: Day) {
  return period === undefined ? {} : { period, day: day ?? today }
}

/** The definition that a figure follows: over days what devices say is counted by hours. */
export function definitionOf(kpi: Kpi, span: Span | undefined): Kpi {
  if (span === undefined || kpi.from === 'statistic') return kpi
  const { formula, numeratorName, denominatorName } = kpi.overDays
  return { ...kpi, formula, numeratorName, ...(denominatorName && { denominatorName }) }
}

/** What the listed inputs come to, for a reader who adds them up. */
export interface InputsTotal {
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
  /** Listed, but too old to count in what stands now. */
  readonly leftOut: number
}

/** @param ofSpan of a span every report counts, however old */
export function totalOf(kpi: Kpi, contributions: readonly Contribution[], ofSpan: boolean): InputsTotal {
  const counting = ofSpan ? contributions : countingIn(kpi, contributions)
  return { ...combine(kpi.combine, counting), leftOut: contributions.length - counting.length }
}

/** Rows of the plan that are followed by a KPI, in the plan's order. */
export function planItemsOf(kpi: KpiId): readonly (readonly [id: PlanId, item: PlanItem])[] {
  return (Object.entries(PLAN) as [PlanId, PlanItem][]).filter(
    ([, { measure }]) => measure.is === 'kpi' && measure.kpi === kpi,
  )
}

/** Decimals of a count: none, but what was shared out between units of two editions is no whole number. A maximum has the KPI's own. */
export function countDigits(kpi: Pick<Kpi, 'combine' | 'digits'>, count: number | null | undefined): number {
  if (kpi.combine === 'max') return kpi.digits
  return count === null || count === undefined || Number.isInteger(count) ? 0 : 1
}

/** One input's own value, in the KPI's unit: a share in percent, so much a case, or the numerator. Undefined when it divides by nothing. */
export function ownValue(
  kpi: Pick<Kpi, 'combine'>,
  share: Pick<Contribution, 'numerator' | 'denominator'>,
): number | undefined {
  if (!isDivided(kpi)) return share.numerator
  if (share.denominator === undefined || share.denominator === 0) return undefined
  return combine(kpi.combine, [share]).value ?? undefined
}

/**
 * What an input does to the figure, for ordering: how many of its cases lie on the wrong side of the target (of the whole,
 * where there is none); the largest numerator where nothing is divided.
 */
export function weightOf(
  kpi: Pick<Kpi, 'combine' | 'direction' | 'target'>,
  share: Pick<Contribution, 'numerator' | 'denominator'>,
): number {
  if (!isDivided(kpi)) return share.numerator
  const goal = kpi.combine === 'ratio' ? (kpi.target?.value ?? 100) / 100 : (kpi.target?.value ?? 0)
  const expected = (share.denominator ?? 0) * goal
  return kpi.direction === 'higher' ? expected - share.numerator : share.numerator - expected
}
