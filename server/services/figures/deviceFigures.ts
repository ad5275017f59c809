import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { type Camera, COUNT_EVERY_MS } from '../../../domain/cameras/camera.ts'
import type { Coverage } from '../../../domain/kpis/coverage.ts'
import { combine } from '../../../domain/kpis/evaluate.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import type { DeviceKpi, Share } from '../../../domain/kpis/kpi.ts'
import { addDays, eachDay, type Span } from '../../../domain/periods.ts'
import type { DailyFigures, KpiSeries } from '../../../domain/queries/kpis.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { cameraSource } from '../../../domain/sourceId.ts'
import { DAY_MS, dayOf, startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { type MeasuredDevice, measuredOffices } from '../kpis/deviceHours.ts'
import { createDeviceDays, type HourTally, shareOf, type Tallies } from './deviceDays.ts'

/** A sensor, a camera or an office, as far as a figure needs it. */
interface Device extends MeasuredDevice {
  readonly name: string
  readonly commune: string
  readonly everyMs: number
  readonly simulated: boolean
}

/** What one device gave to a figure; no tally: it could not say. */
export interface DeviceInput {
  readonly device: Device
  readonly tally: HourTally | undefined
}

/** Figures of KPIs of devices over any span of days, from the devices that stand in each unit now. See `HourRule`. */
export interface DeviceFigures {
  figures(id: string, kpi: DeviceKpi, units: readonly string[], span: Span): Promise<Map<string, Figure>>
  daily(id: string, kpi: DeviceKpi, unit: string, span: Span): Promise<DailyFigures>
  /** One point a day that `[from, to)`, epoch ms, touches. */
  series(id: string, kpi: DeviceKpi, unit: string, time: { from: number; to: number }): Promise<KpiSeries>
  inputs(id: string, kpi: DeviceKpi, unit: string, span: Span): Promise<DeviceInput[]>
  /** A reading of this time, epoch ms, was kept. */
  forget(at: number): void
  /** Other days are worked than before. */
  calendarChanged(): void
}

export function createDeviceFigures({
  units,
  city,
  store,
  calendar,
  clock,
}: {
  units: UnitTree
  city: Pick<City, 'cameras' | 'sensors' | 'endedDevices'>
  store: Pick<Store, 'hourColumns' | 'firstDays'>
  calendar: Calendar
  clock: Clock
}): DeviceFigures {
  // All devices are read whatever the unit: a camera's hours are due when any camera of the city was heard.
  const history = createDeviceDays({ store, calendar, clock })

  /** Those that stand there now, and those that did until they ended. */
  function devicesOf(kpi: DeviceKpi): Device[] {
    const ended = city.endedDevices()
    if (kpi.from === 'sensor') {
      const gone = ended.flatMap((each) => (each.is === 'sensor' && each.sensor.kind === kpi.kind ? [each] : []))
      return [
        ...[...city.sensors()].filter(({ kind }) => kind === kpi.kind).map((each) => deviceOf('sensor', each)),
        ...gone.map(({ sensor, at }) => deviceOf('sensor', sensor, at)),
      ]
    }
    if (kpi.freshBy === 'frame') {
      const gone = ended.flatMap((each) => (each.is === 'camera' ? [each] : []))
      return [
        ...[...city.cameras()].map((each) => deviceOf('camera', each)),
        ...gone.map(({ camera, at }) => deviceOf('camera', camera, at)),
      ]
    }
    return measuredOffices(city.cameras(), ended).map(({ id, name, commune, cameras, endedAt }) => ({
      ...{ id, name, commune, endedAt },
      sources: cameras.map((camera) => cameraSource(camera.id)),
      everyMs: COUNT_EVERY_MS,
      simulated: cameras.some(({ simulated }) => simulated),
    }))
  }

  function under(unit: string, devices: readonly Device[]): Device[] {
    const communes = new Set(units.communesOf(unit))
    return devices.filter(({ commune }) => communes.has(commune))
  }

  function sharesOf(kpi: DeviceKpi, devices: readonly Device[], tallies: Tallies | undefined): Share[] {
    return devices.flatMap(({ id }) => {
      const tally = tallies?.get(id)
      return tally === undefined ? [] : [shareOf(kpi, tally)]
    })
  }

  /**
   * Hours of which something is known, of those due of the devices that stand there now. Before the first is over, devices: nothing of
   * them is known yet.
   */
  function coverage(devices: readonly Device[], tallies: Tallies, due: (device: Device) => number): Coverage {
    const expected = devices.reduce((sum, device) => sum + due(device), 0)
    if (expected === 0) return { reported: 0, expected: devices.filter(({ endedAt }) => endedAt === undefined).length }
    const hoursOf = ({ id }: Device) => tallies.get(id)?.hours ?? 0
    return { reported: devices.reduce((sum, device) => sum + Math.min(hoursOf(device), due(device)), 0), expected }
  }

  /** Hours due of a device; how often a camera's picture comes says nothing of its counts. */
  function dueOf(kpi: DeviceKpi, span: Span): (device: Device) => number {
    const known = new Map<number, number>()
    return ({ everyMs, endedAt }) => {
      const interval = kpi.from === 'camera' ? COUNT_EVERY_MS : everyMs
      if (endedAt !== undefined && dayOf(endedAt) <= span.to) {
        // The days before its end; of that day itself nothing is due any more.
        const before = { from: span.from, to: addDays(dayOf(endedAt), -1) }
        return before.to < before.from ? 0 : history.hoursDue(kpi, before, interval)
      }
      const hours = known.get(interval) ?? history.hoursDue(kpi, span, interval)
      known.set(interval, hours)
      return hours
    }
  }

  function figureOf(
    kpi: DeviceKpi,
    devices: readonly Device[],
    tallies: Tallies,
    due: (device: Device) => number,
  ): Figure {
    const heard = devices.filter(({ id }) => tallies.has(id))
    return {
      ...combine(kpi.combine, sharesOf(kpi, heard, tallies)),
      ...coverage(devices, tallies, due),
      simulated: heard.some(({ simulated }) => simulated),
      estimated: false,
    }
  }

  return {
    async figures(id, kpi, codes, span) {
      const devices = devicesOf(kpi)
      const tallies = await history.total(id, kpi, devices, span)
      const due = dueOf(kpi, span)
      return new Map(codes.map((code) => [code, figureOf(kpi, under(code, devices), tallies, due)]))
    },
    async daily(id, kpi, unit, span) {
      const devices = devicesOf(kpi)
      const found = await history.days(id, kpi, devices, span)
      const communes = units.communesOf(unit)
      const days = eachDay(span)
      const values = communes.map((commune) => {
        const own = under(commune, devices)
        return days.map((day) => combine(kpi.combine, sharesOf(kpi, own, found.get(day))).value)
      })
      return { days, units: communes, values, estimated: [] }
    },
    async series(id, kpi, unit, { from, to }) {
      const devices = devicesOf(kpi)
      const own = under(unit, devices)
      const span = { from: dayOf(from), to: dayOf(to - 1) }
      const found = await history.days(id, kpi, devices, span)
      const points = eachDay(span).map((day) => {
        const shares = sharesOf(kpi, own, found.get(day))
        const { value } = combine(kpi.combine, shares)
        const gone = own.filter(
          ({ id, endedAt }) => endedAt !== undefined && dayOf(endedAt) <= day && !found.get(day)?.has(id),
        )
        return {
          at: startOfDay(day),
          value,
          reported: shares.length,
          expected: own.length - gone.length,
          estimated: false,
        }
      })
      return { stepMs: DAY_MS, points }
    },
    async inputs(id, kpi, unit, span) {
      const devices = devicesOf(kpi)
      const tallies = await history.total(id, kpi, devices, span)
      const due = dueOf(kpi, span)
      return under(unit, devices)
        .map((device) => ({ device, tally: tallies.get(device.id) }))
        .filter(({ device, tally }) => tally !== undefined || device.endedAt === undefined || due(device) > 0)
    },
    forget: history.forget,
    calendarChanged: history.calendarChanged,
  }
}

function deviceOf(
  is: 'sensor' | 'camera',
  { id, name, commune, everyMs, simulated }: Camera | Sensor,
  endedAt?: number,
): Device {
  return { id, name, commune, everyMs, simulated, sources: [`${is}/${id}`], endedAt }
}
