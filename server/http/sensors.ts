import * as z from 'zod'
import { says } from '../../domain/schema.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import { ReadingRow, SensorRow } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'
import type { Store } from '../store/store.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { SeriesSchema } from './schemas.ts'
import { SeriesQuery, seriesOf, timeRange } from './seriesQuery.ts'

const KINDS = Object.keys(SENSOR_KINDS) as SensorKindId[]
const Id = z.object({ id: z.string() })
const WithReading = z.object({ sensor: SensorRow, reading: ReadingRow.nullable() })

export function sensorRoutes({ city, store }: { city: City; store: Pick<Store, 'series' | 'dataGaps'> }): Route[] {
  function find(id: string): Sensor {
    const sensor = city.sensor(id)
    if (sensor === undefined) throw new Problem('unknownSensor', { id: quoted(id) })
    return sensor
  }

  /** One that there is, for the examples; a name like one where nothing has announced itself. */
  const first = () => [...city.sensors()][0]?.id ?? 'MN-1'

  return [
    route({
      path: '/sensors',
      summary: { vi: 'Mọi cảm biến và số đo mới nhất của từng cảm biến', en: 'All sensors with what they said last' },
      example: () => '/sensors?kind=waterLevel',
      params: nothing,
      query: z.object({ kind: z.enum(KINDS).optional().meta(says('loại cảm biến', 'a kind of sensors')) }),
      gives: z.object({ sensors: z.array(WithReading) }),
      handle: ({ query }) => ({
        sensors: [...city.sensors()]
          .filter((sensor) => query.kind === undefined || sensor.kind === query.kind)
          .map((sensor) => ({ sensor, reading: city.reading(sensor.id) ?? null })),
      }),
    }),
    route({
      path: '/sensors/{id}',
      summary: { vi: 'Một cảm biến và số đo mới nhất của cảm biến đó', en: 'One sensor with what it said last' },
      example: () => `/sensors/${first()}`,
      params: Id,
      query: nothing,
      gives: WithReading,
      handle: ({ params }) => ({ sensor: find(params.id), reading: city.reading(params.id) ?? null }),
    }),
    route({
      path: '/sensors/{id}/series',
      summary: {
        vi: 'Lịch sử một đại lượng, chi tiết nhất mà vẫn không quá `points` khoảng',
        en: 'History of one quantity, at the finest resolution that gives at most `points` buckets',
      },
      example: ({ weekAgo, today }) => `/sensors/${first()}/series?from=${weekAgo}&to=${today}&points=96`,
      params: Id,
      query: SeriesQuery.extend({
        value: z
          .string()
          .optional()
          .meta(says('một đại lượng của loại cảm biến, hoặc `index`', 'a quantity of the kind, or `index`')),
      }),
      gives: SeriesSchema,
      handle: ({ params, query }) => {
        const sensor = find(params.id)
        const kind: SensorKind | undefined = SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS]
        const value = query.value ?? kind?.primary ?? ''
        const known = [...Object.keys(kind?.quantities ?? {}), ...(kind?.index === undefined ? [] : ['index'])]
        if (!known.includes(value)) throw new Problem('unknownValue', { name: 'value', allowed: known.join(', ') })
        return seriesOf(store, { source: sensorSource(sensor.id), value, ...timeRange(query) })
      },
    }),
  ]
}
