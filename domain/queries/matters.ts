import * as z from 'zod'
import { says } from '../schema.ts'
import { After } from './page.ts'
import { flag, wholeNumber } from './parameters.ts'

/** What lists of matters take. */
export const MatterListQuery = z.object({
  open: flag
    .optional()
    .meta(
      says(
        'true: chưa kết thúc; false: đã kết thúc; không ghi: tất cả',
        'true: not over; false: over; all when absent',
      ),
    ),
  unit: z
    .string()
    .optional()
    .meta(
      says(
        'mã đơn vị: chỉ đơn vị đó và các đơn vị trực thuộc; không ghi: toàn thành phố',
        'a unit code: only what lies there or below; the whole city when absent',
      ),
    ),
  text: z
    .string()
    .max(200)
    .optional()
    .meta(says('từ trong tên, trích yếu; không cần dấu', 'words of the title; marks do not count')),
  after: After,
  limit: wholeNumber(1, 500).default(100),
})

/** How many a list has in each state; only with the first page. */
export const Totals = z
  .record(z.string(), z.number())
  .nullable()
  .meta(
    says(
      'số lượng theo từng trạng thái; chỉ có ở trang đầu, khi không tìm theo từ',
      'how many in each state; with the first page only, and not when words are looked for',
    ),
  )
