import type { Alert, Evidence } from '../../domain/alerts/alert.ts'
import { courseTexts } from '../../domain/alerts/course.ts'
import type { FrozenFigure } from '../../domain/incidents/incident.ts'
import { readableName } from '../../domain/readableName.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { cameraSource, sensorSource } from '../../domain/sourceId.ts'
import { isMappable } from '../../domain/units/devicePlace.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { City } from '../city/city.ts'
import { namedValues } from './kpis/kpiLeaves.ts'

/** So many stations of the same kind, the nearest first, stand beside one that is looked at. */
const MOST_NEIGHBOURS = 3

type Measuring = Pick<City, 'sensors' | 'sensor' | 'reading' | 'camera' | 'cameraView'>

/**
 * What was measured last at the device that an alert is about, and at the nearest of its kind: what somebody compares who has to judge it. Each with the
 * time of its device; what has never measured is left out. Whoever sees the matter sees this: stations outside of the alert's unit are none of it.
 */
export function measuredAround(city: Measuring, units: UnitTree, alert: Alert): readonly Evidence[] {
  const { subject, subjectId, unit } = alert
  if (subject === 'camera') return countedBy(city, subjectId)
  const sensor = subject === 'sensor' ? city.sensor(subjectId) : undefined
  if (sensor === undefined) return []
  const neighbours = isMappable(sensor)
    ? [...city.sensors()]
        .filter((each) => each.kind === sensor.kind && each.id !== sensor.id)
        .filter((each) => isMappable(each) && isWithin(units, each.commune, unit ?? units.city.code))
        .map((each) => ({ each, far: squaredDistance(sensor, each) }))
        .sort((a, b) => a.far - b.far || (a.each.id < b.each.id ? -1 : 1))
        .flatMap(({ each }) => measuredBy(city, each, true))
    : []
  return [...measuredBy(city, sensor, false), ...neighbours.slice(0, MOST_NEIGHBOURS)]
}

/** An alert as it stands, with what was measured there and around last. @param at epoch ms */
export function frozenAlert(city: Measuring, units: UnitTree, alert: Alert, at: number): FrozenFigure {
  const { id, title, rule, severity, value, limit, simulated } = alert
  const told = new Set(alert.evidence.map(({ source }) => source))
  const course = courseTexts(alert)
  const around = measuredAround(city, units, alert).filter(({ source }) => !told.has(source))
  return {
    is: 'alert',
    id,
    title,
    rule,
    severity,
    value,
    limit,
    evidence: [...alert.evidence, ...around],
    ...(course && { course }),
    ...(alert.endedAt !== null && { hasEnded: true as const }),
    at,
    simulated,
  }
}

/** A sensor's last values. @param primary whether the quantity alone is told by which its kind is compared */
function measuredBy(city: Measuring, sensor: Sensor, primary: boolean): Evidence[] {
  const { id, kind, name } = sensor
  const declared: SensorKind | undefined = SENSOR_KINDS[kind as keyof typeof SENSOR_KINDS]
  const reading = city.reading(id)
  if (declared === undefined || reading === undefined || reading.at === null) return []
  const { at } = reading
  const values = namedValues(kind, reading)
  return Object.entries(declared.quantities).flatMap(([key, { label, unit, digits }]): Evidence[] => {
    const value = primary && key !== declared.primary ? null : (values[key] ?? null)
    if (value === null) return []
    const station = readableName(name, id)
    const number = value.toLocaleString('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    return [
      {
        label: { vi: `${station}: ${label.vi}`, en: `${station}: ${label.en}` },
        value: `${number} ${unit}`.trim(),
        ...{ source: sensorSource(id), at },
      },
    ]
  })
}

function countedBy(city: Measuring, id: string): readonly Evidence[] {
  const [camera, view] = [city.camera(id), city.cameraView(id)]
  if (camera === undefined || view?.waiting == null || view.countAt == null) return []
  const name = readableName(camera.name, id)
  const label = { vi: `${name}: số người chờ`, en: `${name}: people waiting` }
  return [{ label, value: String(view.waiting), source: cameraSource(id), at: view.countAt }, ...countersOf(city, id)]
}

/** How many counters are served, beside those that wait at them; nothing where the camera does not count them. */
export function countersOf(city: Pick<City, 'camera' | 'cameraView'>, id: string): readonly Evidence[] {
  const [camera, view] = [city.camera(id), city.cameraView(id)]
  if (camera === undefined || view?.countersStaffed == null || view.countAt == null) return []
  const { countersStaffed: staffed, counters } = view
  const name = readableName(camera.name, id)
  const told = { source: cameraSource(id), at: view.countAt }
  return counters === null
    ? [{ label: { vi: `${name}: quầy có cán bộ`, en: `${name}: counters staffed` }, value: String(staffed), ...told }]
    : [
        {
          label: { vi: `${name}: quầy có cán bộ trên tổng số quầy`, en: `${name}: counters staffed, of all` },
          ...{ value: `${staffed}/${counters}`, ...told },
        },
      ]
}

/** Of positions in a city, whose degrees of longitude are a little shorter than those of latitude; for comparing alone. */
function squaredDistance(a: Pick<Sensor, 'lng' | 'lat'>, b: Pick<Sensor, 'lng' | 'lat'>): number {
  const narrow = Math.cos(((a.lat ?? 0) * Math.PI) / 180)
  return (((a.lng ?? 0) - (b.lng ?? 0)) * narrow) ** 2 + ((a.lat ?? 0) - (b.lat ?? 0)) ** 2
}
