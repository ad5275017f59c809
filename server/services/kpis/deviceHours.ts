import type { CameraView } from '../../../domain/cameras/camera.ts'
import type { DeviceKpi, Share } from '../../../domain/kpis/kpi.ts'
import type { HourColumns, Store } from '../../store/store.ts'

/** What stands for an hour, by the values that a KPI reads: their means, or of a maximum the highest. */
type DeviceHour = Readonly<Record<string, number>>

/** By id of the device, then by start of the hour, epoch ms, rising. One in which nothing was said is not in it. */
export type DeviceHours = ReadonlyMap<string, ReadonlyMap<number, DeviceHour>>

/** What gives one input to a figure: a sensor, a camera, or an office with all its cameras. */
export interface MeasuredDevice {
  readonly id: string
  /** `sensor/TG-01`, `camera/MC-31135`. Of several, each hour has the greatest: see `officeCount`. */
  readonly sources: readonly string[]
}

/** Hours of `[from, to)`. */
export async function readHours({
  kpi,
  devices,
  store,
  ...query
}: {
  kpi: DeviceKpi
  devices: readonly MeasuredDevice[]
  from: number
  to: number
  /** Of these hours, by their starts; all when absent. */
  only?: ReadonlySet<number> | undefined
  store: Pick<Store, 'hourColumns'>
}): Promise<DeviceHours> {
  const of = kpi.combine === 'max' ? 'max' : 'mean'
  const sources = devices.flatMap((device) => device.sources)
  const read = await Promise.all(kpi.reads.map((value) => store.hourColumns({ ...query, sources, value, of })))
  const byDevice = new Map<string, Map<number, Record<string, number>>>()
  for (const { id, sources: own } of devices) {
    for (const [i, value] of kpi.reads.entries()) {
      for (const source of own) addHours(byDevice, id, value, read[i]?.get(source))
    }
  }
  return byDevice
}

function addHours(
  byDevice: Map<string, Map<number, Record<string, number>>>,
  id: string,
  value: string,
  columns: HourColumns | undefined,
): void {
  if (columns === undefined) return
  const hours = byDevice.get(id) ?? new Map<number, Record<string, number>>()
  byDevice.set(id, hours)
  for (const [n, start] of columns.at.entries()) {
    const number = columns.values[n] as number
    const hour = hours.get(start)
    if (hour === undefined) hours.set(start, { [value]: number })
    else hour[value] = Math.max(hour[value] ?? number, number)
  }
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
