import pino from 'pino'
import { systemClock } from '../../../server/clock.ts'
import { createStore } from '../../../server/store/openStore.ts'

/** A process to be killed: appends one sample after another to three sources, several at a time, and prints the number of each that was acknowledged. */
const [dataDir = '', begin = '0', start = '0'] = process.argv.slice(2)
const IN_FLIGHT = 40

const store = createStore({ dataDir, clock: systemClock, log: pino({ level: 'silent' }) })
await store.start()
let next = Number(start)
await Promise.all(
  Array.from({ length: IN_FLIGHT }, async () => {
    for (;;) {
      const n = next++
      const at = Number(begin) + n * 1_000
      const sample = { source: `sensor/kill-${n % 3}`, at, receivedAt: at, values: { v: n } }
      await store.append({ is: 'samples', samples: [sample] })
      process.stdout.write(`${n}\n`)
    }
  }),
)
