import { HEALTH_QUERIES } from '../../domain/queries/index.ts'
import { Problem } from '../problem.ts'
import type { Metrics } from '../services/metrics.ts'
import { answers, type Route } from './route.ts'

/** For whoever keeps the process running: alive, ready, and its measurements for Prometheus. */
export function healthRoutes({ missing, metrics }: { missing: () => readonly string[]; metrics: Metrics }): Route[] {
  /** Whoever asks while an answer is being put together gets that one: anybody may ask. */
  let measured: Promise<Buffer> | undefined
  const measure = () => {
    measured ??= metrics
      .text()
      .then((text) => Buffer.from(text))
      .finally(() => {
        measured = undefined
      })
    return measured
  }
  return [
    answers(HEALTH_QUERIES.healthz, () => ({ status: 'ok' })),
    answers(HEALTH_QUERIES.readyz, () => {
      const absent = missing()
      if (absent.length > 0) throw new Problem('notReady', { missing: absent.join(', ') })
      return { status: 'ready' }
    }),
    answers(HEALTH_QUERIES.metrics, async () => ({
      type: metrics.contentType,
      bytes: await measure(),
    })),
  ]
}
