import * as z from 'zod'
import { epochMs, says } from '../../domain/schema.ts'
import { DAY_MS } from '../../domain/time.ts'
import { DEFAULT_RETENTION } from '../store/rollups.ts'
import type { Store } from '../store/store.ts'
import { nothing, type Route, route } from './route.ts'

/** @param messagesForMs how long messages of reports and events are kept, ms */
export function messageRoutes({
  store,
  messagesForMs,
}: {
  store: Pick<Store, 'message'>
  messagesForMs: number
}): Route[] {
  return [
    route({
      path: '/messages',
      summary: {
        vi: 'Một bản tin gốc của báo cáo hoặc sự kiện, đúng từng byte như khi nhận, và bản gốc được giữ bao lâu. Không còn giữ: danh sách rỗng',
        en: 'One message of a report or an event, to the byte as it came, and how long messages are kept. No longer kept: an empty list',
      },
      example: () => '/messages?id=1',
      params: nothing,
      query: z.object({
        id: z.coerce
          .number()
          .int()
          .positive()
          .max(Number.MAX_SAFE_INTEGER)
          .meta(says('số ghi ở part.message của một bản tin', 'the number in part.message of a message')),
      }),
      gives: z.object({
        keptDays: z
          .number()
          .meta(
            says('báo cáo và sự kiện: số ngày giữ bản gốc', 'reports and events: days for which messages are kept'),
          ),
        lastKeptDays: z
          .number()
          .meta(
            says(
              'bản tin cuối của mỗi thiết bị và kết nối: số ngày giữ bản gốc',
              'what each device and connection said last: days for which it is kept',
            ),
          ),
        messages: z.array(z.object({ id: z.number(), topic: z.string(), receivedAt: epochMs, body: z.string() })),
      }),
      async handle({ query: { id } }) {
        const found = await store.message(id)
        return {
          keptDays: messagesForMs / DAY_MS,
          lastKeptDays: DEFAULT_RETENTION.raw / DAY_MS,
          messages: found === undefined ? [] : [found],
        }
      },
    }),
  ]
}
