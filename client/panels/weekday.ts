import { CITY_UTC_OFFSET_MS } from '../../domain/time.ts'

/** Days of the week, Sunday first. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** The day of the week in Cần Thơ. @param at epoch ms */
export function weekdayOf(at: number): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(at + CITY_UTC_OFFSET_MS).getUTCDay()] ?? 'sun'
}
