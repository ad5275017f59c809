import { DAY_MS, dayOf } from '../../domain/time.ts'
import type { Authority } from './authority.ts'
import { isWorkingDay, timeOfDay } from './calendar.ts'
import { workShare } from './ledger.ts'

/** What is drawn for a year grows from here: before it things stood lower, after it they stand higher. */
const MIDDLE_OF_2026 = Date.parse('2026-07-01T00:00:00+07:00')
const YEAR_MS = 365.25 * DAY_MS
const MONTH_MS = YEAR_MS / 12

/** How a share lies among authorities and moves over the years. */
export interface ShareShape {
  /** Where the middle of 2026 finds the least and the most advanced of them. */
  readonly from: number
  readonly to: number
  /** Added in a year. */
  readonly yearly: number
}

/** A share, 0 to 1, of one authority on one day: its own level, slow growth, and a little that comes and goes. @param at epoch ms */
export function shareOf(
  { random, unit }: Authority,
  what: string,
  at: number,
  { from, to, yearly }: ShareShape,
): number {
  const own = from + (to - from) * random.of('share', unit.code, what)
  const grown = own + (yearly * (at - MIDDLE_OF_2026)) / YEAR_MS
  const wave = 0.015 * random.smooth(at, 20 * DAY_MS, 'share', unit.code, what)
  return Math.min(1, Math.max(0, grown + wave))
}

/** So many of `of` are done: rises month by month, as things are installed and approved. @param at epoch ms */
export function doneOf(authority: Authority, what: string, of: number, at: number, shape: ShareShape): number {
  const month = Math.floor(at / MONTH_MS) * MONTH_MS
  const own = shape.from + (shape.to - shape.from) * authority.random.of('share', authority.unit.code, what)
  const share = own + (shape.yearly * (month - MIDDLE_OF_2026)) / YEAR_MS
  return Math.min(of, Math.max(0, Math.round(of * share)))
}

/** A number of things that hardly changes: the same for an authority at all times. */
export function standing({ random, unit }: Authority, what: string, mean: number): number {
  return Math.max(1, Math.round(mean * (0.85 + 0.3 * random.of('standing', unit.code, what))))
}

/**
 * What has happened since midnight of something that is done in office hours: never less than a moment before.
 * @param mean of a working day
 */
export function sofar(authority: Authority, what: string, mean: number, at: number): number {
  return Math.floor(wholeDay(authority, what, mean, at) * workShare(timeOfDay(at)))
}

/** The same of something that machines do day and night. */
export function roundTheClock({ random, unit }: Authority, what: string, mean: number, at: number): number {
  const total = mean * (0.75 + 0.5 * random.of('machine', unit.code, what, dayOf(at)))
  return Math.floor((total * timeOfDay(at)) / DAY_MS)
}

/** The whole of a day; few on days off. */
function wholeDay({ random, unit }: Authority, what: string, mean: number, at: number): number {
  const day = dayOf(at)
  const working = isWorkingDay(day) ? 1 : 0.05
  const drawn = mean * working * (0.7 + 0.6 * random.of('day', unit.code, what, day))
  // A mean below one is one now and then.
  return Math.floor(drawn + random.of('rounding', unit.code, what, day))
}

/** A part of a count: whole, and never falling while the count rises and the share is the day's. */
export function part(count: number, share: number): number {
  return Math.floor(count * Math.min(1, Math.max(0, share)))
}

/** The same of small counts, where always rounding down would lose much: over many days the share comes out. */
export function fairPart({ random, unit }: Authority, what: string, count: number, share: number, at: number): number {
  const rounding = random.of('fair', unit.code, what, dayOf(at))
  return Math.min(count, Math.floor(count * Math.min(1, Math.max(0, share)) + rounding))
}

/** 1 from the moment on at which the share of those that have it passes this authority; 0 before. */
export function has(authority: Authority, what: string, at: number, { from, yearly }: Omit<ShareShape, 'to'>): 0 | 1 {
  const share = from + (yearly * (at - MIDDLE_OF_2026)) / YEAR_MS
  return authority.random.of('has', authority.unit.code, what) < share ? 1 : 0
}
