import * as z from 'zod'
import { DataGapRow } from '../dataGap.ts'
import { EVERYWHERE } from '../feeds/feed.ts'
import { instant, nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const gaps = defineQuery({
  path: '/gaps',
  summary: {
    vi: 'Những khoảng thời gian có thể thiếu số liệu vì trung tâm không kết nối với máy chủ MQTT, mới nhất trước',
    en: 'Stretches of time of which data may be missing, since the hub was away from its broker; the newest first',
  },
  example: ({ weekAgo, today }) => `/gaps?from=${weekAgo}&to=${today}`,
  params: nothing,
  query: z.object({
    from: instant('từ lúc này; không ghi: 30 ngày trước', 'from then on; thirty days ago when absent').optional(),
    to: instant('đến trước lúc này; không ghi: bây giờ', 'before then; now when absent').optional(),
  }),
  gives: z.object({ gaps: z.array(DataGapRow) }),
  isHeavy: true,
  ask: 'hub.see',
  place: () => EVERYWHERE,
})
