import { parseArgs } from 'node:util'
import { nightTable, playNight } from './night.ts'

/**
 * `npm run build && npm run night -- --minutes 60`: two walls through a bad night, in which hub, broker, lines, store, browsers and machines fail in
 * random order, and nobody touches anything. Every screen is read each second and held against what was published. Needs Mosquitto. Ends
 * with a table, and with 1 when something was found. `--minutes 0`: every failure once, several at a time; `--only 'line cut,broker gone'`: these.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
})
const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
const { findings, recoveries, samples, compared } = await playNight({
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  comes: (name) => values.only === '' || values.only.split(',').includes(name),
  tell,
  ...(values.out !== undefined && { file: values.out }),
})
console.log(nightTable(recoveries))
tell(`${samples} looks at screens, ${compared} figures compared; ${findings.length} findings`)
for (const finding of findings) console.log(JSON.stringify(finding))
process.exit(findings.length > 0 ? 1 : 0)
