import * as z from 'zod'
import type { Store } from '../store/store.ts'
import { Instant, nothing, type Route, route } from './route.ts'
import { AlertSchema } from './schemas.ts'

export function alertRoutes({ store }: { store: Pick<Store, 'alerts'> }): Route[] {
  return [
    route({
      path: '/alerts',
      summary: 'Alerts, those not cleared first, then the newest',
      params: nothing,
      query: z.object({
        open: z.stringbool().optional().describe('true: only what is not cleared; false: only what is'),
        from: Instant.optional().describe('raised at or after'),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
      gives: z.object({ alerts: z.array(AlertSchema) }),
      handle: async ({ query: { open, from, limit } }) => ({
        alerts: await store.alerts({ limit, ...(open !== undefined && { open }), ...(from !== undefined && { from }) }),
      }),
    }),
  ]
}
