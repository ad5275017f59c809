import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'

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

/** The last handler of the API: whatever was not answered before does not exist. */
export const nothingHere: RequestHandler = (request) => {
  throw notFound(`nothing answers ${request.method} ${request.originalUrl.split('?')[0]}; see /api/v1/openapi.json`)
}

export function answerProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem =
      error instanceof Problem
        ? error
        : isHttpError(error)
          ? new Problem(error.status, 'Bad request', 'the request could not be read')
          : undefined
    if (problem === undefined) log.error({ error, url: request.originalUrl }, 'a request failed')
    const { status, title, message } =
      problem ?? new Problem(500, 'Internal error', 'the hub could not answer; its log says why')
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title, status, detail: message }))
  }
}

/** Errors that Express and its parsers throw for bad requests carry a 4xx status. */
function isHttpError(error: unknown): error is { status: number } {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' && status >= 400 && status < 500
}
