import * as z from 'zod'
import { says } from '../schema.ts'
import { RetiredRow, SourceRow } from '../sources/source.ts'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const sources = defineQuery({
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
      .meta(says('nguồn đã ngừng sử dụng, không còn được tính', 'sources that have ended and count no more')),
  }),
  ask: 'devices.see',
  place: () => REACH,
})
