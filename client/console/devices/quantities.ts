import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { SensorReading } from '../../../domain/sensors/sensor.ts'
import type { SensorKind, Threshold } from '../../../domain/sensors/sensorKind.ts'
import type { KindsInForce } from '../../../domain/settings/thresholds.ts'
import type { Text } from '../../../domain/text.ts'

/** One figure of a sensor: a quantity of its kind, or its derived index. */
export interface Figure {
  /** As in the address and the API: a quantity's name or `index`. */
  readonly id: string
  readonly label: Text
  readonly unit: string
  readonly digits: number
  /** Null: unknown. */
  readonly value: number | null
  readonly thresholds: readonly Threshold[]
}

/** Undefined for a kind that this page was built without. @param kinds with the thresholds in force; as declared when absent */
export function kindOf(id: string, kinds: KindsInForce | typeof SENSOR_KINDS = SENSOR_KINDS): SensorKind | undefined {
  return Object.hasOwn(kinds, id) ? kinds[id as keyof KindsInForce] : undefined
}

/** The figures of a sensor, its primary quantity first, the index after the quantities. */
export function figuresOf(kind: SensorKind, reading: SensorReading | undefined): Figure[] {
  const thresholdsOf = (id: string) => kind.thresholds.filter((threshold) => threshold.quantity === id)
  const figures: Figure[] = Object.entries(kind.quantities).map(([id, quantity], place) => ({
    id,
    label: quantity.label,
    unit: quantity.unit,
    digits: quantity.digits,
    value: reading?.values[place] ?? null,
    thresholds: thresholdsOf(id),
  }))
  figures.sort((a, b) => Number(b.id === kind.primary) - Number(a.id === kind.primary))
  if (kind.index !== undefined) {
    figures.push({
      id: 'index',
      label: kind.index.label,
      unit: '',
      digits: kind.index.digits,
      value: reading?.index ?? null,
      thresholds: thresholdsOf('index'),
    })
  }
  return figures
}

/** The worst threshold a figure has reached, without hysteresis. */
export function reachedBy(figure: Figure): Threshold | undefined {
  const { value } = figure
  return value === null ? undefined : figure.thresholds.findLast((threshold) => value >= threshold.at)
}
