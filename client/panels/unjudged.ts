import { shareReported } from '../../domain/kpis/coverage.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import type { Reception } from '../../domain/reception.ts'
import { isCurrent, kpiFreshness } from './truth.ts'

/**
 * Why a unit stands apart: nothing there could report (`none`), the hub could not have heard what is missing, nobody ever reported, what
 * there is is old, too little of what was due was reported, no case to divide by, or too few cases to compare.
 */
export const UNJUDGED_REASONS = ['none', 'unheard', 'never', 'old', 'coverage', 'cases', 'few'] as const
export type UnjudgedReason = (typeof UNJUDGED_REASONS)[number]

/** Of a unit that a ranking sets aside. @param now epoch ms on the hub's clock */
export function unjudgedReason(
  kpi: Kpi,
  value: KpiValue | undefined,
  now: number,
  reception: Reception,
): UnjudgedReason {
  if (value?.expected === 0) return 'none'
  const isStanding = value !== undefined && isCurrent(value, now)
  if (value?.unheard === true || (!isStanding && kpiFreshness(value, now, reception) === 'unheard')) return 'unheard'
  if (value === undefined || (value.at === null && value.reported === 0)) return 'never'
  // What was reported and gives no value has no moment it was true at.
  if (value.at !== null && !isStanding) return 'old'
  if (shareReported(value) < kpi.minCoverage) return 'coverage'
  return value.value === null ? 'cases' : 'few'
}
