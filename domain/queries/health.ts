import * as z from 'zod'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const Status = z.object({ status: z.string() })

export const healthz = defineQuery({
  path: '/healthz',
  summary: { vi: 'Tiến trình còn trả lời', en: 'The process answers' },
  example: () => '/healthz',
  params: nothing,
  query: nothing,
  gives: Status,
  ask: 'public',
})

export const readyz = defineQuery({
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
  ask: 'public',
})

export const metrics = defineQuery({
  path: '/metrics',
  summary: {
    vi: 'Số đo của máy chủ, dạng văn bản của Prometheus',
    en: 'Measurements in the text format of Prometheus',
  },
  example: () => '/metrics',
  params: nothing,
  query: nothing,
  gives: { binary: 'text/plain' },
  ask: 'public',
})
