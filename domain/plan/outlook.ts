import type { Forecast } from './planRow.ts'

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
