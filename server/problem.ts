import { PROBLEMS, type ProblemCode, type ProblemParams, problemSentence } from '../domain/problems.ts'

/** An answer other than success, as RFC 9457 `application/problem+json`. Throw it anywhere in a route. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly params: ProblemParams
  readonly status: number
  readonly title: string

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(problemSentence(code, params)?.en)
    this.code = code
    this.params = params
    this.status = PROBLEMS[code].status
    this.title = PROBLEMS[code].title
  }
}

/** The problem that an error thrown by a route is told as; undefined: it is a fault of ours, and the log should have it. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof URIError) return new Problem('unreadableAddress')
  // Express and its parsers mark bad requests with a 4xx status.
  const status = (error as { status?: unknown } | null)?.status
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('unreadableRequest')
  return undefined
}
