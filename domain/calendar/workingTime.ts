import { addDays } from '../periods.ts'
import { type Day, dayOf, startOfDay } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { HOURS } from './officeHours.ts'

/** What of a working day is worked, ms since midnight. */
const SHIFTS = [
  [HOURS.open, HOURS.lunch],
  [HOURS.afternoon, HOURS.close],
] as const

/** Working time of one working day. */
export const WORKING_DAY_MS = SHIFTS.reduce((sum, [from, to]) => sum + to - from, 0)

export type WorkingDays = Pick<Calendar, 'isWorkingDay' | 'workingDaysIn' | 'addWorkingDays'>

/** The deadline that a day alone says: when work ends on it, epoch ms. */
export function endOfWork(day: Day): number {
  return startOfDay(day) + HOURS.close
}

/** When work begins on a day, epoch ms; asked of a day off too. */
function startOfWork(day: Day): number {
  return startOfDay(day) + HOURS.open
}

/** Working time in `[from, to)`, ms; both epoch ms. */
export function workingMsBetween(calendar: WorkingDays, from: number, to: number): number {
  if (to <= from) return 0
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first === last) return workedUntil(calendar, to) - workedUntil(calendar, from)
  const whole = calendar.workingDaysIn({ from: addDays(first, 1), to: addDays(last, -1) }) * WORKING_DAY_MS
  const rest = calendar.isWorkingDay(first) ? WORKING_DAY_MS - workedUntil(calendar, from) : 0
  return rest + whole + workedUntil(calendar, to)
}

/** The first moment by which so much working time has passed since `from`, epoch ms; `from` itself for 0. */
export function addWorkingMs(calendar: WorkingDays, from: number, ms: number): number {
  if (ms <= 0) return from
  let day = dayOf(from)
  // What is left to work, counted from the beginning of the first day.
  let left = ms + workedUntil(calendar, from)
  while (!calendar.isWorkingDay(day) || left > WORKING_DAY_MS) {
    if (calendar.isWorkingDay(day)) left -= WORKING_DAY_MS
    day = addDays(day, 1)
  }
  for (const [begins, ends] of SHIFTS) {
    if (left <= ends - begins) return startOfDay(day) + begins + left
    left -= ends - begins
  }
  return endOfWork(day)
}

/** Working time of a moment's day before it, ms. */
function workedUntil(calendar: WorkingDays, at: number): number {
  const day = dayOf(at)
  if (!calendar.isWorkingDay(day)) return 0
  const time = at - startOfDay(day)
  return SHIFTS.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(time, to) - from), 0)
}

/** Why whoever answers for a deadline is reminded of it. */
export const REMINDERS = ['threeDaysBefore', 'workingDayBefore', 'due', 'overdue'] as const
export type ReminderKind = (typeof REMINDERS)[number]

export interface Reminder {
  readonly is: ReminderKind
  /** Epoch ms. */
  readonly at: number
}

/** So many days before a deadline it is near: the official reports count these as *sắp quá hạn*. */
export const NEAR_DAYS = 3

/**
 * The next reminder of a deadline after a moment: three days before it, one working day before it, at the moment, and then once each working
 * day. Those before and after come when work begins, on days that are worked: a reminder on a day off would be read on the next.
 */
export function nextReminder(calendar: WorkingDays, dueAt: number, after: number): Reminder {
  if (after >= dueAt) return { is: 'overdue', at: nextStartOfWork(calendar, after) }
  const dueDay = dayOf(dueAt)
  const before: readonly Reminder[] = [
    { is: 'threeDaysBefore', at: startOfWork(workedBy(calendar, addDays(dueDay, -NEAR_DAYS))) },
    { is: 'workingDayBefore', at: startOfWork(workedBy(calendar, addDays(dueDay, -1))) },
  ]
  // Over a weekend or a holiday both may fall on one day: the nearer one says it.
  const next = before.findLast(({ at }) => at === before.find((each) => each.at > after)?.at)
  return next ?? { is: 'due', at: dueAt }
}

/** When work begins next after a moment, epoch ms. */
export function nextStartOfWork(calendar: WorkingDays, after: number): number {
  let day = dayOf(after)
  while (!calendar.isWorkingDay(day) || startOfWork(day) <= after) day = addDays(day, 1)
  return startOfWork(day)
}

/** The last working day up to a day. */
function workedBy(calendar: WorkingDays, day: Day): Day {
  let at = day
  while (!calendar.isWorkingDay(at)) at = addDays(at, -1)
  return at
}
