import { CITY_UTC_OFFSET_MS, DAY_MS, HOUR_MS } from '../../domain/time.ts'

/** Hour of the city's day, 0 to 24, with its fraction. */
export function hourOf(at: number): number {
  return ((((at + CITY_UTC_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS
}

/** Days since the city's 1 January 1970; a new number at every midnight. */
export function dayNumber(at: number): number {
  return Math.floor((at + CITY_UTC_OFFSET_MS) / DAY_MS)
}

/** 0 Sunday … 6 Saturday. */
export function weekday(at: number): number {
  return (((dayNumber(at) + 4) % 7) + 7) % 7
}

export function isWeekend(at: number): boolean {
  const day = weekday(at)
  return day === 0 || day === 6
}

const YEAR_DAYS = 365.2425

/** Day of the year as 0 to 1; leap days shift it by a quarter day at most, which no season notices. */
export function yearPart(at: number): number {
  const days = (at + CITY_UTC_OFFSET_MS) / DAY_MS
  return (((days % YEAR_DAYS) + YEAR_DAYS) % YEAR_DAYS) / YEAR_DAYS
}

/**
 * A smooth yearly cycle through twelve monthly values, each standing for the middle of its month.
 * @param months January first
 */
export function seasonal(at: number, months: readonly number[]): number {
  const position = yearPart(at) * 12 - 0.5
  const month = Math.floor(position)
  const part = position - month
  const value = (index: number) => months[((index % 12) + 12) % 12] ?? 0
  return value(month) * (1 - part) + value(month + 1) * part
}

/** A bell around `centre` hours of the day, 1 at its top, the day being a circle. */
export function bell(hour: number, centre: number, width: number): number {
  const apart = Math.abs(hour - centre)
  const distance = Math.min(apart, 24 - apart)
  return Math.exp(-(distance * distance) / (2 * width * width))
}
