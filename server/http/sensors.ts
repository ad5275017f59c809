import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'
import type { Reach } from '../gate/reach.ts'
import type { Store } from '../store/store.ts'
import { Problem } from './problem.ts'
import { answers, type Route } from './route.ts'
import { seriesOf, timeRange } from './seriesQuery.ts'

export function sensorRoutes({ city, store }: { city: City; store: Pick<Store, 'series' | 'dataGaps'> }): Route[] {
  /** One of a place beyond reach is like one that is not there. */
  function find(id: string, reach: Reach): Sensor {
    const sensor = city.sensor(id)
    if (sensor === undefined || !reach.has(sensor.commune)) throw new Problem('unknownSensor', { id: quoted(id) })
    return sensor
  }

  return [
    answers(QUERIES.sensors, ({ query, reach }) => ({
      sensors: [...city.sensors()]
        .filter((sensor) => (query.kind === undefined || sensor.kind === query.kind) && reach.has(sensor.commune))
        .map((sensor) => ({ sensor, reading: city.reading(sensor.id) ?? null })),
    })),
    answers(QUERIES.sensor, ({ params, reach }) => ({
      sensor: find(params.id, reach),
      reading: city.reading(params.id) ?? null,
    })),
    answers(QUERIES.sensorSeries, ({ params, query, reach }) => {
      const sensor = find(params.id, reach)
      const kind: SensorKind | undefined = SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS]
      const value = query.value ?? kind?.primary ?? ''
      const known = [...Object.keys(kind?.quantities ?? {}), ...(kind?.index === undefined ? [] : ['index'])]
      if (!known.includes(value)) throw new Problem('unknownValue', { name: 'value', allowed: known.join(', ') })
      return seriesOf(store, { source: sensorSource(sensor.id), value, ...timeRange(query) })
    }),
  ]
}
