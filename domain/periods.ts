import { DAY_MS, type Day, dayOf, monthStart, startOfDay } from './time.ts'

/**
 * The spans the city reports by. Each is the part of it up to a day: `month` on the 23rd is the 1st to the 23rd. `half` and
 * `nineMonths` begin on 1 January, as the reports of six and nine months do, and stay at their end once it is passed.
 */
export const PERIODS = ['day', 'week', 'month', 'quarter', 'half', 'nineMonths', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** Days from `from` to `to`, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOfDay(day) + days * DAY_MS)
}

/** Days in a span, both ends counted. */
export function daysIn({ from, to }: Span): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS) + 1
}

/** The whole period that `day` lies in, or that ended last before it (`half` and `nineMonths`). */
export function wholePeriod(period: Period, day: Day): Span {
  const year = day.slice(0, 4)
  switch (period) {
    case 'day':
      return { from: day, to: day }
    case 'week': {
      // Monday is the first day; 1970-01-01 was a Thursday.
      const sinceMonday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + 3) % 7
      const from = addDays(day, -sinceMonday)
      return { from, to: addDays(from, 6) }
    }
    case 'month':
      return { from: monthStart(day), to: addDays(addMonths(monthStart(day), 1), -1) }
    case 'quarter': {
      const from = `${year}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
      return { from, to: addDays(addMonths(from, 3), -1) }
    }
    case 'half':
      return { from: `${year}-01-01`, to: `${year}-06-30` }
    case 'nineMonths':
      return { from: `${year}-01-01`, to: `${year}-09-30` }
    case 'year':
      return { from: `${year}-01-01`, to: `${year}-12-31` }
  }
}

/** The period up to and with `day`. */
export function toDate(period: Period, day: Day): Span {
  const { from, to } = wholePeriod(period, day)
  return { from, to: to < day ? to : day }
}

/**
 * What a period to date is compared with: as much of the period before it. A month's 23 days stand beside the first 23 of the month
 * before, or all of it when it is shorter. Six and nine months have those of the year before.
 */
export function periodBefore(period: Period, day: Day): Span {
  const now = toDate(period, day)
  if (period === 'half' || period === 'nineMonths' || period === 'year') return samePeriodLastYear(now)
  const before = wholePeriod(period, addDays(now.from, -1))
  const to = addDays(before.from, daysIn(now) - 1)
  // A whole month stands beside the whole month before, however long.
  const isWhole = now.to === wholePeriod(period, day).to
  return { from: before.from, to: isWhole || to > before.to ? before.to : to }
}

/** The same days a year earlier; 29 February becomes the 28th. */
export function samePeriodLastYear({ from, to }: Span): Span {
  return { from: addMonths(from, -12), to: addMonths(to, -12) }
}

/** The same day of another month; the last one of it where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const date = Math.min(Number(day.slice(8, 10)), last)
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** Every day of a span, rising. */
export function eachDay({ from, to }: Span): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
