import * as z from 'zod/mini'
import { addDays, eachDay, type Span } from '../periods.ts'
import type { Text } from '../text.ts'
import { DAY_MS, type Day, isDay } from '../time.ts'

/** A day off, or a run of them. */
export interface Holiday {
  readonly from: Day
  readonly to: Day
  readonly name: Text
}

/** A weekend day that is worked instead of another. */
export interface Workday {
  readonly day: Day
  readonly name: Text
}

export interface CalendarDays {
  readonly holidays: readonly Holiday[]
  readonly workdays: readonly Workday[]
  /** Years whose holidays are all told. */
  readonly years?: readonly number[] | undefined
}

/** Which days count for deadlines: Monday to Friday without holidays, and the weekend days worked instead. */
export interface Calendar {
  isWorkingDay(day: Day): boolean
  /** Working days of a span, both ends counted. */
  workingDaysIn(span: Span): number
  /** Working days after `day`, up to and with `to`. */
  workingDaysAfter(day: Day, to: Day): number
  /** The day `count` working days after `day`; `day` itself for 0. */
  addWorkingDays(day: Day, count: number): Day
  /** The name of the holiday on a day. */
  holidayOn(day: Day): Text | undefined
  /** The name of what is made up for on a weekend day that is worked. */
  workdayOn(day: Day): Text | undefined
  /** Years of a span whose holidays nobody has told: in them every Monday to Friday counts as worked. */
  unknownYears(span: Span): readonly number[]
}

/** What follows from which days are worked. */
function calendarOf(
  isWorkingDay: Calendar['isWorkingDay'],
): Pick<Calendar, 'isWorkingDay' | 'workingDaysIn' | 'workingDaysAfter' | 'addWorkingDays'> {
  const workingDaysIn = (span: Span) => eachDay(span).filter(isWorkingDay).length
  return {
    isWorkingDay,
    workingDaysIn,
    workingDaysAfter: (day, to) => workingDaysIn({ from: addDays(day, 1), to }),
    addWorkingDays(day, count) {
      let at = day
      for (let left = count; left > 0; ) {
        at = addDays(at, 1)
        if (isWorkingDay(at)) left--
      }
      return at
    },
  }
}

/** @param lists days from several books; a day worked instead wins over any holiday */
export function createCalendar(...lists: readonly CalendarDays[]): Calendar {
  const holidays = new Map<Day, Text>()
  const workdays = new Map<Day, Text>()
  const known = new Set(lists.flatMap(({ years = [] }) => years))
  for (const list of lists) {
    for (const { name, ...span } of list.holidays) for (const day of eachDay(span)) holidays.set(day, name)
    for (const { day, name } of list.workdays) workdays.set(day, name)
  }
  return {
    ...calendarOf((day) => workdays.has(day) || (!isWeekend(day) && !holidays.has(day))),
    holidayOn: (day) => holidays.get(day),
    workdayOn: (day) => workdays.get(day),
    unknownYears({ from, to }) {
      const [first, last] = [from, to].map((day) => Number(day.slice(0, 4))) as [number, number]
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter(
        (year) => !known.has(year),
      )
    },
  }
}

/** A day as it was set over a calendar: off, or worked. */
interface DaySet {
  readonly is: 'off' | 'worked'
  readonly name: Text
}

/** A calendar with days that are set otherwise. @param daySet undefined: as the calendar has it */
export function calendarWith(base: Calendar, daySet: (day: Day) => DaySet | undefined): Calendar {
  const named = (day: Day, is: DaySet['is'], otherwise: (day: Day) => Text | undefined) => {
    const set = daySet(day)
    if (set === undefined) return otherwise(day)
    return set.is === is ? set.name : undefined
  }
  return {
    ...calendarOf((day) => {
      const set = daySet(day)
      return set === undefined ? base.isWorkingDay(day) : set.is === 'worked'
    }),
    holidayOn: (day) => named(day, 'off', base.holidayOn),
    workdayOn: (day) => named(day, 'worked', base.workdayOn),
    unknownYears: base.unknownYears,
  }
}

/** So long before a year begins, and after it has ended, its holidays are needed. */
const NEEDED_DAYS = 60

/** Years whose holidays are needed on a day and told by nobody. */
export function missingHolidays(calendar: Pick<Calendar, 'unknownYears'>, day: Day): readonly number[] {
  return calendar.unknownYears({ from: addDays(day, -NEEDED_DAYS), to: addDays(day, NEEDED_DAYS) })
}

export function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const sinceMonday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + 3) % 7
  return sinceMonday >= 5
}

const DayText = z.string().check(z.refine(isDay))
const Name = z.object({ vi: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) })
/** A run longer than this is a slip of the pen. */
export const LONGEST_HOLIDAY_DAYS = 31
/** Years that a calendar may speak of. */
export const FIRST_YEAR = 2000
export const LAST_YEAR = 2100
const Year = z.int().check(z.gte(FIRST_YEAR), z.lte(LAST_YEAR))

/** What is no day has been refused by its own check already. */
function isSpan(from: Day, to: Day): boolean {
  if (!isDay(from) || !isDay(to)) return true
  return from <= to && addDays(from, LONGEST_HOLIDAY_DAYS) > to
}

/** A public holiday on the same date every year, from a year on; on a weekend it has a day in lieu. */
export interface YearlyHoliday {
  /** `MM-DD` */
  readonly date: string
  readonly since: number
  readonly name: Text
  /** Whether it is a day off. */
  readonly inForce: boolean
}

/**
 * The city's own calendar file: `{"holidays":[{"from":"2027-01-02","to":"2027-01-02","name":{"vi":…,"en":…}}],"workdays":[{"day":…,"name":…}]}`,
 * and where they are said, holidays of every year and years whose holidays the file tells whole.
 */
export const CalendarFile = z.strictObject({
  holidays: z.array(
    z.strictObject({ from: DayText, to: DayText, name: Name }).check(z.refine(({ from, to }) => isSpan(from, to))),
  ),
  workdays: z.array(z.strictObject({ day: DayText, name: Name })),
  yearly: z.optional(
    z.array(
      z.strictObject({
        // A year that has a 29 February: a day of some years is a day.
        date: z.string().check(z.refine((date) => isDay(`2024-${date}`))),
        since: Year,
        name: Name,
        inForce: z.boolean(),
      }),
    ),
  ),
  years: z.optional(z.array(Year)),
})
