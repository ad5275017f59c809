import { type Day, HOUR_MS, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { poissonFrom, type Random } from '../random.ts'
import { weekday } from '../sensors/seasons.ts'
import { isWorkingDay, OFFICE_HOURS } from './calendar.ts'
import type { OfficeProfile } from './officeProfile.ts'

/** One day in one office's hall, minute by minute: people arrive, wait, are served. */
export interface HallDay {
  /** Visitors served until this moment of the day. @param sinceMidnight ms */
  served(sinceMidnight: number): number
  /** Tickets taken until this moment: those served, at a counter, waiting, or gone when the doors closed. */
  issued(sinceMidnight: number): number
  /** People waiting, those at a counter not counted. A closed hall has nobody. */
  waiting(sinceMidnight: number): number
  staffed(sinceMidnight: number): number
}

/** The doors open a little early; whoever has a ticket at five is still served. */
const FIRST_MS = OFFICE_HOURS.open - 20 * MINUTE_MS
const LAST_MS = OFFICE_HOURS.close + 45 * MINUTE_MS
const MINUTES = (LAST_MS - FIRST_MS) / MINUTE_MS
/** No hall holds more; who finds it full comes another day. */
const MAX_WAITING = 60
/** Sunday to Saturday. */
const WEEKDAY_LOAD = [0, 1.24, 1.04, 0.95, 0.9, 0.94, 0] as const

const EMPTY: HallDay = { served: () => 0, issued: () => 0, waiting: () => 0, staffed: () => 0 }

/** The shape of arrivals over the day, a density over an hour: strong from seven to ten, less after lunch. */
function arrivalsAt(sinceMidnight: number): number {
  const hour = sinceMidnight / HOUR_MS
  if (hour < 6.7 || hour > 16.8) return 0
  const morning = Math.exp(-(((hour - 8.6) / 1.35) ** 2) / 2)
  const afternoon = 0.7 * Math.exp(-(((hour - 14.3) / 1.2) ** 2) / 2)
  return 0.025 + 0.158 * morning + 0.158 * afternoon
}

export function hallDay({
  random,
  profile,
  unit,
  day,
}: {
  random: Random
  profile: OfficeProfile
  unit: string
  day: Day
}): HallDay {
  if (!isWorkingDay(day)) return EMPTY
  const midnight = startOfDay(day)
  const load = (WEEKDAY_LOAD[weekday(midnight)] ?? 0) * (0.85 + 0.3 * random.of('busy day', unit, day))
  const draw = random.stream('hall', unit, day)
  const habit = random.of('lunch', unit)
  const absent = random.of('absent', unit, day) < 0.15 ? 1 : 0

  const served = new Uint16Array(MINUTES + 1)
  const issued = new Uint16Array(MINUTES + 1)
  const waiting = new Uint16Array(MINUTES + 1)
  const staffed = new Uint8Array(MINUTES + 1)
  // Minutes of work put into those at the counters. Who is being served at noon is still served.
  let work = 0
  let queue = 0
  let atCounters = 0
  let done = 0
  let taken = 0
  for (let minute = 0; minute < MINUTES; minute++) {
    const now = FIRST_MS + minute * MINUTE_MS
    const open = staffAt(now, profile.counters, absent, habit)
    const arrived = poissonFrom(draw, (profile.visitors * load * arrivalsAt(now)) / 60)
    const joining = Math.min(arrived, MAX_WAITING - queue)
    taken += joining
    queue += joining
    const called = Math.max(0, Math.min(open - atCounters, queue))
    queue -= called
    atCounters += called
    work += atCounters * (0.7 + 0.6 * draw())
    while (atCounters > 0 && work >= profile.serviceMinutes) {
      work -= profile.serviceMinutes
      atCounters--
      done++
    }
    if (now >= OFFICE_HOURS.close && queue === 0 && atCounters === 0) work = 0
    if (now >= OFFICE_HOURS.close + 40 * MINUTE_MS) {
      done += atCounters
      atCounters = 0
      queue = 0
    }
    served[minute + 1] = done
    issued[minute + 1] = taken
    waiting[minute + 1] = queue
    staffed[minute + 1] = now >= OFFICE_HOURS.close && queue === 0 && atCounters === 0 ? 0 : open
  }

  const at = (series: Uint16Array | Uint8Array, sinceMidnight: number): number => {
    const minute = Math.floor((sinceMidnight - FIRST_MS) / MINUTE_MS)
    return series[Math.min(MINUTES, Math.max(0, minute))] ?? 0
  }
  return {
    served: (sinceMidnight) => at(served, sinceMidnight),
    issued: (sinceMidnight) => at(issued, sinceMidnight),
    waiting: (sinceMidnight) => at(waiting, sinceMidnight),
    staffed: (sinceMidnight) => at(staffed, sinceMidnight),
  }
}

/** Counters with somebody behind them: one less on a bad day, one or none over lunch, half of them after five. */
function staffAt(now: number, counters: number, absent: number, habit: number): number {
  const present = Math.max(1, counters - absent)
  if (now < OFFICE_HOURS.open) return 0
  if (now >= OFFICE_HOURS.close) return Math.ceil(present / 2)
  if (now >= OFFICE_HOURS.lunch && now < OFFICE_HOURS.afternoon) return habit < 0.4 ? 1 : 0
  // The last quarter of an hour before lunch some have already left.
  if (now >= OFFICE_HOURS.lunch - 15 * MINUTE_MS && now < OFFICE_HOURS.lunch) return Math.max(1, present - 1)
  return present
}
