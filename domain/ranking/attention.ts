import type { Kpi } from '../kpis/kpi.ts'
import type { Rankable } from './rank.ts'

/** How much a unit needs somebody: not how bad its rate is, but how many people stand behind it. */
export interface Attention {
  readonly unit: string
  /** Cases that would have to be good ones (or not be there) for the target to be met; 0 where it is. */
  readonly cases: number
  /** Distance from the target on its wrong side, in the KPI's unit; 0 where it is met. */
  readonly shortfall: number
}

/**
 * Units in the order of need. Those that nobody can judge are left out: they stand apart.
 * @param target in the KPI's unit
 */
export function rankByNeed(
  kpi: Pick<Kpi, 'combine' | 'direction'>,
  target: number,
  units: readonly Rankable[],
): readonly Attention[] {
  const needs: Attention[] = []
  for (const { unit, value, numerator, denominator, fresh } of units) {
    if (value === null || !fresh) continue
    const shortfall = Math.max(0, kpi.direction === 'higher' ? target - value : value - target)
    needs.push({ unit, shortfall, cases: casesOf(kpi, target, value, numerator, denominator) })
  }
  return needs.sort((a, b) => b.cases - a.cases || b.shortfall - a.shortfall || (a.unit < b.unit ? -1 : 1))
}

function casesOf(
  kpi: Pick<Kpi, 'combine' | 'direction'>,
  target: number,
  value: number,
  numerator: number | null,
  denominator: number | null,
): number {
  const isHigherBetter = kpi.direction === 'higher'
  // A millionth is rounding of percent, no person.
  if (kpi.combine !== 'ratio' || numerator === null || denominator === null)
    return Math.max(0, Math.ceil((isHigherBetter ? target - value : value - target) - 1e-6))
  const goal = (target / 100) * denominator
  return isHigherBetter
    ? Math.max(0, Math.ceil(goal - numerator - 1e-6))
    : Math.max(0, numerator - Math.floor(goal + 1e-6))
}
