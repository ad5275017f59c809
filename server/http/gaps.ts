import * as z from 'zod'
import { DataGapRow } from '../../domain/dataGap.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { instant } from './parameters.ts'
import { Problem } from './problem.ts'
import { nothing, type Route, route } from './route.ts'

const LOOK_BACK_MS = 30 * DAY_MS

export function gapRoutes({ store, clock }: { store: Pick<Store, 'dataGaps'>; clock: Clock }): Route[] {
  return [
    route({
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
      async handle({ query: { to = clock.now(), from = to - LOOK_BACK_MS } }) {
        if (from >= to) throw new Problem('fromAfterTo')
        return { gaps: await store.dataGaps({ from, to }) }
      },
    }),
  ]
}
