import { ROUNDING } from '../digits.ts'
import type { Contribution, Kpi, KpiState, Share } from './kpi.ts'

/** A KPI's figure from shares; nulls when nobody could say. Ratios come in percent. */
export interface Evaluation {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
}

const UNKNOWN: Evaluation = { value: null, numerator: null, denominator: null }

/** Which contributions count: of what stands now only the fresh ones; of a day or a month all, for what happened has happened. */
export function countingIn(kpi: Kpi, contributions: readonly Contribution[]): readonly Contribution[] {
  return kpi.period === 'now' ? contributions.filter(({ fresh }) => fresh) : contributions
}

/** Ratio or mean of sums, never mean of ratios; sum; or maximum. What is divided by nothing is unknown. */
export function combine(how: Kpi['combine'], shares: readonly Share[]): Evaluation {
  if (shares.length === 0) return UNKNOWN
  if (how === 'max') {
    const most = Math.max(...shares.map(({ numerator }) => numerator))
    return { value: most, numerator: most, denominator: null }
  }
  let numerator = 0
  let denominator = 0
  for (const share of shares) {
    numerator += share.numerator
    denominator += share.denominator ?? 0
  }
  if (how === 'sum') return { value: numerator, numerator, denominator: null }
  const quotient = numerator / denominator
  return { value: denominator === 0 ? null : how === 'ratio' ? quotient * 100 : quotient, numerator, denominator }
}

export function evaluate(kpi: Kpi, contributions: readonly Contribution[]): Evaluation {
  return combine(kpi.combine, countingIn(kpi, contributions))
}

/**
 * Against its target. A figure of which too little is known is not judged, whatever it says; but a greatest number over its limit is
 * over it, whatever else is not known.
 * @param reported of what should have been: see `Coverage`
 */
export function judge(kpi: Kpi, value: number | null, reported: number, expected: number): KpiState {
  if (value === null || expected === 0) return 'unjudged'
  const state = against(kpi, value)
  if (reported >= expected * kpi.minCoverage) return state
  return kpi.combine === 'max' && kpi.direction === 'lower' && state === 'missed' ? state : 'unjudged'
}

/** The same of a figure over days: a device that shows nothing now can be judged by that, one whose hours are not known cannot. */
export function judgeOverDays(kpi: Kpi, value: number | null, reported: number, expected: number): KpiState {
  return judge({ ...kpi, minCoverage: minCoverageOverDays(kpi) }, value, reported, expected)
}

export function minCoverageOverDays(kpi: Kpi): number {
  return (kpi.from === 'statistic' ? undefined : kpi.overDays.minCoverage) ?? kpi.minCoverage
}

function against({ target, direction }: Kpi, value: number): KpiState {
  if (target === undefined) return 'untargeted'
  const short = direction === 'higher' ? target.value - value : value - target.value
  if (short <= ROUNDING) return 'met'
  return short <= target.near + ROUNDING ? 'near' : 'missed'
}
