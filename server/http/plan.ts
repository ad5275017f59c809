import * as z from 'zod'
import type { Index766Row } from '../../domain/index766/index766.ts'
import { PERIODS } from '../../domain/periods.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { PlanRowShape } from '../../domain/plan/planRow.ts'
import { says } from '../../domain/schema.ts'
import { dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Index766 } from '../services/index766.ts'
import type { Plan } from '../services/plan/plan.ts'
import { checkedDay } from './dayQuery.ts'
import { DayText } from './parameters.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { Index766RowSchema } from './schemas.ts'

export function planRoutes({
  units,
  clock,
  plan,
  index766,
}: {
  units: UnitTree
  clock: Clock
  plan: Pick<Plan, 'rows'>
  index766: Index766
}): Route[] {
  return [
    route({
      path: '/plan',
      summary: {
        vi: 'Các dòng của kế hoạch tại một đơn vị: con số, chỉ tiêu, xu hướng, năm trước, dự báo, phần còn cần đạt',
        en: 'The rows of the plan in a unit: figure, target, trend, last year, forecast, what it takes',
      },
      example: () => '/plan',
      params: nothing,
      query: z.object({
        unit: z.string().optional().meta(says('mã đơn vị; không ghi: thành phố', 'a unit code; the city when absent')),
      }),
      gives: z.object({ unit: z.string(), rows: z.array(PlanRowShape) }),
      async handle({ query: { unit = units.city.code } }) {
        if (!units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
        return { unit, rows: [...(await plan.rows(unit))] as PlanRow[] }
      },
    }),
    route({
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
      async handle({ query: { period = 'month', day: asked } }) {
        const today = dayOf(clock.now())
        const day = checkedDay(asked ?? today)
        if (day > today) throw new Problem('dayInFuture')
        return { period, day, rows: [...(await index766.rows(period, day))] as Index766Row[] }
      },
    }),
  ]
}
