import * as z from 'zod'
import { AlertRow } from '../alerts/alert.ts'
import { CAP_TYPE } from '../alerts/cap.ts'
import { AlertHealthShape } from '../alerts/health.ts'
import { FactShape } from '../matters/fact.ts'
import { says } from '../schema.ts'
import { MatterListQuery } from './matters.ts'
import { After, Next } from './page.ts'
import { instant, nothing, wholeNumber } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const alerts = defineQuery({
  path: '/alerts',
  summary: {
    vi: 'Cảnh báo: chưa kết thúc trước, rồi đến mới nhất',
    en: 'Alerts, those not cleared first, then the newest',
  },
  example: () => '/alerts?open=true&limit=20',
  params: nothing,
  query: MatterListQuery.pick({ open: true, unit: true }).extend({
    from: instant('phát sinh từ lúc này trở đi', 'raised at or after').optional(),
    to: instant('phát sinh trước lúc này', 'raised before').optional(),
    after: After,
    limit: wholeNumber(1, 1_000).default(200),
  }),
  gives: z.object({ alerts: z.array(AlertRow), next: Next }),
  isHeavy: true,
  ask: 'alerts.see',
  place: ({ query: { unit } }) => unit ?? REACH,
})

/** One alert with everything that people have done about it. */
export const alert = defineQuery({
  path: '/alerts/{alert}',
  isHeavy: true,
  summary: {
    vi: 'Một cảnh báo và mọi việc đã làm với nó',
    en: 'One alert, and what people have done about it',
  },
  example: () => '/alerts/a-1',
  exampleIsInvented: true,
  params: z.object({ alert: z.string().min(1).max(200).meta(says('mã cảnh báo', 'id of an alert')) }),
  query: nothing,
  gives: z.object({
    alert: AlertRow,
    /** In the order they happened. */
    facts: z.array(FactShape),
  }),
  ask: 'alerts.see',
  place: () => REACH,
})

/** The same for whoever publishes it outside. */
export const alertCap = defineQuery({
  path: '/alerts/{alert}/cap',
  summary: {
    vi: 'Một cảnh báo theo giao thức CAP 1.2, để công bố ra ngoài; mô phỏng thì ghi Exercise, bản trình diễn ghi Test',
    en: 'One alert as a message of CAP 1.2, to be published outside; a simulated one is an Exercise, one of the demo a Test',
  },
  example: () => '/alerts/a-1/cap',
  exampleIsInvented: true,
  params: alert.params,
  query: nothing,
  gives: { binary: CAP_TYPE },
  ask: 'alerts.see',
  place: () => REACH,
})

/** How well the centre keeps up with its alerts. */
export const alertHealth = defineQuery({
  path: '/alert-health',
  summary: {
    vi: 'Tình hình xử lý cảnh báo: số cảnh báo mỗi 10 phút và mỗi trực ban, lặp lại, tồn đọng, thời gian tiếp nhận theo mức và theo ca',
    en: 'Health of alerts: how many in ten minutes and an operator, chattering, stale, times to acknowledge by severity and shift',
  },
  example: () => '/alert-health?hours=24',
  params: nothing,
  query: z.object({
    hours: wholeNumber(1, 168).default(24).meta(says('trong bao nhiêu giờ qua', 'of the last so many hours')),
  }),
  gives: AlertHealthShape,
  isHeavy: true,
  ask: 'alerts.see',
  place: () => REACH,
})
