import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'
import { MOST_GROWTH } from './limits.ts'

/**
 * `npm run fuzz -- --minutes 10 [--seed N]`: what every declared door may be given, and what it may not, sent to a hub of its own. Ends with 1 when it
 * was answered with a fault of the hub's, was not answered, or the hub has grown.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
  },
})
const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
tell(`seed ${values.seed}`)
const { sent, answers, findings, heap } = await fuzz({
  ms: 60_000 * Number(values.minutes),
  seed: Number(values.seed),
  tell,
})
const growth = heap.late / heap.early
tell(`sent ${JSON.stringify(sent)}; answered ${JSON.stringify(answers)}; memory × ${growth.toFixed(2)}`)
for (const finding of findings) console.log(JSON.stringify(finding))
if (!(growth <= MOST_GROWTH))
  console.log(`the hub holds more than ${MOST_GROWTH} times what it held after a third of the time`)
process.exit(findings.length > 0 || !(growth <= MOST_GROWTH) ? 1 : 0)
