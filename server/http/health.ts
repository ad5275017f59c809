import * as z from 'zod'
import type { Metrics } from '../services/metrics.ts'
import { Problem } from './problem.ts'
import { nothing, type Route, route } from './route.ts'

const Status = z.object({ status: z.string() })

/** For whoever keeps the process running: alive, ready, and its measurements for Prometheus. */
export function healthRoutes({ missing, metrics }: { missing: () => readonly string[]; metrics: Metrics }): Route[] {
  return [
    route({
      path: '/healthz',
      summary: { vi: 'Tiến trình còn trả lời', en: 'The process answers' },
      example: () => '/healthz',
      params: nothing,
      query: nothing,
      gives: Status,
      handle: () => ({ status: 'ok' }),
    }),
    route({
      path: '/readyz',
      summary: {
        vi: 'Kho dữ liệu, máy chủ MQTT và các dịch vụ đã sẵn sàng; nếu không: 503 và phần còn thiếu',
        en: 'Store, broker and services are there; 503 with what is missing otherwise',
      },
      example: () => '/readyz',
      problems: {
        503: { vi: 'Chưa sẵn sàng; nội dung nói còn thiếu gì', en: 'Not ready; the body says what is missing' },
      },
      params: nothing,
      query: nothing,
      gives: Status,
      handle: () => {
        const absent = missing()
        if (absent.length > 0) throw new Problem('notReady', { missing: absent.join(', ') })
        return { status: 'ready' }
      },
    }),
    route({
      path: '/metrics',
      summary: {
        vi: 'Số đo của máy chủ, dạng văn bản của Prometheus',
        en: 'Measurements in the text format of Prometheus',
      },
      example: () => '/metrics',
      params: nothing,
      query: nothing,
      gives: { binary: 'text/plain' },
      handle: async () => ({ type: metrics.contentType, bytes: Buffer.from(await metrics.text()) }),
    }),
  ]
}
