import type { Counts, HeardCamera, HeardSensor, Published } from './published.ts'

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

type Share = (counts: Counts) => readonly [numerator: number, denominator: number] | undefined

/** Those of days: of what system, and what one day of one unit gives; undefined where it does not say all that is needed. */
export const OF_DAYS: Readonly<
  Record<string, { readonly system: string; readonly span: 'month' | 'day'; readonly share: Share }>
> = {
  onTimeRate: {
    system: 'oneStop',
    span: 'month',
    share({ resolvedEarly: early, resolvedOnTime: onTime, resolvedLate: late }) {
      if ((early === undefined && onTime === undefined) || late === undefined) return undefined
      const good = (early ?? 0) + (onTime ?? 0)
      return [good, good + late]
    },
  },
  onlineShare: {
    system: 'portal',
    span: 'month',
    share({ receivedOnline: online, receivedDirect: direct, receivedPostal: post }) {
      if (online === undefined || direct === undefined || post === undefined) return undefined
      return [online, online + direct + post]
    },
  },
  receivedToday: {
    system: 'oneStop',
    span: 'day',
    share: ({ received }) => (received === undefined ? undefined : [received, 1]),
  },
}

/** @param units those that report, @param days of the span up to today */
export function ofDays(published: Published, kpi: string, units: readonly string[], days: readonly string[]): Expected {
  const rule = OF_DAYS[kpi]
  if (rule === undefined) throw new Error(`no formula of ${kpi} is written here`)
  let numerator = 0
  let denominator = 0
  let known = 0
  for (const unit of units) {
    for (const day of rule.span === 'day' ? days.slice(-1) : days) {
      const counts = published.report(rule.system, unit, day)
      const share = counts && rule.share(counts)
      if (share === undefined) continue
      known++
      numerator += share[0]
      denominator += share[1]
    }
  }
  if (rule.span === 'day') return { value: known === 0 ? null : numerator, numerator, denominator }
  return { value: denominator === 0 ? null : (100 * numerator) / denominator, numerator, denominator }
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
  const over = counting.filter(
    ([, { waiting = 0, countersStaffed = 0 }]) => countersStaffed > 0 && waiting > PEOPLE_PER_COUNTER * countersStaffed,
  ).length
  const denominator = counting.length
  return { value: denominator === 0 ? null : (100 * over) / denominator, numerator: over, denominator }
}
