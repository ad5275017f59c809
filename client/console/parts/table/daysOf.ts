import { DAY_MS } from '../../../../domain/time.ts'

/** A length of time in days, as the columns of a file have it: a spreadsheet adds and sorts it. @param ms undefined: not known */
export function daysOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / DAY_MS
}
