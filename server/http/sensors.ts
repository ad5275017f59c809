import * as z from 'zod'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import type { City } from '../city/city.ts'
import type { Store } from '../store/store.ts'
import { badRequest, notFound } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { ReadingSchema, SensorSchema, SeriesSchema } from './schemas.ts'
import { SeriesQuery, timeRange } from './seriesQuery.ts'

const Id = z.object({ id: z.string() })
const WithReading = z.object({ sensor: SensorSchema, reading: ReadingSchema.nullable() })

export function sensorRoutes({ city, store }: { city: City; store: Pick<Store, 'series'> }): Route[] {
  function find(id: string): Sensor {
    const sensor = city.sensor(id)
    if (sensor === undefined) throw notFound(`no sensor has announced itself as ${JSON.stringify(id)}`)
    return sensor
  }

  return [
    route({
      path: '/sensors',
      summary: 'All sensors with what they said last',
      params: nothing,
      query: z.object({ kind: z.string().optional() }),
      gives: z.object({ sensors: z.array(WithReading) }),
      handle: ({ query }) => ({
        sensors: [...city.sensors()]
          .filter((sensor) => query.kind === undefined || sensor.kind === query.kind)
          .map((sensor) => ({ sensor, reading: city.reading(sensor.id) ?? null })),
      }),
    }),
    route({
      path: '/sensors/{id}',
      summary: 'One sensor with what it said last',
      params: Id,
      query: nothing,
      gives: WithReading,
      handle: ({ params }) => ({ sensor: find(params.id), reading: city.reading(params.id) ?? null }),
    }),
    route({
      path: '/sensors/{id}/series',
      summary: 'History of one quantity, at the finest resolution that gives at most `points` buckets',
      params: Id,
      query: SeriesQuery.extend({ value: z.string().optional().describe('a quantity of the kind, or `index`') }),
      gives: SeriesSchema,
      handle: ({ params, query }) => {
        const sensor = find(params.id)
        const kind: SensorKind | undefined = SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS]
        const value = query.value ?? kind?.primary ?? ''
        const known = [...Object.keys(kind?.quantities ?? {}), ...(kind?.index === undefined ? [] : ['index'])]
        if (!known.includes(value)) throw badRequest(`value must be one of ${known.join(', ')}`)
        return store.series({ source: `sensor/${sensor.id}`, value, ...timeRange(query) })
      },
    }),
  ]
}
