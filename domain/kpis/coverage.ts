import type { Calendar } from '../calendar/calendar.ts'
import { addDays, eachDay, type Span } from '../periods.ts'
import type { SourceSystem } from '../systems/system.ts'
import type { Day } from '../time.ts'
import type { Nature } from './reads.ts'

/**
 * How much of what was due has been reported. Of flows over days it counts reports of days, one a day of each authority; of stocks,
 * authorities whose number at the end of the span is known; of devices, their hours; of what stands now, sources.
 */
export interface Coverage {
  readonly reported: number
  readonly expected: number
}

/** Which days of a span an authority owes a report of. */
export interface DueDays {
  /** Owed by every authority. */
  readonly days: ReadonlySet<Day>
  /** Today, owed by those alone who have reported it: until it is over nobody else is behind with it. */
  readonly running: Day | undefined
  /** False: the system was put in use after the span, and nothing is owed. */
  readonly hasBegun: boolean
  /** A stock last reported before this day is not known at the end of the span. */
  readonly stockSince: Day
  /** Last day that is looked at: the end of the span, or today. */
  readonly until: Day
}

/** A stock stands until so many due days have gone by without a report, and a calendar week at least. */
const STOCK_DUE_DAYS = 5
const STOCK_DAYS = 7

/**
 * Working days of the span up to today (every day where the system says so), or all of them where there is none, as on a weekend. Today
 * counts of those who have reported it, and of everybody where it is the only one.
 * @param begun the day on which the system was put in use: nothing is due before; undefined: nobody has said
 */
export function dueDays(
  { reportsOn }: SourceSystem,
  span: Span,
  today: Day,
  calendar: Calendar,
  begun: Day = span.from,
): DueDays {
  const to = span.to < today ? span.to : today
  if (begun > to && begun > span.from)
    return { days: new Set(), running: undefined, hasBegun: false, stockSince: begun, until: to }
  const from = latest(span.from, begun)
  const all = from <= to ? eachDay({ from, to }) : [from]
  const due = reportsOn === 'everyDay' ? all : all.filter(calendar.isWorkingDay)
  const days = due.length > 0 ? due : all
  const isRunning = days.length > 1 && days.at(-1) === today
  return {
    days: new Set(isRunning ? days.slice(0, -1) : days),
    running: isRunning ? today : undefined,
    hasBegun: true,
    stockSince: earliest(days.at(-STOCK_DUE_DAYS) ?? from, addDays(to, 1 - STOCK_DAYS)),
    until: to,
  }
}

/**
 * What of it an authority owes that ended: the days before. The day of its end is asked of nobody.
 * @param ended undefined: it has not ended
 */
export function dueBefore(due: DueDays, ended: Day | undefined): DueDays {
  if (ended === undefined || ended > due.until) return due
  return { ...due, days: new Set([...due.days].filter((day) => day < ended)), running: undefined }
}

/** Whether an authority's stock is part of what stands at the end of the span: not before the system is in use, nor once it has ended. */
export function hasStock(due: DueDays, ended: Day | undefined): boolean {
  return due.hasBegun && (ended === undefined || ended > due.until)
}

/** How much an authority owes: its number at the end of the span, or a report of each due day; see `Coverage`. */
export function owedOf(nature: Nature, due: DueDays, ended: Day | undefined): number {
  if (nature === 'stock') return hasStock(due, ended) ? 1 : 0
  return dueBefore(due, ended).days.size
}

/** What the days of one authority come to. @param days whose counts are known */
export function reportedDays(days: readonly Day[], due: DueDays): { readonly days: number; readonly running: boolean } {
  let count = 0
  for (const day of days) if (due.days.has(day)) count++
  return { days: count, running: due.running !== undefined && days.includes(due.running) }
}

function earliest(a: Day, b: Day): Day {
  return a < b ? a : b
}

function latest(a: Day, b: Day): Day {
  return a > b ? a : b
}

/** Share of what was due, 0…1; 0 when nothing was. */
export function shareReported({ reported, expected }: Coverage): number {
  return expected === 0 ? 0 : reported / expected
}

/**
 * Why two figures are not held against each other: too little of either was reported to judge it, or so much more of one than of the other
 * that the difference between them may be nothing but that.
 */
export const WITHHELD = ['thinNow', 'thinThen', 'uneven'] as const
export type Withheld = (typeof WITHHELD)[number]

/** Coverages farther apart than this are not compared, 0…1. A sum grows with what is reported, a ratio or a mean only leans. */
const MOST_APART = { sum: 0.05, ratio: 0.2, mean: 0.2, max: 0.2 } as const

/** Whether a sum is smaller than what it is of, for the parts alone that nobody reported. */
export function isShortSum(combine: keyof typeof MOST_APART, coverage: Coverage): boolean {
  return combine === 'sum' && coverage.expected > 0 && isFarFromAll(coverage)
}

/** Whether so many parts are missing that what is said of the others is not said of all. */
export function isFarFromAll(coverage: Coverage): boolean {
  return 1 - shareReported(coverage) > MOST_APART.sum + 1e-9
}

export function withheld(
  { combine, minCoverage }: { readonly combine: keyof typeof MOST_APART; readonly minCoverage: number },
  now: Coverage,
  then: Coverage,
): Withheld | undefined {
  const [of, against] = [shareReported(now), shareReported(then)]
  if (of < minCoverage) return 'thinNow'
  if (against < minCoverage) return 'thinThen'
  return Math.abs(of - against) > MOST_APART[combine] + 1e-9 ? 'uneven' : undefined
}
