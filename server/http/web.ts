import { existsSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { openApiOf } from './openapi.ts'
import { notFound, Problem, problemOf } from './problem.ts'
import { answer, isBinary, type Route } from './route.ts'

/** Serves the screens: the built files, or in development the files as they are saved. */
export type Screens = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/**
 * Everything the hub says over HTTP. The only module that knows Express.
 * @param routes below `/api/v1`
 * @param health at the root
 */
export function createWeb({
  routes,
  health,
  screens,
  version,
  log,
}: {
  routes: readonly Route[]
  health: readonly Route[]
  screens: Screens
  version: string
  log: Logger
}): RequestListener {
  const web = express()
  const openApi = openApiOf(routes, version)
  web.disable('x-powered-by')
  web.use(securityHeaders)
  web.use(routerOf(health))
  web.get('/api/v1/openapi.json', (_request, response) => void response.json(openApi))
  web.use('/api/v1', routerOf(routes), nothingHere)
  web.use(screens)
  web.use(answerProblems(log))
  return web
}

/**
 * What a page of ours may do: load from the hub and nowhere else. MapLibre's worker is a same-origin module, styles are files, and React
 * sets styles through the CSSOM, so nothing inline is needed.
 */
const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      styleSrcAttr: ["'none'"],
      workerSrc: ["'self'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // The hub itself speaks plain HTTP on loopback; a proxy that ends TLS sets this header.
  strictTransportSecurity: false,
})

function routerOf(routes: readonly Route[]): Router {
  const router = Router()
  for (const declared of routes) {
    router.get(declared.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (request, response) => {
      const body = await answer(declared, request.params, request.query)
      response.setHeader('Cache-Control', 'no-store')
      if (!isBinary(body)) {
        response.json(body)
        return
      }
      response.set(body.headers ?? {})
      response.type(body.type).send(Buffer.from(body.bytes.buffer, body.bytes.byteOffset, body.bytes.byteLength))
    })
  }
  return router
}

/** The last handler of the API: whatever was not answered before does not exist. */
const nothingHere: RequestHandler = (request) => {
  throw notFound(`nothing answers ${request.method} ${request.originalUrl.split('?')[0]}; see /api/v1/openapi.json`)
}

function answerProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const known = problemOf(error)
    if (known === undefined) log.error({ error, url: request.originalUrl }, 'a request failed')
    const problem = known ?? new Problem(500, 'Internal error', 'the hub could not answer; its log says why')
    const { status, title, message } = problem
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title, status, detail: message }))
  }
}

/** The built screens: files with a hash in their name for ever, everything else asked again. Any other address is the page itself. */
export function builtScreens(clientDir: string): Screens {
  const router = Router()
  const index = join(clientDir, 'index.html')
  router.use(
    express.static(clientDir, {
      index: false,
      setHeaders: (response, path) => {
        const hashed = path.startsWith(join(clientDir, 'assets'))
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  router.get('/{*path}', (request, response) => {
    // A missing file is an error, not the page: a script that gets HTML fails in ways nobody understands.
    if (/\.[a-z0-9]{1,8}$/i.test(request.path)) throw notFound(`no file ${request.path}`)
    if (!existsSync(index)) throw new Problem(503, 'Not built', 'the screens are not built: run `npm run build`')
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(index)
  })
  return router as unknown as Screens
}
