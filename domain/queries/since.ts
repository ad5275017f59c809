import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { SinceShape } from '../since/since.ts'
import { instant, nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const since = defineQuery({
  path: '/since',
  summary: {
    vi: 'Từ lần xem trước: chỉ số đổi màu, cảnh báo, nguồn mất và có lại tín hiệu, việc đã quyết hoặc đến hạn, thiết lập đã đổi; thành câu, kèm liên kết',
    en: 'Since one last looked: figures that turned, alerts, sources gone silent and heard again, matters decided or come due, settings changed; as sentences with links',
  },
  example: ({ weekAgo }) => `/since?from=${weekAgo}`,
  params: nothing,
  query: z.object({
    from: instant(
      'từ lúc này; không ghi: từ lần xem trước, hoặc 24 giờ qua nếu chưa xem lần nào; xa nhất 31 ngày',
      'from then on; since one last looked when absent, or for 24 hours; 31 days at the most',
    ).optional(),
  }),
  gives: z.object({
    from: epochMs,
    to: epochMs,
    looked: moment.meta(says('lần xem trước đã đánh dấu; null: chưa lần nào', 'when one last looked; null: never')),
    parts: z.array(SinceShape),
  }),
  isHeavy: true,
  ask: 'self',
})
