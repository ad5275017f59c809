import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { Index766 } from '../services/index766.ts'
import type { Plan } from '../services/plan/plan.ts'
import { answers, type Route } from './route.ts'

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
    answers(QUERIES.plan, async ({ query: { unit = units.city.code } }) => {
      if (!units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
      return { unit, rows: await plan.rows(unit) }
    }),
    answers(QUERIES.index766, async ({ query: { period = 'month', day: asked }, reach }) => {
      const today = dayOf(clock.now())
      const day = asked ?? today
      if (day > today) throw new Problem('dayInFuture')
      return {
        period,
        day,
        rows: await index766.rows(period, day, reach.has),
      }
    }),
  ]
}
