import { type Day, isDay } from '../../domain/time.ts'
import { badRequest } from './problem.ts'

/** Days outside of this are no history of anything here, and the year before the first has no name. */
const FIRST_DAY: Day = '2000-01-01'
const LAST_DAY: Day = '2099-12-31'

/** @throws a bad request where the text is no calendar day, or none that can be asked for */
export function checkedDay(text: string): Day {
  if (isDay(text) && FIRST_DAY <= text && text <= LAST_DAY) return text
  throw badRequest(`days are calendar days from ${FIRST_DAY} to ${LAST_DAY}`)
}
