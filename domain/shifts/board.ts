import * as z from 'zod'
import { epochMs, moment, says, text } from '../schema.ts'

/** What a handover tells of, in this order. */
export const BOARD_PARTS = ['open', 'toClose', 'shelved', 'silent', 'due'] as const
export type BoardPart = (typeof BOARD_PARTS)[number]

/** Lines of a part that are kept; how many more there were is told by its count. */
export const MOST_BOARD_LINES = 25

const BoardLineShape = z.object({
  title: text,
  unit: z.string().nullable(),
  severity: z.string().nullable().meta(says('mức cảnh báo; null: không có mức', 'of an alert; null: it has none')),
  at: moment.meta(
    says('phát sinh, mất kết nối, hoặc đến hạn lúc', 'when it began, was heard last, or is due; null: unknown'),
  ),
  by: z.string().nullable().meta(says('người đã tiếp nhận hoặc tạm gác', 'who has taken it on, or shelved it')),
  shelvedUntil: moment
    .optional()
    .meta(
      says('tạm gác đến; không có hoặc null: không tạm gác', 'until when it is shelved; absent or null: it is not'),
    ),
  shelvedWhy: z.string().nullish().meta(says('lý do tạm gác', 'why it is shelved')),
  path: z.string().meta(says('địa chỉ trang của nó', 'address of its page')),
})
export type BoardLine = Readonly<z.output<typeof BoardLineShape>>

const BoardPartShape = z.object({
  part: z
    .enum(BOARD_PARTS)
    .meta(
      says(
        'open: cảnh báo, sự vụ đang mở; toClose: cảnh báo đã kết thúc, chờ đóng; shelved: tạm gác; silent: nguồn mất kết nối; due: đến hạn trước hết ngày',
        'open: alerts and incidents that stand; toClose: alerts that are over and not closed; shelved: put aside; silent: sources that are not heard; due: due before the day ends',
      ),
    ),
  count: z.number().int().meta(says('tất cả bao nhiêu', 'how many there are in all')),
  lines: z
    .array(BoardLineShape)
    .readonly()
    .meta(says(`nặng nhất trước, nhiều nhất ${MOST_BOARD_LINES}`, `worst first, ${MOST_BOARD_LINES} at most`)),
})

export const ShiftBoardShape = z.object({
  at: epochMs.meta(says('theo tình trạng lúc', 'as it stood then')),
  parts: z.array(BoardPartShape).readonly(),
})
/** What a shift hands over: what stood at a moment. */
export type ShiftBoard = Readonly<z.output<typeof ShiftBoardShape>>

/** @param lines each part's, worst first */
export function shiftBoard(at: number, lines: Readonly<Record<BoardPart, readonly BoardLine[]>>): ShiftBoard {
  return {
    at,
    parts: BOARD_PARTS.map((part) => ({
      part,
      count: lines[part].length,
      lines: lines[part].slice(0, MOST_BOARD_LINES),
    })),
  }
}
