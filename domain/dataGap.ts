import * as z from 'zod'
import { epochMs, says } from './schema.ts'
import type { Text } from './text.ts'

/** What a person should know of each cause, and what to do so that it does not happen again. */
export const DATA_GAP_CAUSES = {
  sessionLost: {
    vi: 'Máy chủ MQTT không còn giữ phiên của trung tâm, nên dữ liệu gửi trong thời gian này có thể đã mất. Hãy bật persistence trên máy chủ MQTT.',
    en: 'The broker no longer had the hub’s session, so what was sent meanwhile may be lost. Turn on persistence at the broker.',
  },
  queueOverflow: {
    vi: 'Hàng đợi của máy chủ MQTT có thể đã đầy khi trung tâm vắng mặt, nên một phần dữ liệu có thể đã mất. Hãy nới max_queued_messages như trong deploy/mosquitto.conf.',
    en: 'The broker’s queue may have been full while the hub was away, so a part of the data may be lost. Raise max_queued_messages as in deploy/mosquitto.conf.',
  },
} as const satisfies Record<string, Text>

export type DataGapCause = keyof typeof DATA_GAP_CAUSES

export const DataGapRow = z.object({
  id: z.string(),
  from: epochMs.meta(says('trung tâm nhận tin lần cuối', 'the hub heard its broker last')),
  to: epochMs.meta(says('trung tâm kết nối lại', 'it was connected again')),
  cause: z.enum(Object.keys(DATA_GAP_CAUSES) as [DataGapCause]),
  dropped: z
    .number()
    .nullable()
    .meta(says('số bản tin máy chủ MQTT đã bỏ, nếu máy chủ cho biết', 'messages the broker dropped, where it tells')),
})
/**
 * A stretch of time of which messages may be missing for good: the broker kept them for the hub while it was away, and may have let some go.
 * What devices keep themselves and send again fills it.
 */
export type DataGap = Readonly<z.output<typeof DataGapRow>>
