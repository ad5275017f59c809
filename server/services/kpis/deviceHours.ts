import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { type Office, officesOf } from '../../../domain/cameras/office.ts'
import type { DeviceKpi, Share } from '../../../domain/kpis/kpi.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import type { EndedDevice } from '../../city/retirements.ts'
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
  /** When it ended, epoch ms: of the hours after nothing is asked of it. */
  readonly endedAt?: number | undefined
}

/** An office with all cameras it ever had; `endedAt` when the last of them has ended, epoch ms. */
export interface MeasuredOffice extends Office {
  readonly endedAt?: number | undefined
}

/** An office is there as long as one of its cameras is, and goes by that one's id. */
export function measuredOffices(cameras: Iterable<Camera>, ended: readonly EndedDevice[]): MeasuredOffice[] {
  const gone = new Map(ended.flatMap((each) => (each.is === 'camera' ? [[each.camera.id, each] as const] : [])))
  const all = [...cameras, ...[...gone.values()].map(({ camera }) => camera)]
  return officesOf(all).map((office) => {
    const [first] = office.cameras.filter(({ id }) => !gone.has(id))
    if (first !== undefined) return { ...office, id: first.id }
    return { ...office, endedAt: Math.max(...office.cameras.map(({ id }) => gone.get(id)?.at ?? 0)) }
  })
}

/** Whether an hour, by its start, lies before the end of a device. */
export function isBeforeEnd({ endedAt }: Pick<MeasuredDevice, 'endedAt'>, at: number): boolean {
  return endedAt === undefined || at + HOUR_MS <= endedAt
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
