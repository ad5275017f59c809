import type { CameraView } from '../../../domain/cameras/camera.ts'
import type { DeviceKpi, Share } from '../../../domain/kpis/kpi.ts'
import type { Store } from '../../store/store.ts'

/** What stands for an hour, by the values that a KPI reads: their means, or of a maximum the highest. */
type DeviceHour = Readonly<Record<string, number>>

/** By source, then by start of the hour, epoch ms, rising. One in which nothing was said is not in it. */
export type DeviceHours = ReadonlyMap<string, ReadonlyMap<number, DeviceHour>>

/** Hours of `[from, to)`. */
export async function readHours({
  kpi,
  store,
  ...query
}: {
  kpi: DeviceKpi
  sources: readonly string[]
  from: number
  to: number
  /** Of these hours, by their starts; all when absent. */
  only?: ReadonlySet<number> | undefined
  store: Pick<Store, 'hourColumns'>
}): Promise<DeviceHours> {
  const of = kpi.combine === 'max' ? 'max' : 'mean'
  const read = await Promise.all(kpi.reads.map((value) => store.hourColumns({ ...query, value, of })))
  const bySource = new Map<string, Map<number, Record<string, number>>>()
  for (const [i, value] of kpi.reads.entries()) {
    for (const [source, { at, values }] of read[i] ?? []) {
      const hours = bySource.get(source) ?? new Map<number, Record<string, number>>()
      bySource.set(source, hours)
      for (const [n, start] of at.entries()) {
        const hour = hours.get(start)
        if (hour === undefined) hours.set(start, { [value]: values[n] as number })
        else hour[value] = values[n] as number
      }
    }
  }
  return bySource
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
