import * as z from 'zod'
import { says } from '../../domain/schema.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { DAY_MS, isDay, startOfDay } from '../../domain/time.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import { UNIT_LEVELS, type UnitTree } from '../../domain/units/unit.ts'
import type { Store } from '../store/store.ts'
import { FIRST_DAY, LAST_DAY } from './dayQuery.ts'
import { DayText } from './parameters.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { StatisticSchema } from './schemas.ts'

/** A unit's children times the days of the longest range stay under some 40,000 rows. */
const MAX_DAYS = 400

export function statisticRoutes({ units, store }: { units: UnitTree; store: Pick<Store, 'statistics'> }): Route[] {
  return [
    route({
      path: '/statistics',
      summary: {
        vi: 'Báo cáo mới nhất của từng ngày mà một hệ thống gửi cho một đơn vị và các đơn vị trực thuộc',
        en: 'The newest report of each day that a system gave for a unit and those below it',
      },
      example: ({ weekAgo, today }) => `/statistics?system=oneStop&unit=${units.city.code}&from=${weekAgo}&to=${today}`,
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
      handle: async ({ query }) => {
        const { system, unit, from, to } = query
        if (!isDay(from) || !isDay(to)) throw new Problem('dayOutOfRange', { first: FIRST_DAY, last: LAST_DAY })
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
      },
    }),
  ]
}
