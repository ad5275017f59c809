import * as z from 'zod'
import { AlertRow } from '../../domain/alerts/alert.ts'
import { says } from '../../domain/schema.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { After, decodePlace, encodePlace, Next } from './page.ts'
import { flag, instant, wholeNumber } from './parameters.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'

/** What has cleared may take so long to be kept: as of then the order of pages is fixed. */
const SETTLED_MS = 5_000
/** As of when, and the last alert of the page. */
const Place = z.tuple([z.int(), z.int(), z.string(), z.boolean()])

function placeOf([asOf, raisedAt, id, wasOpen]: z.output<typeof Place>) {
  return { asOf, after: { raisedAt, id, wasOpen } }
}

/** Which alerts are asked for: what a place in them belongs to. */
function questionOf(...filters: readonly (string | number | boolean | undefined)[]): string {
  return `alerts ${filters.map((filter) => filter ?? '').join(' ')}`
}

export function alertRoutes({
  units,
  clock,
  store,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'alerts'>
}): Route[] {
  return [
    route({
      path: '/alerts',
      summary: {
        vi: 'Cảnh báo: chưa kết thúc trước, rồi đến mới nhất',
        en: 'Alerts, those not cleared first, then the newest',
      },
      example: () => '/alerts?open=true&limit=20',
      params: nothing,
      query: z.object({
        open: flag
          .optional()
          .meta(
            says(
              'true: chỉ cảnh báo chưa kết thúc; false: chỉ cảnh báo đã kết thúc',
              'true: only what is not cleared; false: only what is',
            ),
          ),
        unit: z
          .string()
          .optional()
          .meta(
            says(
              'mã đơn vị: chỉ đơn vị đó và các đơn vị trực thuộc; không ghi: toàn thành phố',
              'a unit code: only what lies there or below; the whole city when absent',
            ),
          ),
        from: instant('phát sinh từ lúc này trở đi', 'raised at or after').optional(),
        to: instant('phát sinh trước lúc này', 'raised before').optional(),
        after: After,
        limit: wholeNumber(1, 1_000).default(200),
      }),
      gives: z.object({ alerts: z.array(AlertRow), next: Next }),
      handle: async ({ query: { open, unit, from, to, after: text, limit } }) => {
        if (unit !== undefined && !units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
        if (from !== undefined && to !== undefined && from >= to) throw new Problem('fromAfterTo')
        // What has no place concerns the whole city.
        const isPart = unit !== undefined && unit !== units.city.code
        const within = isPart && units.all.filter(({ code }) => isWithin(units, code, unit)).map(({ code }) => code)
        const question = questionOf(open, unit, from, to)
        const { asOf, after } =
          text === undefined
            ? { asOf: clock.now() - SETTLED_MS, after: undefined }
            : placeOf(decodePlace(text, question, Place))
        const found = await store.alerts({
          // One more than fits tells whether there is another page.
          limit: limit + 1,
          asOf,
          ...(after && { after }),
          ...(open !== undefined && { open }),
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(within && { units: within }),
        })
        const alerts = found.slice(0, limit)
        const last = found.length > limit ? alerts.at(-1) : undefined
        const stood = last !== undefined && (last.clearedAt === null || last.clearedAt >= asOf)
        return {
          alerts,
          next: last === undefined ? null : encodePlace(question, [asOf, last.raisedAt, last.id, stood]),
        }
      },
    }),
  ]
}
