import * as z from 'zod'
import type { Picture } from '../city/picture.ts'
import { nothing, type Route, route, says } from './route.ts'
import { QuarantinedSchema, RetiredSchema, SourceSchema } from './schemas.ts'

export function sourceRoutes({ picture }: { picture: Picture }): Route[] {
  return [
    route({
      path: '/sources',
      summary: {
        vi: 'Tình trạng từng nguồn: bản tin cuối, số bản tin, độ lệch đồng hồ',
        en: 'Health of every source: last message, counts, clock skew',
      },
      example: () => '/sources',
      params: nothing,
      query: nothing,
      gives: z.object({
        sources: z.array(SourceSchema),
        retired: z
          .array(RetiredSchema)
          .meta(says('nguồn đã kết thúc, không còn được tính', 'sources that have ended and count no more')),
      }),
      handle: () => ({ sources: [...picture.rows('sources')], retired: [...picture.rows('retired')] }),
    }),
    route({
      path: '/quarantine',
      summary: {
        vi: 'Dữ liệu bị từ chối, theo nguồn và lý do, kèm mẫu gần nhất',
        en: 'What was refused, by source and reason, with the last sample',
      },
      example: () => '/quarantine',
      params: nothing,
      query: nothing,
      gives: z.object({ quarantined: z.array(QuarantinedSchema) }),
      handle: () => ({ quarantined: [...picture.rows('quarantine')] }),
    }),
  ]
}
