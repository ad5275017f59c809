import * as z from 'zod'
import { says } from '../schema.ts'
import { ShiftBoardShape } from '../shifts/board.ts'
import { EntryShape, ShiftLogShape } from '../shifts/machine.ts'
import { After, Next } from './page.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery } from './query.ts'

export const shifts = defineQuery({
  path: '/shifts',
  summary: {
    vi: 'Các ca trực đã có ghi sổ, mới nhất trước, và ca đang trực',
    en: 'Shifts with something in their log, the newest first, and the one that is on',
  },
  example: () => '/shifts?limit=20',
  params: nothing,
  query: z.object({ after: After, limit: wholeNumber(1, 200).default(30) }),
  gives: z.object({
    now: ShiftLogShape.meta(
      says(
        'ca đang trực: hai bên ký sớm thì là ca vừa nhận',
        'the shift that is on: where both sides have signed early, the one that has taken over',
      ),
    ),
    before: ShiftLogShape.meta(says('ca ngay trước', 'the shift before it')),
    shifts: z.array(ShiftLogShape),
    next: Next,
  }),
  ask: 'shift.see',
})

export const shift = defineQuery({
  path: '/shifts/{id}',
  summary: {
    vi: 'Sổ trực của một ca, và tình trạng bàn giao: lúc ký giao, hoặc bây giờ nếu chưa ký',
    en: 'The log of a shift, and what it hands over: as it stood when it was signed, or now while nobody has',
  },
  example: ({ today }) => `/shifts/${today}-0600`,
  params: z.object({
    id: z
      .string()
      .meta(says('ngày và giờ bắt đầu ca, như 2026-11-29-0600', 'day and time of its beginning, like 2026-11-29-0600')),
  }),
  query: nothing,
  gives: z.object({
    shift: ShiftLogShape,
    entries: z.array(EntryShape).meta(says('theo thứ tự thời gian', 'in the order of time')),
    board: ShiftBoardShape,
    signed: z
      .boolean()
      .meta(
        says(
          'true: tình trạng đã khóa lúc ký giao; false: bây giờ',
          'true: as it stood when it was handed over; false: now',
        ),
      ),
  }),
  ask: 'shift.see',
})
