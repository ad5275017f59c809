import type * as z from 'zod'
import type { Principal } from '../../domain/access/principal.ts'
import { PROBLEMS, type ProblemCode, type ProblemParams, quoted } from '../../domain/problems.ts'
import type { Answer, ExampleCity, Gives, Query } from '../../domain/queries/query.ts'
import { storableIn } from '../../domain/written.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'

/** A body that is not JSON, with its media type. */
export interface Binary {
  readonly type: string
  readonly bytes: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** What the log says of it beside what was asked: code of the unit whose it is (null: the whole city's), and its name. */
  readonly told?: { readonly unit: string | null; readonly name?: string }
}

/** Whom the gate has let pass, and how far they may see what is asked. */
export interface Pass {
  readonly principal: Principal
  readonly reach: Reach
}

/** A declared query with what answers it. */
export interface Route<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  G extends Gives = Gives,
> {
  readonly query: Query<string, P, Q, G>
  /** @throws Problem */
  handle(input: { params: z.output<P>; query: z.output<Q> } & Pass): Promise<Answer<G> | Binary> | Answer<G> | Binary
}

/** Keeps the types of a query and its handler together; routes of different types then stand in one list. */
export function answers<P extends z.ZodObject, Q extends z.ZodObject, G extends Gives>(
  query: Query<string, P, Q, G>,
  handle: Route<P, Q, G>['handle'],
): Route {
  return { query, handle } as unknown as Route
}

/** What the example of a query gives each parameter. */
export function exampleValues(
  { path, example }: Query,
  city: ExampleCity,
): { readonly params: Record<string, string>; readonly query: Record<string, string> } {
  const { pathname, searchParams } = new URL(example(city), 'http://hub')
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

/** @throws Problem when what is given does not fit the schema */
export function parse<T extends z.ZodObject>(schema: T, given: unknown): z.output<T> {
  const parsed = schema.safeParse(stored(given))
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  if (unknown.length > 0) {
    const names = unknown.map(quoted).join(', ')
    const allowed = Object.keys(schema.shape).join(', ')
    throw allowed === '' ? new Problem('noParameters', { names }) : new Problem('unknownParameter', { names, allowed })
  }
  const nameOf = (issue: z.core.$ZodIssue) => issue.path.join('.')
  const missing = issues.filter((issue) => valueAt(given, issue.path) === undefined)
  if (missing.length > 0) throw new Problem('missingParameter', { names: missing.map(nameOf).join(', ') })
  const repeated = issues.filter((issue) => issue.code === 'invalid_type' && Array.isArray(valueAt(given, issue.path)))
  if (repeated.length > 0) throw new Problem('repeatedParameter', { names: repeated.map(nameOf).join(', ') })
  throw problemOfIssue(issues[0], nameOf)
}

function stored(given: unknown): unknown {
  try {
    return storableIn(given)
  } catch {
    throw new Problem('unreadableRequest')
  }
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value, level) => (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[level],
    given,
  )
}

/** What is too much or too little of what is given, by what that is. */
const TOO_BIG: Readonly<Record<string, ProblemCode>> = {
  string: 'tooLong',
  array: 'tooMany',
  number: 'tooHigh',
  int: 'tooHigh',
}
const TOO_SMALL: Readonly<Record<string, ProblemCode>> = {
  string: 'tooShort',
  array: 'tooFew',
  number: 'tooLow',
  int: 'tooLow',
}

/** What one value is wrong in, as a problem that says what to write instead. */
function problemOfIssue(issue: z.core.$ZodIssue | undefined, nameOf: (issue: z.core.$ZodIssue) => string): Problem {
  if (issue === undefined) return new Problem('unreadableRequest')
  const name = nameOf(issue)
  if (issue.code === 'invalid_value')
    return new Problem('unknownValue', { name, allowed: issue.values.map(String).join(', ') })
  if (issue.code === 'too_big')
    return new Problem(TOO_BIG[issue.origin] ?? 'wrongParameter', { name, max: Number(issue.maximum) })
  if (issue.code === 'too_small' && issue.inclusive !== false)
    return new Problem(TOO_SMALL[issue.origin] ?? 'wrongParameter', { name, min: Number(issue.minimum) })
  if (issue.code === 'custom' && isProblemCode(issue.message))
    return new Problem(issue.message, { name, ...(issue.params as ProblemParams) })
  return new Problem('wrongParameter', { name })
}

/** A parameter's own check names its problem by the message of its issue: see `domain/queries/parameters.ts`. */
function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text)
}
