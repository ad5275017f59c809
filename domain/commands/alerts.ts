import * as z from 'zod'
import { AlertRow, CLOSE_REASONS } from '../alerts/alert.ts'
import { LEAD_SHELVES_MS, MOST_HANDLED, MOST_WRITTEN } from '../alerts/handling.ts'
import { REACH } from '../queries/query.ts'
import type { Text } from '../text.ts'
import { MINUTE_MS } from '../time.ts'
import { Lines } from '../written.ts'
import { type CommandCity, defineCommand } from './command.ts'

const id = z.string().min(1).max(200)
const written = Lines.max(MOST_WRITTEN)
const minutes = z
  .number()
  .int()
  .min(1)
  .max(LEAD_SHELVES_MS / MINUTE_MS)
/** Which alert, and what of it was on the screen: another version by then is refused. */
const one = { alert: id, expectedVersion: z.number().int().min(0).optional() }
const gives = z.object({ alert: AlertRow })
const place = ({ alert }: { alert: string }, city: CommandCity) => city.alertUnit(alert) ?? undefined

/** Takes an alert on: the first does, whoever comes after is told who was first. */
export const acknowledgeAlert = defineCommand({
  summary: { vi: 'Tiếp nhận một cảnh báo', en: 'Acknowledges an alert' },
  input: z.object({ ...one, note: written.optional() }),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: { vi: 'Tiếp nhận cảnh báo {alert}', en: 'Acknowledged alert {alert}' },
  example: () => ({ alert: 'a-1', note: 'Đã gọi trạm bơm' }),
})

/** Puts an alert aside for a while: an operator for at most an hour, the shift lead for a day. */
export const shelveAlert = defineCommand({
  summary: { vi: 'Tạm gác một cảnh báo trong một thời gian', en: 'Shelves an alert for a while' },
  input: z.object({ ...one, minutes, reason: written.min(1) }),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: {
    vi: 'Tạm gác cảnh báo {alert} trong {minutes} phút: {reason}',
    en: 'Shelved alert {alert} for {minutes} min: {reason}',
  },
  example: () => ({ alert: 'a-1', minutes: 30, reason: 'Đang bảo trì trạm' }),
})

export const unshelveAlert = defineCommand({
  summary: { vi: 'Bỏ tạm gác một cảnh báo', en: 'Takes a shelved alert back' },
  input: z.object(one),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: { vi: 'Bỏ tạm gác cảnh báo {alert}', en: 'Took alert {alert} back' },
  example: () => ({ alert: 'a-1' }),
})

/** Closes an alert that has ended, or one that was none; a critical one takes the shift lead. */
export const closeAlert = defineCommand({
  summary: { vi: 'Đóng một cảnh báo', en: 'Closes an alert' },
  input: z.object({ ...one, reason: z.enum(CLOSE_REASONS), note: written.optional() }),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: { vi: 'Đóng cảnh báo {alert}', en: 'Closed alert {alert}' },
  example: () => ({ alert: 'a-1', reason: 'handled' as const }),
})

export const commentAlert = defineCommand({
  summary: { vi: 'Ghi ý kiến vào một cảnh báo', en: 'Comments on an alert' },
  input: z.object({ alert: id, text: written.min(1) }),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: { vi: 'Ghi ý kiến vào cảnh báo {alert}', en: 'Commented on alert {alert}' },
  example: () => ({ alert: 'a-1', text: 'Tổ kỹ thuật đang đến' }),
})

/** What an alert is about is being worked on, or is in service again: while it is not, nobody is called. */
export const setAlertOutOfService = defineCommand({
  summary: {
    vi: 'Đánh dấu cảnh báo là ngoài vận hành, hoặc bỏ đánh dấu',
    en: 'Marks an alert as out of service, or takes the mark away',
  },
  input: z.object({ ...one, isOut: z.boolean(), reason: written.min(1) }),
  gives,
  do: 'alerts.acknowledge',
  place,
  says: { vi: 'Đổi dấu ngoài vận hành của cảnh báo {alert}', en: 'Changed the out-of-service mark of alert {alert}' },
  example: () => ({ alert: 'a-1', isOut: true, reason: 'Đang thay cảm biến' }),
})

const DONE_TO_SEVERAL: Readonly<Record<string, Text>> = {
  acknowledge: { vi: 'Tiếp nhận', en: 'Acknowledged' },
  shelve: { vi: 'Tạm gác', en: 'Shelved' },
  unshelve: { vi: 'Bỏ tạm gác', en: 'Took back' },
  close: { vi: 'Đóng', en: 'Closed' },
}

/** One act for several alerts: each is decided on by itself, and the answer says which were refused and why. */
export const handleAlerts = defineCommand({
  summary: { vi: 'Xử lý nhiều cảnh báo với một lý do', en: 'Handles several alerts with one reason' },
  input: z.object({
    alerts: z.array(id).min(1).max(MOST_HANDLED),
    act: z.enum(['acknowledge', 'shelve', 'unshelve', 'close']),
    /** Of an acknowledgement and of a closing; the reason for putting aside. */
    note: written.optional(),
    /** For how long they are put aside. */
    minutes: minutes.optional(),
    reason: z.enum(CLOSE_REASONS).optional(),
  }),
  gives: z.object({
    results: z.array(
      z.object({
        alert: z.string(),
        /** Why not; null: done. */
        code: z.string().nullable(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
  do: 'alerts.acknowledge',
  place: () => REACH,
  says: { vi: '{act} {alerts} cảnh báo{minutes}: {note}', en: '{act} {alerts} alerts{minutes}: {note}' },
  names: ({ act, alerts, minutes }) => ({
    act: typeof act === 'string' && Object.hasOwn(DONE_TO_SEVERAL, act) ? DONE_TO_SEVERAL[act] : undefined,
    alerts: Array.isArray(alerts) ? { vi: `${alerts.length}`, en: `${alerts.length}` } : undefined,
    minutes:
      typeof minutes === 'number' ? { vi: ` trong ${minutes} phút`, en: ` for ${minutes} min` } : { vi: '', en: '' },
  }),
  example: () => ({ alerts: ['a-1', 'a-2'], act: 'acknowledge' as const, note: 'Mưa lớn toàn quận' }),
})
