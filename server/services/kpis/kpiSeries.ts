import { combine } from '../../../domain/kpis/evaluate.ts'
import type { DeviceKpi } from '../../../domain/kpis/kpi.ts'
import type { KpiPoint, KpiSeries } from '../../../domain/queries/kpis.ts'
import { bucketStart, DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import type { Store } from '../../store/store.ts'
import { hourShare, isBeforeEnd, type MeasuredDevice, readHours } from './deviceHours.ts'

/** Longer times are told day by day. */
export const HOURLY_UP_TO_MS = 31 * DAY_MS

/**
 * Each hour of `[from, to)`, from the hourly means of what cameras counted and sensors measured. A mean is not what stood at a moment: a
 * queue that was long for ten minutes of an hour shows as a sixth of itself.
 * @param devices that stand in the unit, or did until they ended
 */
export async function kpiSeries({
  kpi,
  devices,
  from,
  to,
  store,
}: {
  kpi: DeviceKpi
  devices: readonly MeasuredDevice[]
  from: number
  to: number
  store: Pick<Store, 'hourColumns'>
}): Promise<KpiSeries> {
  const first = bucketStart(from, HOUR_MS)
  const hours = await readHours({ kpi, devices, from: first, to, store })
  const points: KpiPoint[] = []
  for (let at = first; at < to; at += HOUR_MS) {
    const there = devices.filter((device) => isBeforeEnd(device, at))
    const shares = there.flatMap(({ id }) => hourShare(kpi, id, hours.get(id)?.get(at)) ?? [])
    const reported = there.filter(({ id }) => hours.get(id)?.has(at)).length
    const value = reported === 0 ? null : combine(kpi.combine, shares).value
    points.push({ at, value, reported, expected: there.length, estimated: false })
  }
  return { stepMs: HOUR_MS, points }
}
