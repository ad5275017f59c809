import { type Day, isDay } from '../../domain/time.ts'
import { Problem } from './problem.ts'

/** Days outside of this are no history of anything here, and the year before the first has no name. */
export const FIRST_DAY: Day = '2000-01-01'
export const LAST_DAY: Day = '2099-12-31'

/** @throws a bad request where the text is no calendar day, or none that can be asked for */
export function checkedDay(text: string): Day {
  if (isDay(text) && FIRST_DAY <= text && text <= LAST_DAY) return text
  throw new Problem('dayOutOfRange', { first: FIRST_DAY, last: LAST_DAY })
}
