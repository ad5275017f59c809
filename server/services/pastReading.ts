import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { HOUR_MS } from '../../domain/time.ts'

/** The index of an hour is told when the hour is over, and stands until the next one is. */
const INDEX_STANDS_MS = 2 * HOUR_MS

/**
 * What a sensor had said last at a moment. What it had said then of being online is not kept, and neither is how its clock lagged.
 * @param known the newest of each of its values at that moment; undefined: it had said nothing
 */
export function pastReading(
  { id, kind: kindId }: Pick<Sensor, 'id' | 'kind'>,
  known: Readonly<Record<string, { at: number; receivedAt: number; value: number }>> | undefined,
  moment: number,
): SensorReading | null {
  const kind: SensorKind | undefined = SENSOR_KINDS[kindId as keyof typeof SENSOR_KINDS]
  if (kind === undefined || known === undefined) return null
  const names = Object.keys(kind.quantities)
  const measured = names.flatMap((name) => known[name] ?? [])
  if (measured.length === 0) return null
  const { at, receivedAt } = measured.reduce((newest, each) => (each.at > newest.at ? each : newest))
  const { index } = known
  return {
    ...{ id, status: null, at, receivedAt, retained: false },
    // What belongs to an earlier moment is no part of this reading.
    values: names.map((name) => (known[name]?.at === at ? known[name].value : null)),
    index: index !== undefined && moment - index.at <= INDEX_STANDS_MS ? index.value : null,
  }
}
