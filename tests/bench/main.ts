import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import build from '../support/build.ts'
import { benchAlerts } from './alerts.ts'
import { benchAsking } from './asking.ts'
import { benchBreaths } from './breaths.ts'
import { benchCameras } from './cameras.ts'
import { benchDirectives } from './directives.ts'
import { benchFlood } from './flood.ts'
import { benchGate } from './gate.ts'
import { machine } from './harness.ts'
import { benchIngest } from './ingest.ts'
import { benchKpis } from './kpis.ts'
import { benchLargePublish } from './largePublish.ts'
import { benchLatency } from './latency.ts'
import { benchLists } from './lists.ts'
import { benchMap } from './map.ts'
import { benchMemory } from './memory.ts'
import { benchOutbox } from './outbox.ts'
import { benchPage } from './page.ts'
import { benchRestart } from './restart.ts'
import { benchScrolling } from './scrolling.ts'
import { benchSignIns } from './signIns.ts'
import { benchSoak } from './soak.ts'
import { benchTimers } from './timers.ts'
import { benchWalls } from './walls.ts'
import { benchYears } from './years.ts'

/**
 * Measures the hub and the screens, each figure beside a limit measured in the same run: absolute numbers belong to a machine, ratios
 * travel. `npm run bench -- ingest memory` runs some of them, `npm run bench -- soak --minutes 120` one for as long as it is asked to.
 * A bench that holds a limit of its own, as the soak does, ends with 1 where it is broken. `--profile FOLDER` has every built hub write
 * there where its time has gone, for the browser's developer tools.
 */
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '3' }, profile: { type: 'string' } },
})
const minutes = Number(values.minutes)
if (values.profile !== undefined) process.env.BENCH_PROFILE = resolve(values.profile)

const BENCHES = {
  alerts: benchAlerts,
  asking: benchAsking,
  breaths: benchBreaths,
  cameras: benchCameras,
  directives: benchDirectives,
  flood: benchFlood,
  gate: benchGate,
  ingest: benchIngest,
  kpis: benchKpis,
  largePublish: benchLargePublish,
  latency: benchLatency,
  lists: benchLists,
  map: benchMap,
  memory: benchMemory,
  outbox: benchOutbox,
  page: benchPage,
  restart: benchRestart,
  scrolling: benchScrolling,
  signIns: benchSignIns,
  soak: () => benchSoak(minutes),
  timers: benchTimers,
  walls: benchWalls,
  years: benchYears,
}

build()
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`)
  process.exit(1)
}
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}  (${machine()})`)
  await run()
}
process.exit()
