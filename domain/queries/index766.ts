import * as z from 'zod'
import { BANDS } from '../index766/bands.ts'
import { CRITERIA, type CriterionId, GROUPS, type GroupCode } from '../index766/criteria.ts'
import type { Index766Row } from '../index766/index766.ts'
import { PERIODS } from '../periods.ts'
import { says } from '../schema.ts'
import { coverage } from './kpis.ts'
import { DayText, nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

const points = { score: z.number().nullable(), known: z.number(), knownMax: z.number() }

const Index766RowSchema = z.object({
  unit: z.string(),
  ...points,
  band: z.enum(BANDS).nullable(),
  official: z.number().nullable(),
  officialUnpooled: z
    .boolean()
    .meta(
      says(
        'các đơn vị hợp thành đơn vị này có điểm chính thức, nhưng không gộp được thành một điểm',
        'official scores of the units that became this one exist, and cannot be put together',
      ),
    ),
  groups: z
    .array(z.object({ code: z.enum(Object.keys(GROUPS) as [GroupCode]), max: z.number(), ...points }))
    .readonly(),
  criteria: z
    .array(
      z.object({
        id: z.enum(Object.keys(CRITERIA) as [CriterionId]),
        numerator: z.number().nullable(),
        denominator: z.number().nullable(),
        score: z.number().nullable(),
        max: z.number(),
        applies: z.boolean(),
        ...coverage,
      }),
    )
    .readonly(),
}) satisfies z.ZodType<Index766Row>

export const index766 = defineQuery({
  path: '/index766',
  summary: {
    vi: 'Bộ chỉ số 766 của thành phố và từng xã, phường, tính từ số liệu đã gửi; không phải điểm chính thức',
    en: 'Index 766 of the city and every commune, as the reported counts explain it; not the official score',
  },
  example: ({ today }) => `/index766?period=month&day=${today}`,
  params: nothing,
  query: z.object({
    period: z.enum(PERIODS).optional().meta(says('không ghi: tháng', 'month when absent')),
    day: DayText.optional().meta(says('ngày cuối của kỳ; không ghi: hôm nay', 'its last day; today when absent')),
  }),
  gives: z.object({ period: z.enum(PERIODS), day: z.string(), rows: z.array(Index766RowSchema) }),
  isHeavy: true,
  ask: 'figures.see',
  place: () => REACH,
})
