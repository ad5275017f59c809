import type { CameraView } from '../../domain/cameras/camera.ts'
import { combine } from '../../domain/kpis/evaluate.ts'
import type { Kpi, Share } from '../../domain/kpis/kpi.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { totalCounts } from '../../domain/systems/system.ts'
import { bucketStart, DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Store } from '../store/store.ts'
import { systemOf } from './kpiLeaves.ts'

export interface KpiPoint {
  /** Start of the step, epoch ms. */
  readonly at: number
  /** null where nobody reported. */
  readonly value: number | null
  readonly reported: number
  readonly expected: number
}

export interface KpiSeries {
  readonly stepMs: number
  readonly points: KpiPoint[]
}

interface Query<K extends Kpi = Kpi> {
  readonly kpi: K
  readonly edition: Edition
  readonly communes: readonly string[]
  /** Ids of the cameras or sensors that stand in the unit now. */
  readonly devices: readonly string[]
  readonly from: number
  readonly to: number
  readonly store: Pick<Store, 'statistics' | 'hourly'>
}

export function kpiSeries(query: Query): Promise<KpiSeries> {
  const { kpi } = query
  if (kpi.from === 'statistic') return daily({ ...query, kpi })
  return hourly({ ...query, kpi })
}

/** Each day's own figure from that day's newest reports; stocks as they stood. */
async function daily({
  kpi,
  edition,
  communes,
  from,
  to,
  store,
}: Query<Extract<Kpi, { from: 'statistic' }>>): Promise<KpiSeries> {
  const system = systemOf(kpi.system)
  const reports = await store.statistics({
    edition,
    from: dayOf(from),
    to: dayOf(to - 1),
    system: kpi.system,
    units: communes,
  })
  const sharesByDay = new Map<string, Share[]>()
  for (const { period, counts } of reports) {
    const share = kpi.share(totalCounts(system, [counts]))
    if (share !== undefined) sharesByDay.set(period, [...(sharesByDay.get(period) ?? []), share])
  }
  const points: KpiPoint[] = []
  for (let at = startOfDay(dayOf(from)); at < to; at += DAY_MS) {
    const shares = sharesByDay.get(dayOf(at)) ?? []
    points.push({
      at,
      value: combine(kpi.combine, shares).value,
      reported: shares.length,
      expected: communes.length,
    })
  }
  return { stepMs: DAY_MS, points }
}

/**
 * Each hour from the hourly means of what cameras counted and sensors measured. A mean over an hour is not what stood at a moment: a queue that
 * was long for ten minutes shows as a sixth of itself. A camera counts as working in an hour in which it counted.
 */
async function hourly({
  kpi,
  devices,
  from,
  to,
  store,
}: Query<Extract<Kpi, { from: 'camera' | 'sensor' }>>): Promise<KpiSeries> {
  const names = valueNames(kpi)
  const sources = devices.map((id) => `${kpi.from}/${id}`)
  const byHour = new Map<number, Map<string, Record<string, number>>>()
  for (const value of names) {
    const found = await store.hourly({ sources, value, from: bucketStart(from, HOUR_MS), to })
    for (const [source, buckets] of found) {
      for (const { at, mean } of buckets) {
        const hour = byHour.get(at) ?? new Map<string, Record<string, number>>()
        byHour.set(at, hour.set(source, { ...hour.get(source), [value]: mean }))
      }
    }
  }
  const points: KpiPoint[] = []
  for (let at = bucketStart(from, HOUR_MS); at < to; at += HOUR_MS) {
    const hour = byHour.get(at)
    const shares = sources.flatMap((source) => shareOf(kpi, source, hour?.get(source)) ?? [])
    const reported = hour?.size ?? 0
    points.push({
      at,
      value: reported === 0 ? null : combine(kpi.combine, shares).value,
      reported,
      expected: devices.length,
    })
  }
  return { stepMs: HOUR_MS, points }
}

function valueNames(kpi: Extract<Kpi, { from: 'camera' | 'sensor' }>): readonly string[] {
  if (kpi.from === 'camera') return ['waiting', 'counters', 'countersStaffed']
  const kind: SensorKind = SENSOR_KINDS[kpi.kind as keyof typeof SENSOR_KINDS]
  return [...Object.keys(kind.quantities), ...(kind.index === undefined ? [] : ['index'])]
}

function shareOf(
  kpi: Extract<Kpi, { from: 'camera' | 'sensor' }>,
  source: string,
  means: Record<string, number> | undefined,
): Share | undefined {
  if (kpi.from === 'sensor') return means === undefined ? undefined : kpi.share(means)
  const view: CameraView = {
    id: source,
    status: null,
    frameAt: null,
    frozenSince: null,
    countAt: null,
    waiting: means?.waiting ?? null,
    counters: means?.counters ?? null,
    countersStaffed: means?.countersStaffed ?? null,
    retained: false,
  }
  return kpi.share(view, means !== undefined)
}
