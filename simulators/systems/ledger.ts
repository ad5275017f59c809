import { LRUCache } from 'lru-cache'
import { type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import type { Unit } from '../../domain/units/unit.ts'
import type { Random } from '../random.ts'
import { bell } from '../sensors/seasons.ts'
import { daysOffBefore, isWorkingDay, OFFICE_HOURS, timeOfDay, workingDayBefore } from './calendar.ts'
import { type HallDay, hallDay } from './hall.ts'
import { FILING_SHARE, type OfficeProfile, officeProfileOf } from './officeProfile.ts'

/**
 * The dossiers of one commune. What comes in on a day is worked off over the following working days by fixed shares, rounded
 * so that every dossier is counted once: therefore what is pending changes by exactly what came in less what was resolved, and any
 * day can be told without telling the days before it from the beginning of time.
 */
export interface Ledger {
  readonly unit: Unit
  readonly profile: OfficeProfile
  hall(day: Day): HallDay
  /** Filed since midnight. @param at epoch ms */
  received(at: number): { direct: number; online: number; postal: number }
  /** Resolved since midnight, by how they stood to their term. */
  resolved(at: number): Resolved
  /** What stands now. */
  pending(at: number): { inTerm: number; overdue: number; dueSoon: number; supplement: number }
}

interface Resolved {
  readonly early: number
  readonly onTime: number
  readonly late: number
}

/** Working days in which a dossier has to be resolved, and after which the last late one is. */
const TERM_DAYS = 5
const LAST_DAY = 24
/** Of the dossiers that are resolved in term: share done by the end of each working day, the first being the day itself. */
const DONE_IN_TERM = [0.34, 0.58, 0.76, 0.88, 0.96, 1] as const
/** Resolved on these days counts as early, on the days after as on time. */
const EARLY_DAYS = 2
/** Share of what is pending in term that waits for a paper from the applicant. */
const SUPPLEMENT = 0.12
const MAX_KEPT_DAYS = 48

interface DayBook {
  readonly hall: HallDay
  readonly online: number
  readonly postal: number
  readonly resolved: Resolved
  /** At the day's beginning. */
  readonly pending: number
  readonly overdue: number
  /** Pass their term when the office closes. */
  readonly expiring: number
}

export function createLedger({ random, unit, typical }: { random: Random; unit: Unit; typical: number }): Ledger {
  const profile = officeProfileOf(random, unit, typical)
  const halls = bounded<HallDay>((day) => hallDay({ random, profile, unit: unit.code, day }))
  const totals = bounded(receivedOn)
  const cohorts = bounded(cohort)
  const books = bounded(openBook)

  function onlineOn(day: Day): number {
    const working = isWorkingDay(day)
    const filings = profile.visitors * FILING_SHARE
    const mean = (filings * profile.online) / (1 - profile.online)
    return Math.round(mean * (working ? 1 : 0.14) * (0.8 + 0.4 * random.of('online', unit.code, day)))
  }

  function postalOn(day: Day): number {
    return isWorkingDay(day) ? Math.round(profile.visitors * 0.05 * random.of('post', unit.code, day)) : 0
  }

  function receivedOn(day: Day): number {
    return filed(halls(day).served(24 * HOUR_MS)) + onlineOn(day) + postalOn(day)
  }

  /** What a working day begins with in its basket: its own dossiers and those of the days off before it. */
  function cohort(day: Day): { total: number; lateShare: number } {
    const total = [...daysOffBefore(day), day].reduce((sum, each) => sum + totals(each), 0)
    return { total, lateShare: profile.late(startOfDay(day)) }
  }

  /** Dossiers of a working day's basket that are resolved by the end of the k-th working day, 0 being that day. */
  function doneBy(day: Day, k: number): number {
    if (k < 0) return 0
    const { total, lateShare } = cohorts(day)
    const late = Math.round(total * lateShare)
    const inTerm = Math.round((total - late) * (DONE_IN_TERM[k] ?? 1))
    if (k <= TERM_DAYS) return inTerm
    return inTerm + Math.round((late * (Math.min(k, LAST_DAY) - TERM_DAYS)) / (LAST_DAY - TERM_DAYS))
  }

  function openBook(day: Day): DayBook {
    const hall = halls(day)
    const online = onlineOn(day)
    const postal = postalOn(day)
    const working = isWorkingDay(day)
    const resolved = { early: 0, onTime: 0, late: 0 }
    let pending = 0
    let overdue = 0
    let expiring = 0
    // The baskets still being worked on, this day's own being k = 0.
    let basket = working ? day : workingDayBefore(day)
    for (let k = working ? 0 : 1; k <= LAST_DAY + 1; k++, basket = workingDayBefore(basket)) {
      const left = cohorts(basket).total - doneBy(basket, k - 1)
      if (k > 0) pending += left
      if (k > TERM_DAYS) overdue += left
      if (!working) continue
      const now = doneBy(basket, k) - doneBy(basket, k - 1)
      if (k <= EARLY_DAYS) resolved.early += now
      else if (k <= TERM_DAYS) resolved.onTime += now
      else resolved.late += now
      if (k === TERM_DAYS) expiring = left - now
    }
    // Days off before today have filed already; their dossiers lie in a basket that is not open yet, or is today's own.
    pending += daysOffBefore(day).reduce((sum, off) => sum + totals(off), 0)
    return { hall, online, postal, resolved, pending, overdue, expiring }
  }

  function received(at: number): { direct: number; online: number; postal: number } {
    const { hall, online, postal } = books(dayOf(at))
    const time = timeOfDay(at)
    return {
      direct: filed(hall.served(time)),
      online: Math.floor(online * onlineShare(time)),
      postal: time >= 10 * HOUR_MS ? postal : 0,
    }
  }

  function resolved(at: number): Resolved {
    const { early, onTime, late } = books(dayOf(at)).resolved
    const share = workShare(timeOfDay(at))
    return { early: Math.floor(early * share), onTime: Math.floor(onTime * share), late: Math.floor(late * share) }
  }

  return {
    unit,
    profile,
    hall: halls,
    received,
    resolved,
    pending(at) {
      const day = dayOf(at)
      const book = books(day)
      const came = received(at)
      const went = resolved(at)
      const expired = isWorkingDay(day) && timeOfDay(at) >= OFFICE_HOURS.close ? book.expiring : 0
      const overdue = book.overdue - went.late + expired
      const all = book.pending + came.direct + came.online + came.postal - went.early - went.onTime - went.late
      const open = Math.max(0, all - overdue)
      const supplement = Math.round(open * SUPPLEMENT)
      const inTerm = open - supplement
      return { inTerm, overdue, dueSoon: Math.round(inTerm * 0.11), supplement }
    },
  }
}

function filed(served: number): number {
  return Math.round(served * FILING_SHARE)
}

/** Share of a day's online dossiers filed by this time: most in office hours, many in the evening, none in
 * the last quarter of an hour: what is reported a minute before midnight is the whole day. */
function onlineShare(time: number): number {
  return cumulative(ONLINE, time)
}

/** Share of a day's work done by this time: nothing before eight, a pause at noon, all by the close. */
export function workShare(time: number): number {
  return cumulative(WORK, time)
}

const STEPS = 24 * 12
const ONLINE = accumulate((hour) =>
  hour >= 23.75 ? 0 : 0.02 + bell(hour, 9.3, 1.7) + 0.7 * bell(hour, 14.8, 1.6) + 0.45 * bell(hour, 20, 1.7),
)
const WORK = accumulate((hour) =>
  hour < 8 || hour >= 17 || (hour >= 11.5 && hour < 13) ? 0 : 0.6 + bell(hour, 10.8, 1) + bell(hour, 16, 1),
)

function accumulate(density: (hour: number) => number): Float64Array {
  const sums = new Float64Array(STEPS + 1)
  for (let step = 0; step < STEPS; step++) sums[step + 1] = (sums[step] ?? 0) + density((step + 0.5) / 12)
  return sums.map((sum) => sum / (sums[STEPS] ?? 1))
}

function cumulative(sums: Float64Array, time: number): number {
  const position = Math.min(STEPS, (time / HOUR_MS) * 12)
  const step = Math.floor(position)
  const before = sums[step] ?? 1
  return before + ((sums[step + 1] ?? 1) - before) * (position - step)
}

/** Remembers what was told of the last days asked for. */
function bounded<T extends object | number>(tell: (day: Day) => T): (day: Day) => T {
  const known = new LRUCache<Day, T>({ max: MAX_KEPT_DAYS, memoMethod: tell })
  return (day) => known.memo(day)
}
