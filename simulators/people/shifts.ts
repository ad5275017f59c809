import type { ShiftLog } from '../../domain/shifts/machine.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type Act, delay, type Planning, pick } from './act.ts'

const ENTRY_EVERY_MS = 100 * MINUTE_MS
/** A shift that was over long before nobody signs any more. */
const SIGNED_WITHIN_MS = 3 * HOUR_MS

const ENTRIES = [
  'Đã rà soát các cảnh báo đang mở, không có điểm nóng mới.',
  'Gọi kiểm tra hai trạm đo mất kết nối, đơn vị vận hành đã nhận.',
  'Đã nhắc các phường gửi báo cáo ngày.',
  'Đã đối chiếu mực nước với dự báo triều, chênh lệch trong giới hạn.',
] as const

/** What the crews mean to do about the log of shifts: an entry now and then, and both signatures after the end. */
export function planShifts(
  { now: on, before }: { readonly now: ShiftLog; readonly before: ShiftLog },
  { people, random, now }: Planning,
): Act[] {
  const acts: Act[] = []
  const [leaving, coming] = people.filter(({ role }) => role === 'lead')
  const operators = people.filter(({ role }) => role === 'operator')
  const slot = Math.floor(now / ENTRY_EVERY_MS)
  const writer = operators[Math.floor(random.of('writer', slot) * operators.length)]
  if (writer !== undefined && on.state === 'open')
    acts.push({
      ...{ key: `entry-${slot}`, person: writer, command: 'writeShiftEntry' },
      afterMs: delay(random, 3 * MINUTE_MS, 40 * MINUTE_MS, 'entry', slot),
      input: { shift: on.id, text: pick(random, ENTRIES, 'entry', slot) },
    })
  if (now - before.to > SIGNED_WITHIN_MS) return acts
  const key = `shift-${before.id}-${before.version}`
  const afterMs = delay(random, 3 * MINUTE_MS, 12 * MINUTE_MS, key)
  const input = { shift: before.id, expectedVersion: before.version }
  if (before.state === 'open' && leaving !== undefined)
    acts.push({
      ...{ key, afterMs, person: leaving, command: 'handOverShift' },
      input: { ...input, note: 'Tiếp tục theo dõi các cảnh báo đang mở và các nguồn mất kết nối.' },
    })
  if (before.state === 'handedOver' && coming !== undefined && before.handedOver?.id !== coming.id)
    acts.push({
      ...{ key, afterMs, person: coming, command: 'takeOverShift' },
      input: { ...input, note: 'Đã nhận đủ.' },
    })
  return acts
}
