import { addMonths } from '../../domain/periods.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, dayOf, monthStart, startOfDay } from '../../domain/time.ts'
import { formatDate, formatDayMonth, formatTime } from '../ui/format.ts'

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
]
/** Beyond two weeks people count in months. */
const MONTHS = [1, 2, 3, 6, 12] as const
const MONTH_MS = 30.44 * DAY_MS
/** A time as long as this is told by month and year: its days would not say which year. */
const LONG_MS = 200 * DAY_MS

/**
 * Marks on the city's own clock, whatever the machine's zone: full hours of Cần Thơ, and its midnights.
 * @param most how many there is room for
 */
export function timeMarks(from: number, to: number, most: number): number[] {
  const step = STEPS.find((each) => (to - from) / each <= Math.max(1, most))
  if (step === undefined) return monthMarks(from, to, most)
  const first = Math.ceil((from + CITY_UTC_OFFSET_MS) / step) * step - CITY_UTC_OFFSET_MS
  const marks: number[] = []
  for (let at = first; at <= to; at += step) marks.push(at)
  return marks
}

/** First days of months, every so many months of the year. */
function monthMarks(from: number, to: number, most: number): number[] {
  const step = MONTHS.find((months) => (to - from) / (months * MONTH_MS) <= Math.max(1, most)) ?? 12
  const marks: number[] = []
  for (let day = monthStart(dayOf(from)); startOfDay(day) <= to; day = addMonths(day, 1)) {
    if (startOfDay(day) >= from && (Number(day.slice(5, 7)) - 1) % step === 0) marks.push(startOfDay(day))
  }
  return marks
}

/** `14:00`, and at midnight the day, `23/11`; of a long time the month, `11/2026`. @param spanMs of the whole axis */
export function timeLabel(at: number, spanMs: number): string {
  if (spanMs >= LONG_MS) return formatDate(at).slice(3)
  return startOfDay(dayOf(at)) === at ? formatDayMonth(at) : formatTime(at)
}
