import { addDays } from '../../domain/periods.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, type Day, dayOf, isRealDay, startOfDay } from '../../domain/time.ts'
import { formatDate, formatTime } from './format.ts'

/** How values of a kind are typed in the order of the house, whatever the browser's is. */
export interface Typed<V extends string | number> {
  write(value: V): string
  /** Undefined: what was typed is none. */
  read(text: string): V | undefined
  /** The value so many steps later, for who counts with the arrow keys. */
  later(value: V, steps: number): V
}

const DAY = String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})`
const TIME = String.raw`(?<hour>\d{1,2})[:h](?<minute>\d{2})?`
/** As a telephone’s keys for numbers type it: they have nothing else. */
const DAY_DIGITS = String.raw`(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})`
const TIME_DIGITS = String.raw`(?<hour>\d{2})(?<minute>\d{2})`
const whole = (...patterns: string[]) => patterns.map((pattern) => new RegExp(`^${pattern}$`))
const DAYS = whole(DAY, DAY_DIGITS)
const TIMES = whole(TIME, TIME_DIGITS)
const MOMENTS = [...whole(`${DAY}[ ,]+${TIME}`, `${TIME}[ ,]+${DAY}`, DAY_DIGITS + TIME_DIGITS), ...DAYS]

interface Parts {
  readonly day: number
  readonly month: number
  readonly year: number
  readonly hour: number
  readonly minute: number
}

function partsOf(text: string, patterns: readonly RegExp[]): Parts | undefined {
  const groups = patterns
    .map((pattern) => pattern.exec(text.trim().toLowerCase()))
    .find((match) => match !== null)?.groups
  if (groups === undefined) return undefined
  const number = (name: keyof Parts) => Number(groups[name] ?? 0)
  const [day, month, year] = [number('day'), number('month'), number('year')]
  const [hour, minute] = [number('hour'), number('minute')]
  if (hour > 23 || minute > 59) return undefined
  return { day, month, year, hour, minute }
}

const two = (n: number) => String(n).padStart(2, '0')

/** The day in what somebody typed, where it is written as one and no calendar has it, like 30/02/2026. */
export function missingDay(text: string): string | undefined {
  const parts = partsOf(text, MOMENTS)
  if (parts === undefined || isRealDay(parts.year, parts.month, parts.day)) return undefined
  const { day, month, year } = parts
  // What stands in another order is none of the house's days.
  return day < 1 || day > 31 || month < 1 || month > 12 ? undefined : `${two(day)}/${two(month)}/${year}`
}

/** A moment on the city's clock as it is typed, `23/11/2026 18:05`. @param at epoch ms */
export function typedMoment(at: number): string {
  return `${formatDate(at)} ${formatTime(at)}`
}

/** Epoch ms of what somebody typed: day, month, year and the time before or behind it; a day alone is its beginning. Undefined: no such moment. */
export function momentOf(text: string): number | undefined {
  const parts = partsOf(text, MOMENTS)
  if (parts === undefined || !isRealDay(parts.year, parts.month, parts.day)) return undefined
  const { year, month, day, hour, minute } = parts
  return Date.UTC(year, month - 1, day, hour, minute) - CITY_UTC_OFFSET_MS
}

/** Moments, epoch ms; a step is a day. */
export const MOMENT: Typed<number> = {
  write: typedMoment,
  read: momentOf,
  later: (at, steps) => at + steps * DAY_MS,
}

/** Days, typed as `23/11/2026`; a step is a day. */
export const WHOLE_DAY: Typed<Day> = {
  write: (day) => formatDate(startOfDay(day)),
  read(text) {
    const parts = partsOf(text, DAYS)
    if (parts === undefined || !isRealDay(parts.year, parts.month, parts.day)) return undefined
    return dayOf(Date.UTC(parts.year, parts.month - 1, parts.day) - CITY_UTC_OFFSET_MS)
  },
  later: addDays,
}

const STEP_MINUTES = 15
const DAY_MINUTES = 24 * 60

/** Minutes of the day, typed as `18:05`; a step is a quarter of an hour. */
export const TIME_OF_DAY: Typed<number> = {
  write: (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
  read(text) {
    const parts = partsOf(text, TIMES)
    return parts && parts.hour * 60 + parts.minute
  },
  later: (minute, steps) => (minute + steps * STEP_MINUTES + DAY_MINUTES) % DAY_MINUTES,
}
