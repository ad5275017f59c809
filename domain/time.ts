/** The city keeps Indochina time all year: no daylight saving since 1975, so days are plain arithmetic. */
export const CITY_UTC_OFFSET_MS = 7 * 3_600_000
export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Calendar day in Cần Thơ, `YYYY-MM-DD`. A statistic's period and the unit of every daily figure. */
export type Day = string

/** @param at epoch ms */
export function dayOf(at: number): Day {
  return new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(0, 10)
}

/** Epoch ms at which a day begins in Cần Thơ. */
export function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00.000+07:00`)
}

/** First day of the month that `day` lies in. */
export function monthStart(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

/** True for a real calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))
}

/** Whether the calendar has this day. @param month 1 to 12 */
export function isRealDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return month >= 1 && month <= 12 && day >= 1 && day <= days
}

/** Start of the city-local bucket that holds `at`, epoch ms. Days begin at midnight in Cần Thơ. */
export function bucketStart(at: number, sizeMs: number): number {
  return Math.floor((at + CITY_UTC_OFFSET_MS) / sizeMs) * sizeMs - CITY_UTC_OFFSET_MS
}
