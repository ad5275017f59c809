import { Router } from 'express'
import type { Metrics } from '../services/metrics.ts'

/** For whoever keeps the process running: alive, ready, and its measurements for Prometheus. */
export function healthRouter({ ready, metrics }: { ready: () => string[]; metrics: Metrics }): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', (_request, response) => {
    const missing = ready()
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'not ready', missing })
  })
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text())
  })
  return router
}
