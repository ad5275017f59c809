import * as z from 'zod'
import { says } from '../schema.ts'

/** What every list that is read page by page takes: the `next` of the page before, as it was given. */
export const After = z
  .string()
  .max(1_000)
  .optional()
  .meta(
    says(
      'trang tiếp theo: giá trị `next` của trang trước, giữ nguyên các tham số khác',
      'the following page: `next` of the one before, with the other parameters as they were',
    ),
  )

/** What every such list gives beside its rows. */
export const Next = z
  .string()
  .nullable()
  .meta(
    says(
      'đưa vào `after` để lấy trang sau; null: đã hết',
      'goes into `after` for the following page; null: there is none',
    ),
  )
