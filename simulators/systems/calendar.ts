import { DAY_MS, type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import { weekday } from '../sensors/seasons.ts'

/** Office hours of the one-stop offices, ms since midnight. */
export const OFFICE_HOURS = {
  open: 7 * HOUR_MS,
  lunch: 11.5 * HOUR_MS,
  afternoon: 13 * HOUR_MS,
  close: 17 * HOUR_MS,
} as const

const YEARLY_HOLIDAYS: readonly string[] = ['01-01', '04-30', '05-01', '09-01', '09-02']
/** First day of the lunar year; its eve and four days from it are free. */
const LUNAR_NEW_YEAR: readonly Day[] = [
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
]
/** Giỗ Tổ Hùng Vương, the tenth of the third lunar month. */
const HUNG_KINGS: readonly Day[] = ['2024-04-18', '2025-04-07', '2026-04-26', '2027-04-16', '2028-04-04', '2029-04-23']
const LUNAR_HOLIDAYS: ReadonlySet<Day> = new Set([
  ...HUNG_KINGS,
  ...LUNAR_NEW_YEAR.flatMap((first) => [-1, 0, 1, 2, 3].map((offset) => addDays(first, offset))),
])

export function addDays(day: Day, days: number): Day {
  return dayOf(startOfDay(day) + days * DAY_MS)
}

/** Monday to Friday without the public holidays. */
export function isWorkingDay(day: Day): boolean {
  const at = weekday(startOfDay(day))
  return at !== 0 && at !== 6 && !YEARLY_HOLIDAYS.includes(day.slice(5)) && !LUNAR_HOLIDAYS.has(day)
}

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
