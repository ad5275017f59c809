import { CITY_UTC_OFFSET_MS, isRealDay } from '../../domain/time.ts'
import { formatDate, formatTime } from './format.ts'

const DAY = String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})`
const TIME = String.raw`(?<hour>\d{1,2})[:h](?<minute>\d{2})?`
const WRITTEN = [new RegExp(`^${DAY}[ ,]+${TIME}$`), new RegExp(`^${TIME}[ ,]+${DAY}$`), new RegExp(`^${DAY}$`)]

/** A moment on the city's clock as it is typed, `23/11/2026 18:05`, in the order of the house whatever the browser's is. @param at epoch ms */
export function typedMoment(at: number): string {
  return `${formatDate(at)} ${formatTime(at)}`
}

/** Epoch ms of what somebody typed: day, month, year and the time before or behind it; a day alone is its beginning. Undefined: no such moment. */
export function momentOf(text: string): number | undefined {
  const parts = WRITTEN.map((pattern) => pattern.exec(text.trim().toLowerCase())).find(
    (match) => match !== null,
  )?.groups
  if (parts === undefined) return undefined
  const [day, month, year, hour, minute] = [parts.day, parts.month, parts.year, parts.hour ?? 0, parts.minute ?? 0].map(
    Number,
  ) as [number, number, number, number, number]
  if (!isRealDay(year, month, day) || hour > 23 || minute > 59) return undefined
  return Date.UTC(year, month - 1, day, hour, minute) - CITY_UTC_OFFSET_MS
}
