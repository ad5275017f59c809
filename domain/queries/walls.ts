import * as z from 'zod'
import { AccountId } from '../people/person.ts'
import { says } from '../schema.ts'
import { WallLogEntry } from '../walls/wallLog.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const wallLog = defineQuery({
  path: '/walls/log',
  summary: {
    vi: 'Màn hình lớn đã hiện gì, khi nào, do ai; mới nhất trước',
    en: 'What walls showed, when, and by whom; the newest first',
  },
  example: () => '/walls/log?limit=20',
  params: nothing,
  query: z.object({
    wall: AccountId.optional().meta(says('chỉ màn hình này; không ghi: tất cả', 'of this wall; of all when absent')),
    before: wholeNumber(1, Number.MAX_SAFE_INTEGER)
      .optional()
      .meta(says('chỉ các mục có số nhỏ hơn', 'only entries with a smaller number')),
    limit: wholeNumber(1, 500).default(100),
  }),
  gives: z.object({ entries: z.array(WallLogEntry) }),
  ask: 'walls.see',
  place: () => REACH,
})
