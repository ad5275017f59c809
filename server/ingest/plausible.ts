import { type Camera, DEFAULT_FRAME_EVERY_MS } from '../../domain/cameras/camera.ts'
import { type CameraCount, MAX_FUTURE_MS, type Reading, type Statistic } from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { type BrokenRule, brokenRule } from '../../domain/systems/brokenRule.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Counts, SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, dayOf } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import type { Edition, UnitLevel } from '../../domain/units/unit.ts'
import type { Decoded, RefusedPart } from '../adapters/adapter.ts'
import type { StatisticReport } from '../store/store.ts'
import type { Accepted } from './accepted.ts'

/** History before this is not a late message but a broken clock. */
const MAX_AGE_MS = 400 * DAY_MS
/** Books of days are filled in for years back: what a year is compared with. */
const MAX_STATISTIC_AGE_MS = 1_100 * DAY_MS
/** More people or counters than any one-stop hall has. */
const MAX_WAITING = 10_000
const MAX_COUNTERS = 1_000

/** What of a message may stand, and what of it may not. Neither: nothing in it for the hub. */
export interface Judgement {
  readonly accepted?: Accepted
  readonly refused: readonly RefusedPart[]
}

/** The devices that have announced themselves. */
export interface Registry {
  sensor(id: string): Sensor | undefined
  camera(id: string): Camera | undefined
}

/** Compares what was said with what can be: units, kinds, names, ranges and times. Knows no clock: the message brings its own. */
export function createPlausible({ edition, registry }: { edition: Edition; registry: Registry }) {
  const units = UNIT_TREES[edition]

  function unitFault(code: string, levels: readonly UnitLevel[]): RefusalReason | undefined {
    const unit = units.byCode.get(code)
    if (unit === undefined) return 'unknownUnit'
    return levels.includes(unit.level) && isAuthority(edition, unit.level) ? undefined : 'wrongLevel'
  }

  return function judge(
    decoded: Decoded,
    { receivedAt, retained }: { readonly receivedAt: number; readonly retained: boolean },
  ): Judgement {
    switch (decoded.is) {
      case 'nothing':
        return { refused: [] }
      case 'sensorAnnounce': {
        const { kind, name, commune, lng, lat, every, simulated } = decoded.announce
        const fault = unitFault(commune, ['commune']) ?? (kindOf(kind) === undefined ? 'unknownKind' : undefined)
        if (fault !== undefined) return refuse(fault, fault === 'unknownKind' ? kind : commune)
        const sensor = { id: decoded.id, kind, name, commune, lng, lat, everyMs: every * 1000, simulated }
        return accept({ is: 'sensorAnnounce', sensor })
      }
      case 'cameraAnnounce': {
        const { name, commune, lng, lat, office, noticePosted, live, every, simulated } = decoded.announce
        const fault = unitFault(commune, ['commune'])
        if (fault !== undefined) return refuse(fault, commune)
        const camera = {
          id: decoded.id,
          name,
          commune,
          lng,
          lat,
          office: office ?? null,
          noticePosted: noticePosted ?? null,
          live: live ?? null,
          everyMs: every === undefined ? DEFAULT_FRAME_EVERY_MS : every * 1000,
          simulated,
        }
        return accept({ is: 'cameraAnnounce', camera })
      }
      case 'sensorStatus':
        if (registry.sensor(decoded.id) === undefined) return refuse('unregistered')
        return accept({ is: 'sensorStatus', id: decoded.id, status: decoded.status, receivedAt })
      case 'cameraStatus':
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        return accept({ is: 'cameraStatus', id: decoded.id, status: decoded.status, receivedAt })
      case 'readings': {
        const kind = kindOf(registry.sensor(decoded.id)?.kind)
        if (kind === undefined) return refuse('unregistered')
        const refused = [...decoded.refused]
        const readings = decoded.readings.flatMap((reading) => judgeReading(reading, kind, receivedAt, refused) ?? [])
        if (readings.length === 0) return { refused }
        return { accepted: { is: 'readings', id: decoded.id, readings, receivedAt, retained }, refused }
      }
      case 'frame':
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        return accept({ is: 'frame', id: decoded.id, jpeg: decoded.jpeg, receivedAt })
      case 'count': {
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        const fault = timeFault(decoded.count.at, receivedAt)
        if (fault !== undefined) return refuse(fault)
        const impossible = countFault(decoded.count)
        if (impossible !== undefined) return refuse('outOfRange', impossible)
        return accept({ is: 'count', id: decoded.id, count: decoded.count, receivedAt, retained })
      }
      case 'statistics': {
        const { system, unit } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', system)
        const fault = unitFault(unit, declared.reportedAt)
        if (fault !== undefined) return refuse(fault, unit)
        const refused = [...decoded.refused]
        const limits = statisticLimits(receivedAt)
        const reports = decoded.statistics
          .flatMap((statistic): StatisticReport[] => {
            const counts = judgeStatistic(statistic, declared, limits, refused)
            const { period, at, simulated } = statistic
            return counts === undefined ? [] : [{ system, edition, unit, period, at, receivedAt, counts, simulated }]
          })
          .sort((a, b) => (a.period < b.period ? -1 : 1))
        return reports.length === 0 ? { refused } : { accepted: { is: 'statistics', reports, retained }, refused }
      }
      case 'link': {
        const { system, link, report } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', system)
        if (own(declared.links ?? {}, link) === undefined) return refuse('unknownLink', link)
        const fault = [report.at, report.since, report.lastSuccess]
          .flatMap((at) => (at === undefined ? [] : (timeFault(at, receivedAt) ?? [])))
          .at(0)
        if (fault !== undefined) return refuse(fault, link)
        return accept({ is: 'link', system, link, report, receivedAt, retained })
      }
      case 'event': {
        const { system, unit, event } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', system)
        const fault = unitFault(unit, declared.reportedAt) ?? timeFault(event.at, receivedAt)
        if (fault !== undefined) return refuse(fault, unit)
        return accept({ is: 'event', event: { ...event, system, edition, unit, receivedAt } })
      }
    }
  }
}

function accept(accepted: Accepted): Judgement {
  return { accepted, refused: [] }
}

function refuse(reason: RefusalReason, detail?: string): Judgement {
  return { refused: [{ reason, ...(detail !== undefined && { detail }) }] }
}

/** Names come from strangers: only what the registry itself declares counts, never what every object inherits. */
function own<T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
}

function kindOf(kind: string | undefined): SensorKind | undefined {
  return own<SensorKind>(SENSOR_KINDS, kind)
}

function systemOf(system: string): SourceSystem | undefined {
  return own<SourceSystem>(SYSTEMS, system)
}

function timeFault(at: number, receivedAt: number): 'future' | 'ancient' | undefined {
  if (at > receivedAt + MAX_FUTURE_MS) return 'future'
  return at < receivedAt - MAX_AGE_MS ? 'ancient' : undefined
}

/** Within what a report may lie: moments, and the days of them. */
function statisticLimits(receivedAt: number) {
  const [oldest, newest] = [receivedAt - MAX_STATISTIC_AGE_MS, receivedAt + MAX_FUTURE_MS]
  return { oldest, newest, oldestDay: dayOf(oldest), newestDay: dayOf(newest) }
}

/**
 * Of the report's counts those that may stand; undefined when none does. A number that cannot be falls alone; of counts that contradict
 * each other nobody knows which is wrong, and the whole report falls.
 */
function judgeStatistic(
  statistic: Statistic,
  declared: SourceSystem,
  { oldest, newest, oldestDay, newestDay }: ReturnType<typeof statisticLimits>,
  refused: RefusedPart[],
): Counts | undefined {
  const { at, period } = statistic
  const isFuture = period > newestDay || at > newest
  if (isFuture || at < oldest || period < oldestDay) {
    refused.push({ reason: isFuture ? 'future' : 'ancient', detail: period, part: statistic })
    return undefined
  }
  const before = refused.length
  const counts = keepPossible(
    keepKnown(statistic.counts, declared.counts, 'unknownCount', statistic, refused),
    declared,
    statistic,
    refused,
  )
  if (counts !== undefined) {
    const broken = brokenRule(declared, counts)
    if (broken === undefined) return counts
    refused.push(breaks(broken, statistic))
    return undefined
  }
  if (refused.length === before) refused.push({ reason: 'schema', detail: 'no counts', part: statistic })
  return undefined
}

function countFault({ waiting, counters, countersStaffed }: CameraCount): string | undefined {
  if (countersStaffed > counters) return `countersStaffed ${countersStaffed} > counters ${counters}`
  if (waiting > MAX_WAITING) return `waiting ${waiting} > ${MAX_WAITING}`
  return counters > MAX_COUNTERS ? `counters ${counters} > ${MAX_COUNTERS}` : undefined
}

function beyond(name: string, value: number, most: number, part: unknown): RefusedPart {
  return refusedWith('beyondMost', `${name} ${value} > ${most}`, { name, value, most }, part)
}

function breaks({ parts, of }: BrokenRule, part: unknown): RefusedPart {
  const said = (counts: Counts) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(' + ')
  const params = { parts: said(parts), whole: said(of) }
  return refusedWith('partsExceedWhole', `${params.parts} > ${params.whole}`, params, part)
}

function refusedWith(reason: RefusalReason, detail: string, params: RefusalParams, part: unknown): RefusedPart {
  return { reason, detail, params, part }
}

/**
 * The reading without the values that cannot be: one broken probe of an air station does not silence the other five.
 * Undefined when nothing of it is left.
 */
function judgeReading(
  reading: Reading,
  kind: SensorKind,
  receivedAt: number,
  refused: RefusedPart[],
): Reading | undefined {
  const fault = timeFault(reading.at, receivedAt)
  if (fault !== undefined) {
    refused.push({ reason: fault, part: reading })
    return undefined
  }
  const before = refused.length
  const known = keepKnown(reading.values, kind.quantities, 'unknownQuantity', reading, refused) ?? {}
  const values: Record<string, number> = {}
  let kept = 0
  for (const name of Object.keys(known)) {
    const value = known[name] as number
    const [min, max] = (kind.quantities[name] as SensorKind['quantities'][string]).range
    if (value >= min && value <= max) {
      values[name] = value
      kept++
    } else refused.push({ reason: 'outOfRange', detail: `${name} ${value}`, part: reading })
  }
  if (kept > 0) return { at: reading.at, values }
  if (refused.length === before) refused.push({ reason: 'schema', detail: 'no values', part: reading })
  return undefined
}

/** The counts that are not above the greatest number there can be. Undefined when none is left. */
function keepPossible(
  counts: Record<string, number> | undefined,
  declared: SourceSystem,
  part: unknown,
  refused: RefusedPart[],
): Counts | undefined {
  if (counts === undefined) return undefined
  const possible: Record<string, number> = {}
  let kept = 0
  for (const [name, value] of Object.entries(counts)) {
    const most = declared.counts[name]?.most ?? Number.POSITIVE_INFINITY
    if (value <= most) {
      possible[name] = value
      kept++
    } else refused.push(beyond(name, value, most, part))
  }
  return kept > 0 ? possible : undefined
}

/** The numbers whose names are declared; the others are refused by name. Undefined when none is left. */
function keepKnown(
  said: Readonly<Record<string, number>>,
  declared: Readonly<Record<string, unknown>>,
  reason: 'unknownQuantity' | 'unknownCount',
  part: unknown,
  refused: RefusedPart[],
): Record<string, number> | undefined {
  const known: Record<string, number> = {}
  let kept = 0
  for (const [name, value] of Object.entries(said)) {
    if (Object.hasOwn(declared, name)) {
      known[name] = value
      kept++
    } else refused.push({ reason, detail: name, part })
  }
  return kept > 0 ? known : undefined
}
