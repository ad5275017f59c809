import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { says } from '../schema.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const TargetSchema = z.object({
  target: z.number(),
  declared: z
    .number()
    .meta(says('số của kế hoạch, văn bản hoặc khai báo', 'the number of the plan, the law or the declaration')),
  planItem: z.string().nullable(),
})

export const targets = defineQuery({
  path: '/targets',
  summary: {
    vi: 'Mục tiêu đang áp dụng của từng chỉ số, bên cạnh mục tiêu đã công bố',
    en: 'The target in force of every KPI that has one, and the declared one beside it',
  },
  example: () => '/targets',
  params: nothing,
  query: nothing,
  gives: z.object({ targets: z.record(z.string(), TargetSchema), file: z.string() }),
  ask: 'figures.see',
  place: () => EVERYWHERE,
})
