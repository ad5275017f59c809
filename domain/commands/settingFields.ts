import * as z from 'zod'
import { says } from '../schema.ts'
import { Line } from '../written.ts'

/** The newest change of the same thing that its changer knew of: whoever decided on what no longer stands is told so. */
export const Seen = z
  .number()
  .int()
  .min(0)
  .meta(
    says(
      'số của thay đổi mới nhất đã thấy ở mục này (xem /api/v1/settings); 0: chưa có thay đổi nào. Có thay đổi khác thì bị từ chối',
      'number of the newest change of this that one has seen (see /api/v1/settings); 0: none. Refused when there is another',
    ),
  )

/** On what grounds. */
export const Note = Line.max(300).optional().meta(says('căn cứ, như số quyết định', 'on what grounds, like a decision'))
