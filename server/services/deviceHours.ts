import type { CameraView } from '../../domain/cameras/camera.ts'
import type { DeviceKpi, Share } from '../../domain/kpis/kpi.ts'
import type { Store } from '../store/store.ts'

/** What stands for an hour, by the values that a KPI reads: their means, or of a maximum the highest. */
type DeviceHour = Readonly<Record<string, number>>

/** By start of the hour, epoch ms, then by source. */
export type DeviceHours = ReadonlyMap<number, ReadonlyMap<string, DeviceHour>>

/** Hours of `[from, to)`, rising; one in which nobody said anything is not in it. */
export async function readHours({
  kpi,
  sources,
  from,
  to,
  store,
}: {
  kpi: DeviceKpi
  sources: readonly string[]
  from: number
  to: number
  store: Pick<Store, 'hourly'>
}): Promise<DeviceHours> {
  const hours = new Map<number, Map<string, Record<string, number>>>()
  for (const value of kpi.reads) {
    for (const [source, buckets] of await store.hourly({ sources, value, from, to })) {
      for (const { at, mean, max } of buckets) {
        const hour = hours.get(at) ?? new Map<string, Record<string, number>>()
        hours.set(at, hour)
        const said = hour.get(source) ?? {}
        hour.set(source, said)
        said[value] = kpi.combine === 'max' ? max : mean
      }
    }
  }
  return new Map([...hours].sort(([a], [b]) => a - b))
}

/**
 * A device's share in an hour. A camera counts as working in an hour in which it counted.
 * @param hour undefined: it said nothing
 */
export function hourShare(kpi: DeviceKpi, source: string, hour: DeviceHour | undefined): Share | undefined {
  if (kpi.from === 'sensor') return hour && kpi.share(hour)
  const view: CameraView = {
    id: source,
    status: null,
    frameAt: null,
    frozenSince: null,
    countAt: null,
    waiting: hour?.waiting ?? null,
    counters: hour?.counters ?? null,
    countersStaffed: hour?.countersStaffed ?? null,
    retained: false,
  }
  return kpi.share(view, hour !== undefined)
}
