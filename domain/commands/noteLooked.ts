import * as z from 'zod'
import { epochMs, says } from '../schema.ts'
import { defineCommand } from './command.ts'

/** Says that somebody has read what happened until a moment: the next time they are told what came after it. */
export const noteLooked = defineCommand({
  summary: {
    vi: 'Đánh dấu đã xem những gì xảy ra đến một lúc',
    en: 'Notes that one has read what happened until a moment',
  },
  input: z.object({
    at: epochMs.meta(says('giá trị `to` của /api/v1/since đã đọc', '`to` of the /api/v1/since that was read')),
  }),
  gives: z.object({ looked: epochMs }),
  do: 'self',
  says: { vi: 'Đánh dấu đã xem tình hình', en: 'Noted what happened as read' },
  example: () => ({ at: 1_796_000_000_000 }),
})
