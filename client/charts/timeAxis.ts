import { CITY_UTC_OFFSET_MS, DAY_MS, dayOf, startOfDay } from '../../domain/time.ts'
import { formatDate, formatTime } from '../ui/format.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Distances between marks that people read easily, ms. */
const STEPS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
]

/**
 * Marks on the city's own clock, whatever the machine's zone: full hours of Cần Thơ, and its midnights.
 * @param most how many there is room for
 */
export function timeMarks(from: number, to: number, most: number): number[] {
  const step = STEPS.find((each) => (to - from) / each <= Math.max(1, most)) ?? (STEPS.at(-1) as number)
  const first = Math.ceil((from + CITY_UTC_OFFSET_MS) / step) * step - CITY_UTC_OFFSET_MS
  const marks: number[] = []
  for (let at = first; at <= to; at += step) marks.push(at)
  return marks
}

/** `14:00`, and at midnight the day, `23/11`. */
export function timeLabel(at: number): string {
  return startOfDay(dayOf(at)) === at ? formatDate(at).slice(0, 5) : formatTime(at)
}
