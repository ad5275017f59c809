import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { addDays } from '../../domain/periods.ts'
import { type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
/** Office hours of the one-stop offices, ms since midnight. */
export const OFFICE_HOURS = {
  open: 7 * HOUR_MS,
  lunch: 11.5 * HOUR_MS,
  afternoon: 13 * HOUR_MS,
  close: 17 * HOUR_MS,
} as const

/** The country's calendar: the demo city has no days of its own. */
export const { isWorkingDay, addWorkingDays } = createCalendar(VIETNAM_HOLIDAYS)

/** The last working day before `day`. */
export function workingDayBefore(day: Day): Day {
  let before = addDays(day, -1)
  while (!isWorkingDay(before)) before = addDays(before, -1)
  return before
}

/** The days off right before `day`, oldest first. */
export function daysOffBefore(day: Day): Day[] {
  const off: Day[] = []
  for (let before = addDays(day, -1); !isWorkingDay(before); before = addDays(before, -1)) off.unshift(before)
  return off
}

/** Time since midnight, ms. */
export function timeOfDay(at: number): number {
  return at - startOfDay(dayOf(at))
}
