/** An answer other than success, as RFC 9457 `application/problem+json`. Throw it anywhere in a route. */
export class Problem extends Error {
  readonly status: number
  readonly title: string

  /** @param detail what was wrong with this request and what to ask instead */
  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.status = status
    this.title = title
  }
}

export function notFound(detail: string): Problem {
  return new Problem(404, 'Not found', detail)
}

export function badRequest(detail: string): Problem {
  return new Problem(400, 'Bad request', detail)
}

/** The problem that an error thrown by a route is told as; undefined: it is a fault of ours, and the log should have it. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  // Express and its parsers mark bad requests with a 4xx status.
  const status = (error as { status?: unknown } | null)?.status
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem(status, 'Bad request', 'the request could not be read')
  }
  return undefined
}
