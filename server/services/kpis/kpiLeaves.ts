import {
  type Camera,
  type CameraView,
  COUNT_EVERY_MS,
  cameraState,
  countAsOf,
  isCounting,
  isWorking,
} from '../../../domain/cameras/camera.ts'
import { type Office, officeCount } from '../../../domain/cameras/office.ts'
import { asOf, freshness, lagIn, patienceFor } from '../../../domain/freshness.ts'
import { type DueDays, dueBefore, hasStock, reportedDays } from '../../../domain/kpis/coverage.ts'
import type { Contribution, Kpi } from '../../../domain/kpis/kpi.ts'
import { natureOf, readFrom } from '../../../domain/kpis/reads.ts'
import { spanNow } from '../../../domain/kpis/trailing.ts'
import type { Reception } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../../domain/sensors/sensorKind.ts'
import { cameraSource, sensorSource, statisticsSource } from '../../../domain/sourceId.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { type SourceSystem, totalCounts } from '../../../domain/systems/system.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import type { StatisticReport } from '../../store/store.ts'

/** What the leaves of KPIs are read from. */
export interface LeafCity {
  sensor(id: string): Sensor | undefined
  reading(id: string): SensorReading | undefined
  camera(id: string): Camera | undefined
  cameraView(id: string): CameraView | undefined
  statisticDays(system: string, unit: string, from: Day, to: Day): StatisticReport[]
  newestStatistic(system: string, unit: string): StatisticReport | undefined
  retirement(source: string): { readonly at: number } | undefined
  lag(source: string): number
}

/** A contribution, who of those expected gave it, and until when it is fresh if nothing more arrives, epoch ms. */
export interface Leaf extends Contribution {
  /** Code of the unit that reported, or id of the device or office. */
  readonly from: string
  readonly freshUntil: number
  /** What of it counts for coverage: of what stands now 1 while it is fresh, over days the due ones that are known. */
  readonly reported: number
  /** What it owes beside what every authority does: the day that still runs, once it has reported it. */
  readonly running: number
}

/** Without what only the figures' own bookkeeping needs. */
export function contributionOf({ unit, source, at, fresh, simulated, numerator, denominator }: Leaf): Contribution {
  return { unit, source, at, fresh, simulated, numerator, ...(denominator !== undefined && { denominator }) }
}

/** Interval at which the hub itself looks whether cameras show a live picture. */
export const LOOK_EVERY_MS = 10_000

export function systemOf(id: string): SourceSystem {
  return SYSTEMS[id as keyof typeof SYSTEMS]
}

/**
 * What one authority's reports to a system say; [] when they cannot. What stands now is in the newest report, also when that was the last
 * before midnight and today's first has not come. Over days those count of which all is known that the KPI reads.
 * @param due which days of `spanNow` it owes
 */
export function statisticLeaves(
  kpi: Extract<Kpi, { from: 'statistic' }>,
  unit: string,
  city: LeafCity,
  now: number,
  due: DueDays,
): Leaf[] {
  const system = systemOf(kpi.system)
  const reports = reportsOf(kpi, unit, city, now).filter(({ counts }) => readFrom(kpi.reads, counts))
  if (reports.length === 0) return []
  const share = kpi.share(
    totalCounts(
      system,
      reports.map(({ counts }) => counts),
    ),
  )
  if (share === undefined) return []
  const patience = patienceFor(system.everyMs)
  const source = statisticsSource(kpi.system, unit)
  const at = Math.max(...reports.map((report) => reportAsOf(report, city)))
  // What happened before its end has happened; nobody waits for more.
  const end = city.retirement(source)
  const hasEnded = end !== undefined
  const ended = end && dayOf(end.at)
  if (natureOf(kpi.system, kpi.reads) === 'stock' && !hasStock(due, ended)) return []
  const fresh = !hasEnded && freshness(at, now, patience, reports.at(-1)?.retained) === 'live'
  return [
    {
      ...share,
      ...coverage(kpi, reports, fresh, dueBefore(due, ended)),
      from: unit,
      unit,
      source,
      at,
      fresh,
      freshUntil: at + patience.staleAfterMs,
      simulated: reports.some(({ simulated }) => simulated),
    },
  ]
}

/** The moment from which the age of an authority's report counts, epoch ms. */
export function reportAsOf(
  { system, unit, at, receivedAt }: Pick<StatisticReport, 'system' | 'unit' | 'at' | 'receivedAt'>,
  city: Pick<LeafCity, 'lag'>,
): number {
  return asOf({ at, lagMs: lagIn(at, receivedAt, city.lag(statisticsSource(system, unit))) })
}

function reportsOf(kpi: Extract<Kpi, { from: 'statistic' }>, unit: string, city: LeafCity, now: number) {
  if (kpi.period !== 'now') {
    const { from, to } = spanNow(kpi.period, dayOf(now))
    return city.statisticDays(kpi.system, unit, from, to)
  }
  const newest = city.newestStatistic(kpi.system, unit)
  return newest === undefined ? [] : [newest]
}

function coverage(
  kpi: Extract<Kpi, { from: 'statistic' }>,
  reports: readonly StatisticReport[],
  fresh: boolean,
  due: DueDays,
): Pick<Leaf, 'reported' | 'running'> {
  if (kpi.period === 'now') return { reported: fresh ? 1 : 0, running: 0 }
  const periods = reports.map(({ period }) => period)
  if (natureOf(kpi.system, kpi.reads) === 'stock') {
    return { reported: (periods.at(-1) as Day) >= due.stockSince ? 1 : 0, running: 0 }
  }
  const { days, running } = reportedDays(periods, due)
  return { reported: days + (running ? 1 : 0), running: running ? 1 : 0 }
}

/** Whether one camera works, which cannot be said while the hub could not have heard it. */
export function pictureLeaves(
  kpi: Extract<Kpi, { from: 'camera' }>,
  id: string,
  city: LeafCity,
  now: number,
  reception: Reception,
): Leaf[] {
  const camera = city.camera(id)
  const view = city.cameraView(id)
  if (camera === undefined || view === undefined) return []
  const state = cameraState(view, camera.everyMs, now, reception)
  const online = isWorking(state, view, now)
  const share = kpi.share(view, online)
  if (share === undefined) return []
  const common = { ...share, from: id, unit: camera.commune, source: cameraSource(id), simulated: camera.simulated }
  if (state.is === 'unheard') {
    // As it was seen last, which says nothing about now.
    return view.frameAt === null
      ? []
      : [{ ...common, at: view.frameAt, fresh: false, freshUntil: view.frameAt, reported: 0, running: 0 }]
  }
  // That nothing comes is known as surely as that something does: the hub looks, and its look is fresh. It looks again when what it
  // has would go stale.
  const at = now - (now % LOOK_EVERY_MS)
  const pictureUntil =
    state.is === 'live' && view.frameAt !== null ? view.frameAt + patienceFor(camera.everyMs).staleAfterMs : 0
  const countUntil = isCounting(view, now) ? (countAsOf(view) ?? 0) + patienceFor(COUNT_EVERY_MS).staleAfterMs : 0
  const freshUntil = Math.min(at + LOOK_EVERY_MS, online ? Math.max(pictureUntil, countUntil) : now + LOOK_EVERY_MS)
  return [{ ...common, at, fresh: true, freshUntil, reported: 1, running: 0 }]
}

/** What the cameras of one office count together. */
export function officeLeaves(
  kpi: Extract<Kpi, { from: 'camera' }>,
  office: Office,
  city: LeafCity,
  now: number,
): Leaf[] {
  const patience = patienceFor(COUNT_EVERY_MS)
  const count = officeCount(
    office,
    (id) => city.cameraView(id),
    (view) => freshness(countAsOf(view), now, patience, view.retained) === 'live',
  )
  if (count === undefined) return []
  const views = count.cameras.flatMap(({ id }) => city.cameraView(id) ?? [])
  const [first] = views
  if (first === undefined) return []
  const { waiting, counters, countersStaffed, at, fresh } = count
  const share = kpi.share({ ...first, waiting, counters, countersStaffed }, fresh)
  if (share === undefined) return []
  // The message behind the office's number is that of the camera that saw most.
  const most = views.reduce((a, b) => ((b.waiting ?? 0) > (a.waiting ?? 0) ? b : a))
  return [
    {
      ...share,
      from: office.id,
      unit: office.commune,
      source: cameraSource(most.id),
      at,
      fresh,
      // When the first of them goes stale the others remain.
      freshUntil: Math.min(...views.map((view) => (countAsOf(view) ?? at) + patience.staleAfterMs)),
      simulated: count.cameras.some(({ simulated }) => simulated),
      reported: fresh ? 1 : 0,
      running: 0,
    },
  ]
}

/** What one sensor says. */
export function sensorLeaves(kpi: Extract<Kpi, { from: 'sensor' }>, id: string, city: LeafCity, now: number): Leaf[] {
  const sensor = city.sensor(id)
  const reading = city.reading(id)
  const at = asOf(reading)
  if (sensor === undefined || reading === undefined || at === null) return []
  const share = kpi.share(namedValues(sensor.kind, reading))
  if (share === undefined) return []
  const patience = patienceFor(sensor.everyMs)
  const fresh = freshness(at, now, patience, reading.retained) === 'live'
  return [
    {
      ...share,
      from: id,
      unit: sensor.commune,
      source: sensorSource(id),
      at,
      fresh,
      freshUntil: at + patience.staleAfterMs,
      reported: fresh ? 1 : 0,
      running: 0,
      simulated: sensor.simulated,
    },
  ]
}

/** A reading's values by the names the kind declares, with its index. */
export function namedValues(kind: string, { values, index }: SensorReading): Record<string, number | null> {
  const declared: SensorKind | undefined = SENSOR_KINDS[kind as keyof typeof SENSOR_KINDS]
  const names = Object.keys(declared?.quantities ?? {})
  return { ...Object.fromEntries(names.map((name, i) => [name, values[i] ?? null])), index }
}
