import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import type { Reception } from '../../domain/reception.ts'
import { kpiFreshness } from './truth.ts'

/**
 * Why a unit stands apart: nothing there could report (`none`), the hub could not have heard what is missing, nobody ever reported, what
 * there is is old, too few of its sources reported, no case to divide by, or too few cases to compare.
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
  const fresh = kpiFreshness(value, now, reception)
  if (value?.unheard === true || fresh === 'unheard') return 'unheard'
  if (value === undefined || (value.at === null && value.reported === 0)) return 'never'
  // What was reported and gives no value has no moment it was true at.
  if (value.at !== null && fresh !== 'live') return 'old'
  if (coverageOf(value) < kpi.minCoverage) return 'coverage'
  return value.value === null ? 'cases' : 'few'
}

/** Share of the sources that should have reported and did, 0…1; 0 when none was expected. */
export function coverageOf(value: KpiValue): number {
  return value.expected === 0 ? 0 : value.reported / value.expected
}
