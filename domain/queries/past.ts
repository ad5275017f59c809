import * as z from 'zod'
import { DataGapRow } from '../dataGap.ts'
import { epochMs, says } from '../schema.ts'
import { ReadingRow, SensorRow } from '../sensors/sensor.ts'
import { instant, nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const pastSensors = defineQuery({
  path: '/past/sensors',
  summary: {
    vi: 'Các cảm biến với số đo mới nhất của từng cảm biến tại một lúc đã qua, trong 8 ngày gần đây',
    en: 'The sensors with what each had said last at a past moment, within the last 8 days',
  },
  example: ({ today }) => `/past/sensors?at=${today}`,
  params: nothing,
  query: z.object({ at: instant('lúc đã qua', 'the past moment') }),
  gives: z.object({
    at: epochMs,
    sensors: z.array(z.object({ sensor: SensorRow, reading: ReadingRow.nullable() })),
    gaps: z.array(DataGapRow).meta(says('lúc đó có thể thiếu số liệu, vì', 'why data of that moment may be missing')),
  }),
  isHeavy: true,
  ask: 'devices.see',
  place: () => REACH,
})
