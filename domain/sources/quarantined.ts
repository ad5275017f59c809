import * as z from 'zod'
import { epochMs, says } from '../schema.ts'

/** Everybody who never announced shares this source: a flood of invented names must not fill a table. */
export const UNKNOWN_SOURCE = 'unknown'
/** Stands for a source in the row that counts what gave way to newer rows. */
export const OVERFLOW_SOURCE = 'overflow'

export const QuarantinedRow = z.object({
  /** `${source}|${reason}`, and `|${client}` where the client is known. */
  key: z.string(),
  /** `overflow` stands for rows that gave way to newer ones. */
  source: z
    .string()
    .meta(
      says(
        'nguồn theo chủ đề của bản tin; `unknown`: không rõ',
        'who the topic says it is; `unknown`: it names nobody',
      ),
    ),
  known: z.boolean().meta(says('nguồn này đã khai báo', 'whether that source is announced or declared')),
  client: z
    .string()
    .nullable()
    .meta(says('mã kết nối MQTT, nếu máy chủ MQTT cho biết', 'MQTT client id, where the broker tells')),
  reason: z.string(),
  /** See `refusalSentence`. */
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .readonly()
    .meta(says('số liệu trong câu giải thích lý do', 'what the sentence of the reason fills in')),
  topic: z.string(),
  count: z.number(),
  firstAt: epochMs,
  lastAt: epochMs,
  /** Safe to show, at most 300 characters. */
  sample: z
    .string()
    .meta(says('phần đầu bản tin bị từ chối gần nhất, nguyên văn', 'beginning of what was refused last, as it came')),
})
/** What was refused, by source, reason and client. */
export type Quarantined = Readonly<z.output<typeof QuarantinedRow>>
