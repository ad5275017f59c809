import * as z from 'zod'
import { says } from '../schema.ts'
import { SENSOR_KINDS, type SensorKindId } from '../sensors/index.ts'
import { ReadingRow, SensorRow } from '../sensors/sensor.ts'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'
import { ENDED, SeriesQuery, SeriesSchema } from './series.ts'

const KINDS = Object.keys(SENSOR_KINDS) as SensorKindId[]
const Id = z.object({ id: z.string() })
const WithReading = z.object({ sensor: SensorRow, reading: ReadingRow.nullable() })
const OneSensor = WithReading.extend({ ended: ENDED })

export const sensors = defineQuery({
  path: '/sensors',
  summary: { vi: 'Mọi cảm biến và số đo mới nhất của từng cảm biến', en: 'All sensors with what they said last' },
  example: () => '/sensors?kind=waterLevel',
  params: nothing,
  query: z.object({ kind: z.enum(KINDS).optional().meta(says('loại cảm biến', 'a kind of sensors')) }),
  gives: z.object({ sensors: z.array(WithReading) }),
  ask: 'devices.see',
  place: () => REACH,
})

export const sensor = defineQuery({
  path: '/sensors/{id}',
  summary: {
    vi: 'Một cảm biến và số đo mới nhất của cảm biến đó, kể cả khi đã ngừng sử dụng',
    en: 'One sensor with what it said last, one that has ended too',
  },
  example: ({ sensor }) => `/sensors/${sensor}`,
  params: Id,
  query: nothing,
  gives: OneSensor,
  ask: 'devices.see',
  place: () => REACH,
})

export const sensorSeries = defineQuery({
  path: '/sensors/{id}/series',
  summary: {
    vi: 'Lịch sử một đại lượng, chi tiết nhất mà vẫn không quá `points` khoảng',
    en: 'History of one quantity, at the finest resolution that gives at most `points` buckets',
  },
  example: ({ sensor, weekAgo, today }) => `/sensors/${sensor}/series?from=${weekAgo}&to=${today}&points=96`,
  params: Id,
  query: SeriesQuery.extend({
    value: z
      .string()
      .optional()
      .meta(says('một đại lượng của loại cảm biến, hoặc `index`', 'a quantity of the kind, or `index`')),
  }),
  gives: SeriesSchema,
  isHeavy: true,
  ask: 'devices.see',
  place: () => REACH,
})
