import * as z from 'zod'
import { WHOLE_CITY } from '../feeds/feed.ts'
import { epochMs, says } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'
import { DayText, nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const StatisticSchema = z.object({
  system: z.string(),
  edition: z.enum(EDITIONS),
  unit: z.string(),
  period: z.string(),
  at: epochMs,
  receivedAt: epochMs,
  counts: z.record(z.string(), z.number()).readonly(),
  simulated: z.boolean(),
})

export const statistics = defineQuery({
  path: '/statistics',
  summary: {
    vi: 'Báo cáo mới nhất của từng ngày mà một hệ thống gửi cho một đơn vị và các đơn vị trực thuộc',
    en: 'The newest report of each day that a system gave for a unit and those below it',
  },
  example: ({ city, weekAgo, today }) => `/statistics?system=oneStop&unit=${city}&from=${weekAgo}&to=${today}`,
  params: nothing,
  query: z.object({
    system: z.string().optional(),
    unit: z
      .string()
      .optional()
      .meta(says('mã đơn vị; không ghi: toàn thành phố', 'a unit code; the whole city when absent')),
    from: DayText,
    to: DayText,
  }),
  gives: z.object({ reports: z.array(StatisticSchema) }),
  isHeavy: true,
  ask: 'figures.see',
  place: ({ query: { unit } }) => unit ?? WHOLE_CITY,
})
