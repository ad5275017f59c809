import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import { Problem } from './problem.ts'

/**
 * What a page of ours may do: load from the hub and nowhere else. MapLibre's worker is a same-origin module, styles are files, and React
 * sets styles through the CSSOM, so nothing inline is needed.
 */
export const securityHeaders: RequestHandler = helmet({
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

/** The screens: files with a hash in their name for ever, everything else asked again. Any other address is the page itself. */
export function pages(clientDir: string): Router {
  const router = Router()
  const index = join(clientDir, 'index.html')
  router.use(
    express.static(clientDir, {
      index: false,
      setHeaders: (response, path) => {
        const hashed = path.includes(`${join(clientDir, 'assets')}`)
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  router.get('/{*path}', (request, response) => {
    // A missing file is an error, not the page: a script that gets HTML fails in ways nobody understands.
    if (/\.[a-z0-9]{1,8}$/i.test(request.path)) throw new Problem(404, 'Not found', `no file ${request.path}`)
    if (!existsSync(index)) throw new Problem(503, 'Not built', 'the screens are not built: run `npm run build`')
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(index)
  })
  return router
}
