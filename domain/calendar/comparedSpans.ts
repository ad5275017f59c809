import {
  addDays,
  addMonths,
  eachDay,
  type Period,
  periodBefore,
  type Span,
  samePeriodLastYear,
  toDate,
  wholePeriod,
} from '../periods.ts'
import type { Day } from '../time.ts'
import type { Calendar } from './calendar.ts'

/**
 * What of another time is laid beside a period.
 * - `date`: the same dates; a whole period beside the whole one, however many days either has
 * - `workday`: the same weekdays of a day or a week, and of longer periods as many working days from their beginning
 */
export const ALIGNMENTS = ['date', 'workday'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

type WorkingDays = Pick<Calendar, 'isWorkingDay' | 'workingDaysIn'>

const WEEK = 7
/** 52 weeks: the same weekday of the year before. */
const YEAR_OF_WEEKS = 52 * WEEK
/** A day off is not laid beside a working day: the nearest such weekday so many weeks to either side is. */
const WEEKS_ASIDE = 4

/** The span before a period to date. */
export function spanBefore(period: Period, day: Day, alignment: Alignment, calendar: WorkingDays): Span {
  if (alignment === 'date' || period === 'week') return periodBefore(period, day)
  if (period === 'day') {
    const before = dayBefore(day, calendar)
    return { from: before, to: before }
  }
  const isYearly = period === 'half' || period === 'nineMonths' || period === 'year'
  if (isYearly) return spanLastYear(period, day, alignment, calendar)
  const now = toDate(period, day)
  return asManyWorkingDays(now, period, addDays(now.from, -1), day, calendar)
}

/** The span a year before a period to date. */
export function spanLastYear(period: Period, day: Day, alignment: Alignment, calendar: WorkingDays): Span {
  const now = toDate(period, day)
  if (alignment === 'date') {
    const isWhole = period !== 'day' && period !== 'week' && now.to === wholePeriod(period, day).to
    return isWhole ? wholePeriod(period, addMonths(now.from, -12)) : samePeriodLastYear(now)
  }
  if (period === 'day') {
    const then = weekdayLastYear(day, calendar)
    return { from: then, to: then }
  }
  if (period === 'week') return { from: addDays(now.from, -YEAR_OF_WEEKS), to: addDays(now.to, -YEAR_OF_WEEKS) }
  return asManyWorkingDays(now, period, addMonths(now.from, -12), day, calendar)
}

/** The last day before that is worked as this one is, or not as this one is not. */
function dayBefore(day: Day, { isWorkingDay }: WorkingDays): Day {
  const isWorked = isWorkingDay(day)
  let before = addDays(day, -1)
  while (isWorkingDay(before) !== isWorked) before = addDays(before, -1)
  return before
}

/**
 * The same weekday 52 weeks ago; where one of the two is off and the other is not, the nearest such weekday that is alike, and for a holiday that
 * has none within four weeks the nearest day that is.
 */
function weekdayLastYear(day: Day, { isWorkingDay }: WorkingDays): Day {
  const then = addDays(day, -YEAR_OF_WEEKS)
  const isWorked = isWorkingDay(day)
  const nearest = (step: number, most: number) => {
    for (let aside = 0; aside <= most; aside++) {
      const alike = [-aside, aside]
        .map((steps) => addDays(then, steps * step))
        .find((each) => isWorkingDay(each) === isWorked)
      if (alike !== undefined) return alike
    }
    return undefined
  }
  return nearest(WEEK, WEEKS_ASIDE) ?? nearest(1, WEEKS_ASIDE * WEEK) ?? then
}

/** Of the other period as many working days from its beginning as this one has; all of it where this one is over, or has more. */
function asManyWorkingDays(now: Span, period: Period, within: Day, day: Day, calendar: WorkingDays): Span {
  const other = wholePeriod(period, within)
  if (now.to === wholePeriod(period, day).to) return other
  const count = calendar.workingDaysIn(now)
  // Before the first working day of a period there is nothing to count by: as many days.
  if (count === 0) return { from: other.from, to: addDays(other.from, eachDay(now).length - 1) }
  let left = count
  for (const each of eachDay(other)) {
    if (calendar.isWorkingDay(each) && --left === 0) return { from: other.from, to: each }
  }
  return other
}
