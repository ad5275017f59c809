import { type Camera, type CameraView, COUNT_EVERY_MS, cameraState } from '../../../domain/cameras/camera.ts'
import { freshness, patienceFor } from '../../../domain/freshness.ts'
import type { Contribution, Kpi } from '../../../domain/kpis/kpi.ts'
import type { Reception } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../../domain/sensors/sensorKind.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { type SourceSystem, totalCounts } from '../../../domain/systems/system.ts'
import { type Day, dayOf, monthStart } from '../../../domain/time.ts'
import type { StatisticReport } from '../../store/store.ts'

/** What the leaves of KPIs are read from. */
export interface LeafCity {
  sensor(id: string): Sensor | undefined
  reading(id: string): SensorReading | undefined
  camera(id: string): Camera | undefined
  cameraView(id: string): CameraView | undefined
  statisticDays(system: string, unit: string, from: Day, to: Day): StatisticReport[]
  newestStatistic(system: string, unit: string): StatisticReport | undefined
}

/** A contribution, and until when it is fresh if nothing more arrives, epoch ms. */
export interface Leaf extends Contribution {
  readonly freshUntil: number
}

/** Interval at which the hub itself looks whether cameras show a live picture. */
export const LOOK_EVERY_MS = 10_000

export function systemOf(id: string): SourceSystem {
  return SYSTEMS[id as keyof typeof SYSTEMS]
}

/** First day of the KPI's period that `now` lies in. */
function firstDay(kpi: Kpi, now: number): Day {
  return kpi.period === 'month' ? monthStart(dayOf(now)) : dayOf(now)
}

/**
 * The reports a KPI looks at. What stands now is in the newest one, also when that was the last before midnight and today's first has not
 * come.
 */
function reportsOf(kpi: Extract<Kpi, { from: 'statistic' }>, unit: string, city: LeafCity, now: number) {
  if (kpi.period !== 'now') return city.statisticDays(kpi.system, unit, firstDay(kpi, now), dayOf(now))
  const newest = city.newestStatistic(kpi.system, unit)
  return newest === undefined ? [] : [newest]
}

/** What one authority's reports to a system say; [] when they cannot. */
export function statisticLeaves(
  kpi: Extract<Kpi, { from: 'statistic' }>,
  unit: string,
  city: LeafCity,
  now: number,
): Leaf[] {
  const system = systemOf(kpi.system)
  const reports = reportsOf(kpi, unit, city, now)
  const newest = reports.at(-1)
  if (newest === undefined) return []
  const share = kpi.share(
    totalCounts(
      system,
      reports.map(({ counts }) => counts),
    ),
  )
  if (share === undefined) return []
  const patience = patienceFor(system.everyMs)
  return [
    {
      ...share,
      unit,
      source: `statistics/${kpi.system}/${unit}`,
      at: newest.at,
      fresh: freshness(newest.at, now, patience) === 'live',
      freshUntil: newest.at + patience.staleAfterMs,
      simulated: reports.some(({ simulated }) => simulated),
    },
  ]
}

/** What one camera says. Whether it shows a picture cannot be said while the hub could not have seen one. */
export function cameraLeaves(
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
  const online = state.is === 'live'
  const share = kpi.share(view, online)
  if (share === undefined) return []
  const common = { ...share, unit: camera.commune, source: `camera/${id}`, simulated: camera.simulated }
  if (kpi.freshBy === 'frame' && state.is === 'unheard') {
    // As it was seen last, which says nothing about now.
    return view.frameAt === null ? [] : [{ ...common, at: view.frameAt, fresh: false, freshUntil: view.frameAt }]
  }
  if (kpi.freshBy === 'frame') {
    // That no picture comes is known as surely as that one does: the hub looks, and its look is fresh. It looks again when the
    // picture would go stale.
    const at = now - (now % LOOK_EVERY_MS)
    const staleAt =
      online && view.frameAt !== null ? view.frameAt + patienceFor(camera.everyMs).staleAfterMs : now + LOOK_EVERY_MS
    return [{ ...common, at, fresh: true, freshUntil: Math.min(at + LOOK_EVERY_MS, staleAt) }]
  }
  if (view.countAt === null) return []
  const patience = patienceFor(COUNT_EVERY_MS)
  return [
    {
      ...common,
      at: view.countAt,
      fresh: freshness(view.countAt, now, patience, view.retained) === 'live',
      freshUntil: view.countAt + patience.staleAfterMs,
    },
  ]
}

/** What one sensor says. */
export function sensorLeaves(kpi: Extract<Kpi, { from: 'sensor' }>, id: string, city: LeafCity, now: number): Leaf[] {
  const sensor = city.sensor(id)
  const reading = city.reading(id)
  if (sensor === undefined || reading === undefined || reading.at === null) return []
  const share = kpi.share(namedValues(sensor.kind, reading))
  if (share === undefined) return []
  const patience = patienceFor(sensor.everyMs)
  return [
    {
      ...share,
      unit: sensor.commune,
      source: `sensor/${id}`,
      at: reading.at,
      fresh: freshness(reading.at, now, patience, reading.retained) === 'live',
      freshUntil: reading.at + patience.staleAfterMs,
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
