import * as z from 'zod'
import { says } from '../schema.ts'
import { EntryShape, ShiftLogShape } from '../shifts/machine.ts'
import { shiftName, shiftOf } from '../shifts/shift.ts'
import { Lines } from '../written.ts'
import { defineCommand } from './command.ts'

/** The longest entry, characters. */
const MOST_ENTRY = 4_000

const ShiftId = z
  .string()
  .min(1)
  .max(40)
  .meta(
    says(
      'ngày và giờ bắt đầu ca, như 2026-11-29-0600; xem /api/v1/shifts',
      'day and time at which it begins, like 2026-11-29-0600; see /api/v1/shifts',
    ),
  )
const Seen = z
  .number()
  .int()
  .min(0)
  .meta(
    says(
      'phiên bản sổ đã xem khi ký; sổ đã đổi thì bị từ chối',
      'version of the log that was read before signing; refused when there is another',
    ),
  )
const Note = Lines.trim().max(MOST_ENTRY).default('')
const Reason = Lines.trim().min(1).max(MOST_ENTRY)
/** A shift by its hours and day. */
function shiftNamed({ shift: id }: Readonly<Record<string, unknown>>) {
  const shift = typeof id === 'string' ? shiftOf(id) : undefined
  return { shift: shift && shiftName(shift) }
}

const example = { shift: '2026-11-29-0600' }
const Signed = z.object({ shift: ShiftLogShape })

export const writeShiftEntry = defineCommand({
  summary: {
    vi: 'Ghi một mục vào sổ trực; mục đã ghi không sửa, chỉ đính chính bằng mục khác',
    en: 'Writes an entry in the log of a shift; what is written is never changed, only put right by another entry',
  },
  input: z.object({
    shift: ShiftId,
    text: Reason,
    corrects: z
      .number()
      .int()
      .min(1)
      .optional()
      .meta(says('số của mục được đính chính', 'number of the entry that it puts right')),
  }),
  gives: z.object({ shift: ShiftLogShape, entry: EntryShape }),
  do: 'shift.keep',
  says: { vi: 'Ghi sổ trực, {shift}', en: 'Wrote in the log of {shift}' },
  names: shiftNamed,
  example: () => ({ ...example, text: 'Trạm Cần Thơ vượt báo động II lúc 09:10, đã báo UBND phường Cái Khế.' }),
})

export const handOverShift = defineCommand({
  summary: {
    vi: 'Ký giao ca, kèm tình trạng vào lúc ký; điều ghi sau đó là mục bổ sung cho đến khi ca sau ký nhận',
    en: 'Signs for those who leave, with what stands at that moment; what is written from then until the others sign is an addition',
  },
  input: z.object({ shift: ShiftId, note: Note, expectedVersion: Seen }),
  gives: Signed,
  do: 'shift.keep',
  says: { vi: 'Ký giao: {shift}', en: 'Handed over {shift}' },
  names: shiftNamed,
  example: () => ({ ...example, note: 'Theo dõi mực nước trạm Cần Thơ.', expectedVersion: 3 }),
})

export const takeOverShift = defineCommand({
  summary: {
    vi: 'Ký nhận ca, cả các mục bổ sung, và khóa sổ: người ký không phải người đã ký giao',
    en: 'Signs for those who come, additions included, and locks the log: somebody else than who has handed over',
  },
  input: z.object({ shift: ShiftId, note: Note, expectedVersion: Seen }),
  gives: Signed,
  do: 'shift.keep',
  says: { vi: 'Ký nhận: {shift}', en: 'Took over from {shift}' },
  names: shiftNamed,
  example: () => ({ ...example, expectedVersion: 4 }),
})

export const sendBackShift = defineCommand({
  summary: {
    vi: 'Chưa nhận ca, đề nghị bổ sung: sổ mở lại',
    en: 'Does not take over yet and asks for more: the log is open again',
  },
  input: z.object({ shift: ShiftId, reason: Reason, expectedVersion: Seen }),
  gives: Signed,
  do: 'shift.keep',
  says: { vi: 'Đề nghị bổ sung sổ trực, {shift}', en: 'Asked for more in the log of {shift}' },
  names: shiftNamed,
  example: () => ({ ...example, reason: 'Chưa ghi lý do tạm gác hai cảnh báo.', expectedVersion: 4 }),
})
