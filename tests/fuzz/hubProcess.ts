import { performance } from 'node:perf_hooks'
import { systemClock } from '../../server/clock.ts'
import { startHub } from '../support/hub.ts'

/**
 * A hub of the demo in a process of its own, so that its death and its memory are its own. Says `{ ready }` once it can be used, and answers `heap`
 * with what it holds after the collection of what nobody holds, bytes.
 */
const hub = await startHub({ IOC_DEMO: '1', IOC_DEVICES: 'open' }, systemClock, 'accounts')

process.on('message', (question) => {
  if (question === 'heap') {
    globalThis.gc?.()
    process.send?.({ heap: process.memoryUsage().heapUsed, upMs: performance.now() })
  }
  if (question === 'stop') void hub.stop().then(() => process.exit(0))
})
process.send?.({ ready: { http: hub.http, mqtt: hub.mqtt } })
