import type { CameraView } from '../../domain/cameras/camera.ts'
import { combine } from '../../domain/kpis/evaluate.ts'
import type { Kpi, Share } from '../../domain/kpis/kpi.ts'
import { bucketStart, DAY_MS, HOUR_MS } from '../../domain/time.ts'
import type { Bucket, Store } from '../store/store.ts'

export interface KpiPoint {
  /** Start of the step, epoch ms. */
  readonly at: number
  /** null where nobody reported. */
  readonly value: number | null
  readonly reported: number
  readonly expected: number
  /** A part of it was counted by a unit that has been divided since. */
  readonly estimated: boolean
}

export interface KpiSeries {
  readonly stepMs: number
  readonly points: KpiPoint[]
}

/** Longer times are shown day by day. */
const HOURLY_UP_TO_MS = 31 * DAY_MS
const WINDOW_MS = 31 * DAY_MS

type DeviceKpi = Extract<Kpi, { from: 'camera' | 'sensor' }>

/**
 * Each hour, or each day of a longer time, from the hourly means of what cameras counted and sensors measured. A mean is not what stood at
 * a moment: a queue that was long for ten minutes of an hour shows as a sixth of itself. A camera counts as working in a step in which it
 * counted. Read a month at a time: years of many devices are never in memory together.
 * @param devices ids of the cameras or sensors that stand in the unit now
 */
export async function kpiSeries({
  kpi,
  devices,
  from,
  to,
  store,
}: {
  kpi: DeviceKpi
  devices: readonly string[]
  from: number
  to: number
  store: Pick<Store, 'hourly'>
}): Promise<KpiSeries> {
  const stepMs = to - from > HOURLY_UP_TO_MS ? DAY_MS : HOUR_MS
  const sources = devices.map((id) => `${kpi.from}/${id}`)
  const points: KpiPoint[] = []
  for (let start = bucketStart(from, stepMs); start < to; start += WINDOW_MS) {
    const end = Math.min(start + WINDOW_MS, to)
    const steps = await readSteps({ kpi, sources, from: start, to: end, stepMs, store })
    for (let at = start; at < end; at += stepMs) {
      const step = steps.get(at)
      const shares = sources.flatMap((source) => shareOf(kpi, source, step?.get(source)) ?? [])
      const reported = step?.size ?? 0
      const value = reported === 0 ? null : combine(kpi.combine, shares).value
      points.push({ at, value, reported, expected: devices.length, estimated: false })
    }
  }
  return { stepMs, points }
}

/** Means of what the KPI reads, by step, then by source. */
type Steps = ReadonlyMap<number, ReadonlyMap<string, Readonly<Record<string, number>>>>

async function readSteps({
  kpi,
  sources,
  from,
  to,
  stepMs,
  store,
}: {
  kpi: DeviceKpi
  sources: readonly string[]
  from: number
  to: number
  stepMs: number
  store: Pick<Store, 'hourly'>
}): Promise<Steps> {
  const steps = new Map<number, Map<string, Record<string, number>>>()
  for (const value of kpi.reads) {
    for (const [source, buckets] of await store.hourly({ sources, value, from, to })) {
      for (const { at, mean } of meansBy(buckets, stepMs)) {
        const step = steps.get(at) ?? new Map<string, Record<string, number>>()
        steps.set(at, step.set(source, { ...step.get(source), [value]: mean }))
      }
    }
  }
  return steps
}

/** Every reading weighs the same, whatever hour it is in. */
function meansBy(buckets: readonly Bucket[], stepMs: number): { readonly at: number; readonly mean: number }[] {
  const steps = new Map<number, { sum: number; count: number }>()
  for (const { at: hour, mean, count } of buckets) {
    const at = bucketStart(hour, stepMs)
    const step = steps.get(at) ?? { sum: 0, count: 0 }
    steps.set(at, { sum: step.sum + mean * count, count: step.count + count })
  }
  return [...steps].map(([at, { sum, count }]) => ({ at, mean: sum / count }))
}

function shareOf(kpi: DeviceKpi, source: string, means: Record<string, number> | undefined): Share | undefined {
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
