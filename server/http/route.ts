import * as z from 'zod'
import { PROBLEMS, type ProblemCode, type ProblemParams } from '../../domain/problems.ts'
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
  const nameOf = (issue: z.core.$ZodIssue) => issue.path.join('.')
  const raw = given as Readonly<Record<string, unknown>>
  const missing = issues.filter((issue) => raw[nameOf(issue)] === undefined)
  if (missing.length > 0) throw new Problem('missingParameter', { names: missing.map(nameOf).join(', ') })
  const repeated = issues.filter((issue) => Array.isArray(raw[nameOf(issue)]))
  if (repeated.length > 0) throw new Problem('repeatedParameter', { names: repeated.map(nameOf).join(', ') })
  throw problemOfIssue(issues[0], nameOf)
}

/** What one value is wrong in, as a problem that says what to write instead. */
function problemOfIssue(issue: z.core.$ZodIssue | undefined, nameOf: (issue: z.core.$ZodIssue) => string): Problem {
  if (issue === undefined) return new Problem('unreadableRequest')
  const name = nameOf(issue)
  if (issue.code === 'invalid_value')
    return new Problem('unknownValue', { name, allowed: issue.values.map(String).join(', ') })
  if (issue.code === 'too_big') return new Problem('tooLong', { name, max: Number(issue.maximum) })
  if (issue.code === 'custom' && isProblemCode(issue.message))
    return new Problem(issue.message, { name, ...(issue.params as ProblemParams) })
  return new Problem('wrongParameter', { name })
}

/** A parameter's own check names its problem by the message of its issue: see `parameters.ts`. */
function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text)
}
