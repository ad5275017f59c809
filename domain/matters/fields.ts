import * as z from 'zod'
import { endOfWork } from '../calendar/workingTime.ts'
import { isInCentury, parseQueryInstant } from '../instant.ts'
import { type ProblemCode, quoted } from '../problems.ts'
import { says } from '../schema.ts'
import { isDay } from '../time.ts'
import { Line, Lines } from '../written.ts'

/** Longest text that people write to each other, and longest line that says what it is about. */
const MAX_TEXT = 10_000
const MAX_TITLE = 300

/** What somebody writes: shown as it was written, never as markup. */
export const Written = Lines.trim().min(1).max(MAX_TEXT)
export const Title = Line.trim().min(1).max(MAX_TITLE)
export const Reason = Lines.trim().min(1).max(2_000).meta(says('lý do', 'why'))

export const MatterId = z.string().min(1).max(64)

/** The version that was on the screen of whoever acts. */
export const ExpectedVersion = z
  .number()
  .int()
  .min(1)
  .meta(
    says(
      'phiên bản đang thấy; đã có người xử lý trước thì bị từ chối',
      'the version on one’s screen; refused when somebody has dealt with it since',
    ),
  )

/** A deadline: a day means the end of work on it. */
export const Deadline = z
  .string()
  .transform((text, context): number => {
    // A day of another age falls through, and is refused as such a moment is.
    if (isDay(text) && isInCentury(endOfWork(text))) return endOfWork(text)
    const parsed = parseQueryInstant(text)
    if (parsed.ok) return parsed.at
    const params = { text: quoted(text.slice(0, 60)), fault: parsed.fault, instead: parsed.instead }
    context.addIssue({ code: 'custom', message: 'wrongMoment' satisfies ProblemCode, params })
    return z.NEVER
  })
  .meta(
    says(
      'ngày YYYY-MM-DD (hết giờ làm việc 17:00 ngày đó), hoặc ISO 8601 kèm múi giờ',
      'a day YYYY-MM-DD (until the end of work, 17:00), or ISO 8601 with its offset',
    ),
  )
