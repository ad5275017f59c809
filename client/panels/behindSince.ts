import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Day } from '../../domain/time.ts'
import { distanceFromTarget } from './rankCommunes.ts'

/** Days on which every figure that is known was behind its target, without a break up to the last. */
export interface BehindRun {
  /** The first of them. */
  readonly since: Day
  /** How many figures are known of them. */
  readonly days: number
  /** It was behind on every day that was asked about, and maybe before. */
  readonly isWhole: boolean
}

/**
 * Since when a unit is behind its target, day by day. A day of which nothing is known neither ends the run nor belongs to it. Undefined when
 * the last known day was no day behind, or none is known.
 */
export function behindSince(kpi: Kpi, days: readonly Day[], values: readonly (number | null)[]): BehindRun | undefined {
  let since: Day | undefined
  let count = 0
  const run = (isWhole: boolean) => (since === undefined ? undefined : { since, days: count, isWhole })
  for (let place = days.length - 1; place >= 0; place--) {
    const value = values[place] ?? null
    if (value === null) continue
    const distance = distanceFromTarget(kpi, value)
    if (distance === null || distance >= 0) return run(false)
    since = days[place]
    count++
  }
  return run(true)
}
