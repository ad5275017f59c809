import * as z from 'zod'
import { dayFault, FIRST_DAY, LAST_DAY, type ParsedInstant, parseQueryInstant } from '../instant.ts'
import { type ProblemCode, quoted } from '../problems.ts'
import { says } from '../schema.ts'

/**
 * What may stand in an address, each kind read by one parser that takes one way to write it. A check of its own names the problem of
 * `domain/problems.ts` that tells what is wrong.
 */

/** Of a query that takes no parameters. */
export const nothing = z.object({})

/** A unit, where the whole city is meant without it. */
export const UnitQuery = z.object({
  unit: z.string().optional().meta(says('mã đơn vị; không ghi: thành phố', 'a unit code; the city when absent')),
})

/** Epoch ms from a moment in a query string. */
const Instant = z.string().transform((text, context): number => {
  const parsed = parseQueryInstant(text)
  if (parsed.ok) return parsed.at
  context.addIssue(issueOf(text, parsed))
  return z.NEVER
})

/** A moment that bounds an answer. */
export const instant = (vi: string, en: string) =>
  Instant.meta(
    says(
      `${vi}; ISO 8601 kèm múi giờ (dấu + trong địa chỉ ghi là %2B), hoặc ngày YYYY-MM-DD, tính từ 0 giờ ở Cần Thơ, hoặc mili giây epoch`,
      `${en}; ISO 8601 with its offset (in an address + is written %2B), or a day YYYY-MM-DD, which begins at midnight in Cần Thơ, or epoch milliseconds`,
    ),
  )

/** A day of the calendar, which is the city's, of 2000 to 2099. */
export const DayText = z.string().superRefine((text, context) => {
  const fault = dayFault(text)
  if (fault !== undefined) return context.addIssue(issueOf(text, fault))
  if (FIRST_DAY <= text && text <= LAST_DAY) return
  const params = { first: FIRST_DAY, last: LAST_DAY }
  context.addIssue({ code: 'custom', message: 'dayOutOfRange' satisfies ProblemCode, params })
})

/** A whole number, written in digits and nothing else: what `Number` makes of `0x10`, ` 5 ` or nothing is not what was meant. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .transform((text, context): number => {
      const number = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
      if (number >= min && number <= max) return number
      const params = { text: quoted(text), min, max }
      context.addIssue({ code: 'custom', message: 'wrongNumber' satisfies ProblemCode, params })
      return z.NEVER
    })
    .meta({ type: 'integer', minimum: min, maximum: max })

/** A year that has days which can be asked for. */
export const Year = wholeNumber(2000, 2099)

/** `true` or `false`, and no other word for them. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** What to write instead, ready to be put into an address. */
function issueOf(text: string, { fault, instead }: Extract<ParsedInstant, { ok: false }>) {
  const params = { text: quoted(text.slice(0, 60)), fault, instead: instead.replaceAll('+', '%2B') }
  return { code: 'custom' as const, message: 'wrongMoment' satisfies ProblemCode, params }
}
