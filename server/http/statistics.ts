import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { DAY_MS, startOfDay } from '../../domain/time.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import { UNIT_LEVELS, type UnitTree } from '../../domain/units/unit.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'

/** A unit's children times the days of the longest range stay under some 40,000 rows. */
const MAX_DAYS = 400

export function statisticRoutes({ units, store }: { units: UnitTree; store: Pick<Store, 'statistics'> }): Route[] {
  return [
    answers(QUERIES.statistics, async ({ query }) => {
      const { system, unit, from, to } = query
      if (from > to || startOfDay(to) - startOfDay(from) > MAX_DAYS * DAY_MS) {
        throw new Problem('spanTooLong', { days: MAX_DAYS })
      }
      if (system !== undefined && !Object.hasOwn(SYSTEMS, system)) {
        throw new Problem('unknownValue', { name: 'system', allowed: Object.keys(SYSTEMS).join(', ') })
      }
      if (unit !== undefined && !units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
      const reports = await store.statistics({
        edition: units.edition,
        from,
        to,
        ...(system !== undefined && { system }),
        ...(unit !== undefined && { units: reportersUnder(units, unit, UNIT_LEVELS) }),
      })
      return { reports }
    }),
  ]
}
