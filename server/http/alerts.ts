import * as z from 'zod'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Store } from '../store/store.ts'
import { notFound } from './problem.ts'
import { instant, nothing, type Route, route, says } from './route.ts'
import { AlertSchema } from './schemas.ts'

export function alertRoutes({ units, store }: { units: UnitTree; store: Pick<Store, 'alerts'> }): Route[] {
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
        open: z
          .stringbool()
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
        to: instant(
          'phát sinh trước lúc này; cùng với `open`: trang sau bắt đầu từ giờ phát sinh của cảnh báo cuối trang này',
          'raised before; with `open`, the next page begins where the last alert of this one was raised',
        ).optional(),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
      gives: z.object({ alerts: z.array(AlertSchema) }),
      handle: async ({ query: { open, unit, from, to, limit } }) => {
        if (unit !== undefined && !units.byCode.has(unit))
          throw notFound(`no unit has the code ${JSON.stringify(unit)}`)
        // What has no place concerns the whole city.
        const isPart = unit !== undefined && unit !== units.city.code
        const within = isPart && units.all.filter(({ code }) => isWithin(units, code, unit)).map(({ code }) => code)
        const alerts = await store.alerts({
          limit,
          ...(open !== undefined && { open }),
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(within && { units: within }),
        })
        return { alerts }
      },
    }),
  ]
}
