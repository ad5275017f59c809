import * as z from 'zod'
import { says } from '../../domain/schema.ts'
import { QuarantinedRow } from '../../domain/sources/quarantined.ts'
import { RetiredRow, SourceRow } from '../../domain/sources/source.ts'
import type { Picture } from '../city/picture.ts'
import { nothing, type Route, route } from './route.ts'

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
        sources: z.array(SourceRow),
        retired: z
          .array(RetiredRow)
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
      gives: z.object({ quarantined: z.array(QuarantinedRow) }),
      handle: () => ({ quarantined: [...picture.rows('quarantine')] }),
    }),
  ]
}
