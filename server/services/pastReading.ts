import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { bucketStart, HOUR_MS } from '../../domain/time.ts'

type Known = Readonly<Record<string, { at: number; receivedAt: number; value: number }>>

/** The start of the last hour that was over at a moment: nobody knew the index of the one that still ran. */
export function indexHour(moment: number): number {
  return bucketStart(moment, HOUR_MS) - HOUR_MS
}

/**
 * What a sensor had said last at a moment. What it had said then of being online is not kept, and neither is how its clock lagged.
 * @param known the newest of each of its values at that moment; undefined: it had said nothing
 * @param index its index of the last hour that was over then (`indexHour`); undefined: that hour had none
 */
export function pastReading(
  { id, kind: kindId }: Pick<Sensor, 'id' | 'kind'>,
  known: Known | undefined,
  index: number | undefined,
): SensorReading | null {
  const kind: SensorKind | undefined = SENSOR_KINDS[kindId as keyof typeof SENSOR_KINDS]
  if (kind === undefined || known === undefined) return null
  const names = Object.keys(kind.quantities)
  const measured = names.flatMap((name) => known[name] ?? [])
  if (measured.length === 0) return null
  const { at, receivedAt } = measured.reduce((newest, each) => (each.at > newest.at ? each : newest))
  return {
    ...{ id, status: null, at, receivedAt, retained: false },
    // What belongs to an earlier moment is no part of this reading.
    values: names.map((name) => (known[name]?.at === at ? known[name].value : null)),
    index: index ?? null,
  }
}
