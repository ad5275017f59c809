import * as z from 'zod'
import type { Index766Row } from '../../domain/index766/index766.ts'
import { PERIODS } from '../../domain/periods.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Index766 } from '../services/index766.ts'
import type { Plan } from '../services/plan/plan.ts'
import { checkedDay } from './dayQuery.ts'
import { badRequest, notFound } from './problem.ts'
import { DayText, nothing, type Route, route } from './route.ts'
import { Index766RowSchema, PlanRowSchema } from './schemas.ts'

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
      summary: 'The rows of the plan in a unit: figure, target, trend, last year, forecast, what it takes',
      params: nothing,
      query: z.object({ unit: z.string().optional().describe('a unit code; the city when absent') }),
      gives: z.object({ unit: z.string(), rows: z.array(PlanRowSchema) }),
      async handle({ query: { unit = units.city.code } }) {
        if (!units.byCode.has(unit)) throw notFound(`no unit has the code ${JSON.stringify(unit)}; see /api/v1/units`)
        return { unit, rows: [...(await plan.rows(unit))] as PlanRow[] }
      },
    }),
    route({
      path: '/index766',
      summary: 'Index 766 of the city and every commune, as the reported counts explain it; not the official score',
      params: nothing,
      query: z.object({
        period: z.enum(PERIODS).optional().describe('month when absent'),
        day: DayText.optional().describe('its last day; today when absent'),
      }),
      gives: z.object({ period: z.enum(PERIODS), day: z.string(), rows: z.array(Index766RowSchema) }),
      async handle({ query: { period = 'month', day: asked } }) {
        const today = dayOf(clock.now())
        const day = checkedDay(asked ?? today)
        if (day > today) throw badRequest('nothing is counted yet of a day in the future')
        return { period, day, rows: [...(await index766.rows(period, day))] as Index766Row[] }
      },
    }),
  ]
}
