import type { KpiState } from '../kpis/kpi.ts'
import type { Forecast, PlanRow } from './planRow.ts'

/**
 * What a forecast says of a target: `likely` when all of its interval reaches it, `unlikely` when none of it does, else `open`. The interval
 * holds four outcomes in five, so likely and unlikely are wrong one time in ten.
 */
export type Outlook = 'likely' | 'open' | 'unlikely'

/** @param direction which side of the target is good */
export function outlookOf({ low, high }: Forecast, target: number, direction: 'higher' | 'lower'): Outlook {
  const [worst, best] = direction === 'higher' ? [low, high] : [high, low]
  const reaches = (value: number) => (direction === 'higher' ? value >= target : value <= target)
  if (reaches(worst)) return 'likely'
  return reaches(best) ? 'open' : 'unlikely'
}

/** How a row of the plan stands: as its figure does, or `outOfReach` where not even the best of what is left of the year reaches its target. */
export type PlanState = KpiState | 'outOfReach'

export function planState({ state, needed }: Pick<PlanRow, 'state' | 'needed'>): PlanState {
  return needed?.is === 'outOfReach' && (state === 'near' || state === 'missed') ? 'outOfReach' : state
}
