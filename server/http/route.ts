import * as z from 'zod'
import { dayFault, type ParsedInstant, parseQueryInstant } from '../../domain/instant.ts'
import { says } from '../../domain/schema.ts'
import type { Text } from '../../domain/text.ts'
import type { Day } from '../../domain/time.ts'
import { Problem, quoted } from './problem.ts'

/** A body that is not JSON, with its media type. */
export interface Binary {
  readonly type: string
  readonly bytes: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** Days of the city that an example may ask for. */
export interface ExampleDays {
  readonly today: Day
  readonly weekAgo: Day
}

/**
 * One route, declared: what it takes is validated, and what it takes and gives is described in the OpenAPI document from the same
 * schemas.
 */
export interface Route<P extends z.ZodObject = z.ZodObject, Q extends z.ZodObject = z.ZodObject, R = unknown> {
  /** Parameters in braces: `/sensors/{id}/series`. */
  readonly path: string
  readonly summary: Text
  /** An address that can be tried now, below `/api/v1` or, for what stands at the root, from there: `/kpis/onTimeRate?unit=92`. */
  example(days: ExampleDays): string
  readonly params: P
  readonly query: Q
  /** Schema of the JSON body, or the media type of a binary one. */
  readonly gives: z.ZodType<R> | { readonly binary: string }
  /** What an answer of another status means, where 400 and 404 are not all. */
  readonly problems?: Readonly<Record<number, Text>>
  /** @throws Problem */
  handle(input: { params: z.output<P>; query: z.output<Q> }): Promise<R | Binary> | R | Binary
}

/** Keeps the types of params, query and body together; routes of different types then stand in one list. */
export function route<P extends z.ZodObject, Q extends z.ZodObject, R>(declared: Route<P, Q, R>): Route {
  return declared as unknown as Route
}

export const nothing = z.object({})

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

/** A day of the calendar, which is the city's. */
export const DayText = z.string().superRefine((text, context) => {
  const fault = dayFault(text)
  if (fault !== undefined) context.addIssue(issueOf(text, fault))
})

/** What to write instead, ready to be put into an address. */
function issueOf(text: string, { fault, instead }: Extract<ParsedInstant, { ok: false }>) {
  const inAddress = `${instead.replaceAll('+', '%2B')}${instead.includes('+') ? ' (in an address + is %2B)' : ''}`
  const params = { text: JSON.stringify(text.slice(0, 60)), fault, instead: inAddress }
  return { code: 'custom' as const, message: fault, params }
}

/** What the example of a route gives each parameter. */
export function exampleValues(
  { path, example }: Route,
  days: ExampleDays,
): { readonly params: Record<string, string>; readonly query: Record<string, string> } {
  const { pathname, searchParams } = new URL(example(days), 'http://hub')
  const given = pathname.split('/')
  const params = path.split('/').flatMap((level, n) => {
    const name = /^\{(\w+)\}/.exec(level)?.[1]
    return name === undefined ? [] : [[name, decodeURIComponent(given[n] ?? '')] as const]
  })
  return { params: Object.fromEntries(params), query: Object.fromEntries(searchParams) }
}

export function isBinary(answer: unknown): answer is Binary {
  return (answer as Binary | null)?.bytes instanceof Uint8Array
}

/**
 * What a route answers to raw parameters and query.
 * @param strict whether a name that the route does not know is an error: a filter that is not applied would answer something else
 * @throws Problem when they do not fit its schemas
 */
export async function answer(
  { params, query, handle }: Route,
  rawParams: unknown,
  rawQuery: unknown,
  strict: boolean,
): Promise<unknown> {
  return handle({ params: parse(params, rawParams), query: parse(strict ? query.strict() : query, rawQuery) })
}

function parse<T extends z.ZodObject>(schema: T, given: unknown): z.output<T> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  if (unknown.length > 0) {
    const names = unknown.map(quoted).join(', ')
    const allowed = Object.keys(schema.shape).join(', ')
    throw allowed === '' ? new Problem('noParameters', { names }) : new Problem('unknownParameter', { names, allowed })
  }
  const [first] = issues
  if (issues.length === 1 && first?.code === 'invalid_value') {
    throw new Problem('unknownValue', { name: first.path.join('.'), allowed: first.values.map(String).join(', ') })
  }
  if (issues.length === 1 && first?.code === 'custom' && first.params !== undefined) {
    throw new Problem('wrongMoment', { name: first.path.join('.'), ...first.params })
  }
  throw new Problem('wrongParameter', {
    names: issues.map((issue) => issue.path.join('.') || 'query').join(', '),
    what: issues.map((issue) => `${issue.path.join('.') || 'query'}: ${issue.message}`).join('; '),
  })
}
