import { type Camera, DEFAULT_FRAME_EVERY_MS } from '../../domain/cameras/camera.ts'
import { unitFaultOf } from '../../domain/instant.ts'
import {
  type CameraCount,
  type LinkReport,
  MAX_FUTURE_MS,
  type Reading,
  type Statistic,
} from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { type BrokenRule, brokenRule } from '../../domain/systems/brokenRule.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Counts, SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, dayOf, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import type { Edition, UnitLevel } from '../../domain/units/unit.ts'
import type { Decoded, Path, RefusedPart } from '../adapters/adapter.ts'
import type { Retirement, SaidStatus, StatisticReport } from '../store/store.ts'
import type { Accepted } from './accepted.ts'

/** History before this is not a late message but a broken clock. */
const MAX_AGE_MS = 400 * DAY_MS
/** Books of days are filled in for years back: what a year is compared with. */
const MAX_STATISTIC_AGE_MS = 1_100 * DAY_MS
/** More people or counters than any one-stop hall has. */
const MAX_WAITING = 10_000
const MAX_COUNTERS = 1_000

const WHOLE: Path = []

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

/** Who exists, how it is, and who has ended. */
export interface SourceRegistry extends Registry {
  said(source: string): SaidStatus | undefined
  retirement(source: string): Retirement | undefined
}

/** Compares what was said with what can be: units, kinds, names, ranges and times. Knows no clock: the message brings its own. */
export function createMessageValidator({ edition, registry }: { edition: Edition; registry: Registry }) {
  const units = UNIT_TREES[edition]

  function unitFault(unit: string, levels: readonly UnitLevel[], value?: Path): RefusedPart | undefined {
    const known = units.byCode.get(unit)
    const at = value && { value }
    if (known === undefined) return { reason: 'unknownUnit', params: { unit, edition }, ...at }
    if (levels.includes(known.level) && isAuthority(edition, known.level)) return undefined
    return { reason: 'wrongLevel', params: { unit, levels: levels.join(', ') }, ...at }
  }

  return function judge(
    decoded: Decoded,
    { receivedAt, retained }: { readonly receivedAt: number; readonly retained: boolean },
  ): Judgement {
    switch (decoded.is) {
      case 'nothing':
        return { refused: [] }
      case 'retired':
        return accept({ is: 'retired', source: decoded.source, receivedAt })
      case 'sensorAnnounce': {
        const { kind, name, commune, every, simulated } = decoded.announce
        const { refused } = decoded
        const fault = unitFault(commune, ['commune'], ['commune'])
        if (fault !== undefined) return { refused: [...refused, fault] }
        if (kindOf(kind) === undefined) return { refused: [...refused, unknown('unknownKind', { kind }, SENSOR_KINDS)] }
        const place = positionOf(decoded.announce)
        const sensor = { id: decoded.id, kind, name, commune, ...place, everyMs: every * 1000, simulated }
        return { accepted: { is: 'sensorAnnounce', sensor, retained }, refused }
      }
      case 'cameraAnnounce': {
        const { name, commune, office, noticePosted, live, every, simulated } = decoded.announce
        const { refused } = decoded
        const fault = unitFault(commune, ['commune'], ['commune'])
        if (fault !== undefined) return { refused: [...refused, fault] }
        const camera = {
          id: decoded.id,
          name,
          commune,
          ...positionOf(decoded.announce),
          office: office ?? null,
          noticePosted: noticePosted ?? null,
          live: live ?? null,
          everyMs: every === undefined ? DEFAULT_FRAME_EVERY_MS : every * 1000,
          simulated,
        }
        return { accepted: { is: 'cameraAnnounce', camera, retained }, refused }
      }
      case 'sensorStatus':
        if (registry.sensor(decoded.id) === undefined) return refuse('unregistered')
        return accept({ is: 'sensorStatus', id: decoded.id, status: decoded.status, receivedAt, retained })
      case 'cameraStatus':
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        return accept({ is: 'cameraStatus', id: decoded.id, status: decoded.status, receivedAt, retained })
      case 'readings': {
        const kind = kindOf(registry.sensor(decoded.id)?.kind)
        if (kind === undefined) return refuse('unregistered')
        const { parts, placeOf } = decoded.readings
        const refused = [...decoded.readings.refused]
        const readings: Reading[] = []
        for (let n = 0; n < parts.length; n++) {
          const reading = judgeReading(parts[n] as Reading, kind, receivedAt, placeOf(n), refused)
          if (reading !== undefined) readings.push(reading)
        }
        if (readings.length === 0) return { refused }
        return { accepted: { is: 'readings', id: decoded.id, readings, receivedAt, retained }, refused }
      }
      case 'frame':
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        // Of a picture from a broker's memory nobody knows when it was taken.
        if (retained) return { refused: [] }
        return accept({ is: 'frame', id: decoded.id, jpeg: decoded.jpeg, receivedAt })
      case 'count': {
        if (registry.camera(decoded.id) === undefined) return refuse('unregistered')
        const refused = [...decoded.refused]
        const count = judgeCount(decoded.count, receivedAt, refused)
        if (count === undefined) return { refused }
        return { accepted: { is: 'count', id: decoded.id, count, receivedAt, retained }, refused }
      }
      case 'statistics': {
        const { system, unit } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', { system })
        if (Object.keys(declared.counts).length === 0) return refuse('noCounts', { system })
        const fault = unitFault(unit, declared.reportedAt)
        if (fault !== undefined) return { refused: [fault] }
        const { parts, placeOf } = decoded.statistics
        const refused = [...decoded.statistics.refused]
        const limits = statisticLimits(receivedAt)
        const reports = parts
          .flatMap((statistic, n): StatisticReport[] => {
            const counts = judgeStatistic(statistic, declared, limits, placeOf(n), refused)
            const { period, at, simulated } = statistic
            if (counts === undefined) return []
            const mark = retained ? { retained } : {}
            return [{ system, edition, unit, period, at, receivedAt, counts, simulated, ...mark }]
          })
          .sort((a, b) => (a.period < b.period ? -1 : 1))
        return reports.length === 0 ? { refused } : { accepted: { is: 'statistics', reports, retained }, refused }
      }
      case 'link': {
        const { system, link } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', { system })
        const links = declared.links ?? {}
        if (Object.keys(links).length === 0) return refuse('noLinks', { system, link })
        if (own(links, link) === undefined) return { refused: [unknown('unknownLink', { link }, links)] }
        const refused = [...decoded.refused]
        const report = judgeLink(decoded.report, receivedAt, refused)
        if (report === undefined) return { refused }
        return { accepted: { is: 'link', system, link, report, receivedAt, retained }, refused }
      }
      case 'event': {
        const { system, unit, event, refused } = decoded
        const declared = systemOf(system)
        if (declared === undefined) return refuse('unknownSystem', { system })
        const fault = unitFault(unit, declared.reportedAt) ?? timeFault(event.at, receivedAt, MAX_AGE_MS)
        if (fault !== undefined) return { refused: [...refused, fault] }
        return { accepted: { is: 'event', event: { ...event, system, edition, unit, receivedAt } }, refused }
      }
    }
  }
}

function accept(accepted: Accepted): Judgement {
  return { accepted, refused: [] }
}

function refuse(reason: RefusalReason, params: RefusalParams = {}): Judgement {
  return { refused: [{ reason, params }] }
}

/** Of a name that is not declared: refused with the names that are. */
function unknown(reason: RefusalReason, params: RefusalParams, declared: object, part?: Path): RefusedPart {
  return { reason, params: { ...params, allowed: Object.keys(declared).join(', ') }, ...(part && { part }) }
}

/** Half a position is none. */
function positionOf({ lng, lat }: { readonly lng?: number | undefined; readonly lat?: number | undefined }) {
  return lng === undefined || lat === undefined ? { lng: null, lat: null } : { lng, lat }
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

/**
 * What is wrong with a moment, as far as the time of receipt can tell.
 * @param field its name in the part of the payload
 */
function timeFault(
  at: number,
  receivedAt: number,
  maxAgeMs: number,
  field = 'at',
  part: Path = WHOLE,
): RefusedPart | undefined {
  const oldest = receivedAt - maxAgeMs
  const newest = receivedAt + MAX_FUTURE_MS
  if (at >= oldest && at <= newest) return undefined
  const where = { part, value: [...part, field] }
  const inOtherUnit = unitFaultOf(at, oldest, newest)
  if (inOtherUnit !== undefined)
    return { reason: inOtherUnit.fault, params: { field, instead: inOtherUnit.instead }, ...where }
  if (at > newest) return { reason: 'future', params: { field }, ...where }
  return { reason: 'ancient', params: { field, days: maxAgeMs / DAY_MS }, ...where }
}

/** Within what a report may lie: the days of it. */
function statisticLimits(receivedAt: number) {
  const oldestDay = dayOf(receivedAt - MAX_STATISTIC_AGE_MS)
  return { receivedAt, oldestDay, newestDay: dayOf(receivedAt + MAX_FUTURE_MS) }
}

/** Nobody can have counted a day that had not begun. */
export function isBeforeItsDay({ period, at }: Pick<Statistic, 'period' | 'at'>): boolean {
  return at < startOfDay(period)
}

/**
 * Of the report's counts those that may stand; undefined when none does. A number that cannot be falls alone; of counts that contradict
 * each other nobody knows which is wrong, and the whole report falls.
 */
function judgeStatistic(
  statistic: Statistic,
  declared: SourceSystem,
  { receivedAt, oldestDay, newestDay }: ReturnType<typeof statisticLimits>,
  part: Path,
  refused: RefusedPart[],
): Counts | undefined {
  const { at, period } = statistic
  const value = [...part, 'period']
  const fault: RefusedPart | undefined =
    period > newestDay
      ? { reason: 'future', params: { field: 'period' }, part, value }
      : period < oldestDay
        ? { reason: 'ancient', params: { field: 'period', days: MAX_STATISTIC_AGE_MS / DAY_MS }, part, value }
        : (timeFault(at, receivedAt, MAX_STATISTIC_AGE_MS, 'at', part) ??
          (isBeforeItsDay(statistic)
            ? { reason: 'beforeItsDay', params: { period }, part, value: [...part, 'at'] }
            : undefined))
  if (fault !== undefined) {
    refused.push(fault)
    return undefined
  }
  const known = keepKnown(statistic.counts, declared.counts, part, refused)
  const counts = known && keepPossible(known, declared, part, refused)
  const broken = counts && brokenRule(declared, counts)
  if (broken === undefined) return counts
  refused.push(breaks(broken, part))
  return undefined
}

function breaks({ parts, of }: BrokenRule, part: Path): RefusedPart {
  const said = (counts: Counts) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(' + ')
  return { reason: 'partsExceedWhole', params: { parts: said(parts), whole: said(of) }, part }
}

/** The counts that are not above the greatest number there can be. Undefined when none is left. */
function keepPossible(counts: Counts, declared: SourceSystem, part: Path, refused: RefusedPart[]): Counts | undefined {
  const possible: Record<string, number> = {}
  let kept = 0
  for (const [name, value] of Object.entries(counts)) {
    const most = declared.counts[name]?.most ?? Number.POSITIVE_INFINITY
    if (value <= most) {
      possible[name] = value
      kept++
    } else refused.push({ reason: 'beyondMost', params: { name, value, most }, part })
  }
  return kept > 0 ? possible : undefined
}

/** Of what a camera counted that which can be; undefined when nothing is left. */
function judgeCount(count: CameraCount, receivedAt: number, refused: RefusedPart[]): CameraCount | undefined {
  const fault = timeFault(count.at, receivedAt, MAX_AGE_MS)
  if (fault !== undefined) {
    refused.push(fault)
    return undefined
  }
  const { at, ...said } = count
  const kept: { -readonly [name in keyof typeof said]: number } = {}
  for (const name of ['waiting', 'counters', 'countersStaffed'] as const) {
    const value = said[name]
    const max = name === 'waiting' ? MAX_WAITING : MAX_COUNTERS
    if (value === undefined) continue
    if (value <= max) kept[name] = value
    else refused.push({ reason: 'outOfRange', params: { name, min: 0, max }, part: WHOLE, value: [name] })
  }
  const { counters, countersStaffed } = kept
  if (counters !== undefined && countersStaffed !== undefined && countersStaffed > counters) {
    // Which of the two is wrong cannot be told; how many wait does not depend on either.
    delete kept.counters
    delete kept.countersStaffed
    refused.push({ reason: 'staffedOverCounters', params: { counters, countersStaffed } })
  }
  if (Object.keys(kept).length > 0) return { at, ...kept }
  if (refused.length === 0) refused.push({ reason: 'noValues' })
  return undefined
}

/** Without the times that cannot be; undefined when that of the report itself cannot. */
function judgeLink(report: LinkReport, receivedAt: number, refused: RefusedPart[]): LinkReport | undefined {
  const kept = { ...report }
  for (const name of ['at', 'since', 'lastSuccess'] as const) {
    const at = report[name]
    const fault = at === undefined ? undefined : timeFault(at, receivedAt, MAX_AGE_MS, name)
    if (fault === undefined) continue
    refused.push(fault)
    if (name === 'at') return undefined
    delete kept[name]
  }
  return kept
}

/**
 * The reading without the values that cannot be: one broken probe of an air station does not silence the other five.
 * Undefined when nothing of it is left.
 */
function judgeReading(
  reading: Reading,
  kind: SensorKind,
  receivedAt: number,
  part: Path,
  refused: RefusedPart[],
): Reading | undefined {
  const fault = timeFault(reading.at, receivedAt, MAX_AGE_MS, 'at', part)
  if (fault !== undefined) {
    refused.push(fault)
    return undefined
  }
  const values: Record<string, number> = {}
  let said = 0
  let kept = 0
  for (const [name, value] of Object.entries(reading.values)) {
    said++
    const quantity = own(kind.quantities, name)
    if (quantity === undefined) {
      refused.push(unknown('unknownQuantity', { name }, kind.quantities, part))
      continue
    }
    const [min, max] = quantity.range
    if (value >= min && value <= max) {
      values[name] = value
      kept++
    } else refused.push({ reason: 'outOfRange', params: { name, min, max }, part, value: [...part, 'values', name] })
  }
  if (said === 0) refused.push({ reason: 'noValues', part })
  return kept > 0 ? { at: reading.at, values } : undefined
}

/** The numbers whose names are declared; the others are refused by name. Undefined when none is left. */
function keepKnown(
  said: Readonly<Record<string, number>>,
  declared: Readonly<Record<string, unknown>>,
  part: Path,
  refused: RefusedPart[],
): Record<string, number> | undefined {
  const names = Object.entries(said)
  if (names.length === 0) refused.push({ reason: 'noValues', part })
  const known: Record<string, number> = {}
  let kept = 0
  for (const [name, value] of names) {
    if (Object.hasOwn(declared, name)) {
      known[name] = value
      kept++
    } else refused.push(unknown('unknownCount', { name }, declared, part))
  }
  return kept > 0 ? known : undefined
}
