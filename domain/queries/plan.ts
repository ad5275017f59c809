import * as z from 'zod'
import { WHOLE_CITY } from '../feeds/feed.ts'
import { PlanRowShape } from '../plan/planRow.ts'
import { nothing, UnitQuery } from './parameters.ts'
import { defineQuery } from './query.ts'

export const plan = defineQuery({
  path: '/plan',
  summary: {
    vi: 'Các dòng của kế hoạch tại một đơn vị: con số, chỉ tiêu, xu hướng, năm trước, dự báo, phần còn cần đạt',
    en: 'The rows of the plan in a unit: figure, target, trend, last year, forecast, what it takes',
  },
  example: () => '/plan',
  params: nothing,
  query: UnitQuery,
  gives: z.object({ unit: z.string(), rows: z.array(PlanRowShape) }),
  isHeavy: true,
  ask: 'figures.see',
  place: ({ query: { unit } }) => unit ?? WHOLE_CITY,
})
