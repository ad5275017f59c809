import type { KpiState } from '../kpis/kpi.ts'
import type { Forecast, Needed, PlanRow } from './planRow.ts'

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

/**
 * What is said of the rest of the year, in one sentence: what it takes, where the forecast leaves that open.
 * - `secured`: all of the forecast's interval reaches the target
 * - `onPace`: reached if all goes on as lately, which the forecast does not hold for certain, or cannot be told from so few weeks
 */
export type Verdict = Needed | { readonly is: 'onPace' }

/** @returns null where nothing can be said */
export function verdictOf(
  { needed, forecast, target }: Pick<PlanRow, 'needed' | 'forecast' | 'target'>,
  direction: 'higher' | 'lower',
): Verdict | null {
  if (needed?.is !== 'secured') return needed
  const isLikely = forecast !== null && target !== null && outlookOf(forecast, target, direction) === 'likely'
  return isLikely ? needed : { is: 'onPace' }
}

/** How a row of the plan stands: as its figure does, or `outOfReach` where not even the best of what is left of the year reaches its target. */
export type PlanState = KpiState | 'outOfReach'

export function planState({ state, needed }: Pick<PlanRow, 'state' | 'needed'>): PlanState {
  return needed?.is === 'outOfReach' && (state === 'near' || state === 'missed') ? 'outOfReach' : state
}
