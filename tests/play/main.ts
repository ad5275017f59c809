import { parseArgs } from 'node:util'
import { DAY_MS } from '../../domain/time.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import { play } from './play.ts'

/**
 * `npm run build && npm run play -- --minutes 60 --edition 2021`: the demo city during office hours, in which clocks go wrong, a will goes
 * stale, days are half reported, counts are impossible, the broker stops and the hub is killed; every figure on the screens is held against
 * what was published. Needs Mosquitto. Ends with 1 when something was found.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    edition: { type: 'string', default: '2021' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    now: { type: 'string', default: '2026-11-30T08:30:00+07:00' },
    history: { type: 'string', default: '8' },
    statistics: { type: 'string', default: '400' },
    every: { type: 'string', default: '10' },
    out: { type: 'string' },
  },
})
const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
const edition = EDITIONS.find((each) => each === values.edition)
if (edition === undefined) throw new Error(`--edition must be ${EDITIONS.join(' or ')}`)
const { findings, cpuSeconds, looks, figures } = await play({
  edition,
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  now: Date.parse(values.now),
  historyMs: Number(values.history) * DAY_MS,
  statisticsMs: Number(values.statistics) * DAY_MS,
  lookEveryMs: Number(values.every) * 1_000,
  tell,
  ...(values.out !== undefined && { file: values.out }),
})
tell(
  `processor seconds ${JSON.stringify(cpuSeconds)}; ${looks} looks at ${figures} figures; ${findings.length} findings`,
)
for (const finding of findings) console.log(JSON.stringify(finding))
process.exit(findings.length > 0 ? 1 : 0)
