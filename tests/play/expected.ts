import { addDays, eachDay } from '../../domain/periods.ts'
import { type Day, dayOf, monthStart } from '../../domain/time.ts'
import { everyMsOf, type Formula, partsOf, worksEveryDay } from './formulas.ts'
import type { HeardCamera, HeardSensor, Published } from './published.ts'

/** What figures must say, computed by hand from what was published. Formulas as `docs/indicators.md` words them. */

/** A figure: value null where nobody told what it needs. */
export interface Expected {
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
}

export type Age = 'live' | 'stale' | 'lost' | 'never'

/** Two and a half promised intervals, five seconds at least: then a value is old; ten, twenty seconds at least: then it is lost. */
export function ageOf(at: number | undefined, now: number, everyMs: number): Age {
  if (at === undefined) return 'never'
  if (now - at > Math.max(20_000, 10 * everyMs)) return 'lost'
  return now - at > Math.max(5_000, 2.5 * everyMs) ? 'stale' : 'live'
}

/** A clock that is slow by a steady lag makes nothing older; nothing is younger than its receipt. */
function asOf({ at, heardAt, lagMs }: HeardSensor): number | undefined {
  return at === undefined || heardAt === undefined ? undefined : at + Math.max(0, Math.min(lagMs, heardAt - at))
}

export function sensorAge(sensor: HeardSensor, now: number): Age {
  if (sensor.at !== undefined && sensor.status === 'offline') return 'lost'
  return ageOf(asOf(sensor), now, sensor.everyMs)
}

/** People are counted every half minute at least. */
const COUNT_EVERY_MS = 30_000
/** The same picture for so long is one that stands still. */
const FROZEN_MS = 30_000

export function countAge(camera: HeardCamera, now: number): Age {
  if (camera.countAt !== undefined && camera.status === 'offline') return 'lost'
  return ageOf(camera.countAt, now, COUNT_EVERY_MS)
}

function pictureIs(camera: HeardCamera, now: number): Age | 'frozen' {
  if (camera.status === 'offline') return 'lost'
  const age = ageOf(camera.frameAt, now, camera.everyMs)
  if (age === 'lost' || age === 'never') return age
  return (camera.frameAt ?? 0) - (camera.sameSince ?? 0) > FROZEN_MS ? 'frozen' : age
}

/** By its picture or by its count; one that stands still counts what is not now. */
function works(camera: HeardCamera, now: number): boolean {
  const picture = pictureIs(camera, now)
  if (picture === 'live' || picture === 'frozen' || camera.status === 'offline') return picture === 'live'
  return countAge(camera, now) === 'live'
}

/** A figure of reports, with how much of what was due was reported. */
export interface Reported extends Expected {
  readonly reported: number
  readonly expected: number
}

/** Days of a formula up to today. */
function daysOf({ over }: Formula, today: Day): readonly Day[] {
  if (over === 'now' || over === 'day') return [today]
  return eachDay({ from: over === 'month' ? monthStart(today) : addDays(today, -29), to: today })
}

/**
 * Of flows every day counts of which all is known, of stocks the last such day; of what stands now the newest report while it is fresh.
 * Due are the working days before today, and today of whoever has reported it; of what stands, one report of everybody.
 * @param authorities that report
 */
export function ofReports(
  published: Pick<Published, 'report' | 'newest'>,
  formula: Formula,
  authorities: readonly string[],
  now: number,
  isWorkingDay: (day: Day) => boolean,
): Reported {
  const today = dayOf(now)
  const { system, over } = formula
  const stands = over === 'now' || (formula.stocks ?? []).length === formula.above.length
  const days = daysOf(formula, today)
  const worked = worksEveryDay(system) ? days : days.filter(isWorkingDay)
  const due = new Set(worked.length > 0 ? worked : days)
  const isRunning = due.size > 1 && due.delete(today)
  let [above, below, known, reported, running] = [0, 0, 0, 0, 0]
  const add = ([numerator, denominator]: readonly [number, number], sign = 1) => {
    above += sign * numerator
    below += sign * denominator
  }
  for (const unit of authorities) {
    if (over === 'now') {
      const newest = published.newest(system, unit)
      const parts = newest && partsOf(formula, newest.counts)
      if (parts === undefined || ageOf(newest?.at, now, everyMsOf(system)) !== 'live') continue
      known++
      reported++
      add(parts)
      continue
    }
    const told = days.flatMap((day) => {
      const counts = published.report(system, unit, day)
      return counts === undefined || partsOf(formula, counts) === undefined ? [] : [{ day, counts }]
    })
    if (told.length === 0) continue
    known++
    // What stands at the end of a day counts once, as the last day says it.
    for (const [i, { counts }] of told.entries()) {
      const isLast = i === told.length - 1
      const stocks = isLast ? {} : Object.fromEntries((formula.stocks ?? []).map((name) => [name, 0]))
      add(partsOf(formula, { ...counts, ...stocks }) ?? [0, 0])
    }
    if (stands) reported++
    else reported += told.filter(({ day }) => due.has(day)).length
    if (!stands && isRunning && told.at(-1)?.day === today) running++
  }
  const isDivided = formula.is !== 'sum'
  const value = known === 0 || (isDivided && below === 0) ? null : isDivided ? above / below : above
  return {
    value: value === null || formula.is === 'sum' || formula.is === 'mean' ? value : 100 * value,
    numerator: above,
    denominator: below,
    reported: reported + running,
    expected: authorities.length * (stands ? 1 : due.size) + running,
  }
}

export interface Aim {
  readonly target: number | null
  readonly near: number
  readonly direction: 'higher' | 'lower'
  /** Share of what was due below which nobody judges. */
  readonly least: number
}

/** What may be said of a figure against its target. */
export function judged({ value, reported, expected }: Reported, { target, near, direction, least }: Aim): string {
  if (value === null || expected === 0 || reported < least * expected) return 'unjudged'
  if (target === null) return 'untargeted'
  const short = (direction === 'higher' ? target - value : value - target) - 1e-9
  return short <= 0 ? 'met' : short <= near ? 'near' : 'missed'
}

/** The highest water of all gauges that speak. */
export function highestWater(published: Pick<Published, 'sensors'>, now: number): number | null {
  const levels = [...published.sensors()].flatMap(([, sensor]) =>
    sensor.kind === 'waterLevel' && sensorAge(sensor, now) === 'live' ? (sensor.values.level ?? []) : [],
  )
  return levels.length === 0 ? null : Math.max(...levels)
}

/** More wait than the staffed counters serve in a quarter of an hour, at three minutes a person; a hall without any is another trouble. */
const PEOPLE_PER_COUNTER = 5

/** Those of cameras now. */
export function ofCameras(published: Published, kpi: string, communes: ReadonlySet<string>, now: number): Expected {
  const all = [...published.cameras()].filter(([, { commune }]) => communes.has(commune))
  if (kpi === 'camerasOnline') {
    const numerator = all.filter(([, camera]) => works(camera, now)).length
    return { value: all.length === 0 ? null : (100 * numerator) / all.length, numerator, denominator: all.length }
  }
  const counting = all.filter(([, camera]) => countAge(camera, now) === 'live')
  if (kpi === 'waitingNow') {
    const numerator = counting.reduce((sum, [, { waiting }]) => sum + (waiting ?? 0), 0)
    return { value: counting.length === 0 ? null : numerator, numerator, denominator: counting.length }
  }
  const isTrouble = ({ waiting = 0, countersStaffed = 0 }: HeardCamera) =>
    kpi === 'officesUnstaffed'
      ? countersStaffed === 0 && waiting > 0
      : countersStaffed > 0 && waiting > PEOPLE_PER_COUNTER * countersStaffed
  const over = counting.filter(([, camera]) => isTrouble(camera)).length
  const denominator = counting.length
  return { value: denominator === 0 ? null : (100 * over) / denominator, numerator: over, denominator }
}
