import { systemClock } from '../../server/clock.ts'
import { startHub } from '../support/hub.ts'

/** A hub from source, whose gate knows who asks (`accounts`) or takes everybody for one who sees all (`everybody`). Argument: which. */
const [who] = process.argv.slice(2)
const hub = await startHub({ IOC_DEMO: '1' }, systemClock, who === 'accounts' ? 'accounts' : undefined)
process.send?.({ ready: { http: hub.http, mqtt: hub.mqtt } })
