import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Directive } from '../../domain/directives/directive.ts'
import { DAY_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { createReach, type Reach } from '../../server/gate/reach.ts'
import { matterPage } from '../../server/http/matterList.ts'
import { createOfficialRecord } from '../../server/services/directives/officialRecord.ts'
import { createStore } from '../../server/store/openStore.ts'
import { directiveRow } from '../support/directive.ts'
import { personWith } from '../support/people.ts'
import { median, quantile, report } from './harness.ts'
import { seedDirectives } from './seedDirectives.ts'

const COUNT = 50_000
const TIMES = 20
/** A first page should be there before anybody waits for it. */
const LIMIT_MS = 100

/** How long the first page of a long list of directives takes at the hub, with its totals, for whoever asks. */
export async function benchDirectives(): Promise<void> {
  const units = UNIT_TREES['2025']
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-bench-directives-'))
  const store = createStore({ dataDir, databaseUrl: undefined, clock: systemClock, log: pino({ level: 'silent' }) })
  await store.start()
  const now = systemClock.now()
  const one = (n: number): Directive => {
    const unit = units.communes[n % units.communes.length] ?? units.city
    const other = units.communes[(n + 7) % units.communes.length] ?? units.city
    const judgedAt = now - (n - COUNT / 10) * (DAY_MS / 40)
    const isOpen = n < COUNT / 10
    return directiveRow(`d-${n}`, judgedAt, {
      ...{ edition: '2025', unit: unit.code, lead: unit.code, withUnits: [other.code], alsoUnits: [other.code] },
      ...(!isOpen && { state: 'done', closedAt: judgedAt, completedAt: judgedAt, dueAt: null }),
      title: `Rà soát, giải quyết dứt điểm hồ sơ quá hạn tại bộ phận một cửa, đợt ${n}`,
    })
  }
  await seedDirectives(store, COUNT, one)

  const began = performance.now()
  const record = createOfficialRecord({
    ...{ units, clock: systemClock, store, publish: () => undefined },
    directives: { onFact: () => undefined },
  })
  await record.start()
  report(`official cells of ${COUNT} directives at start`, `${(performance.now() - began).toFixed(0)} ms`, '–')

  const reachOf = (role: 'leader' | 'officer', place: string) =>
    createReach(personWith(role, place), 'directives.see', units)
  const commune = units.communes[0]?.code ?? ''
  const lists: readonly (readonly [string, Parameters<typeof matterPage>[2], Reach])[] = [
    ['of the city', { limit: 100 }, reachOf('leader', units.city.code)],
    ['of the city, open', { limit: 100, open: true }, reachOf('leader', units.city.code)],
    ['of a commune', { limit: 100 }, reachOf('officer', commune)],
    ['of the city, by words', { limit: 100, text: 'dot 4711' }, reachOf('leader', units.city.code)],
  ]
  for (const [name, asked, reach] of lists) {
    const times: number[] = []
    for (let n = 0; n < TIMES; n++) {
      const asking = performance.now()
      await matterPage({ units, store, totals: record.totals }, 'directive', asked, reach)
      times.push(performance.now() - asking)
    }
    const [half, most] = [median(times), quantile(times, 0.95)]
    const measured = `${half.toFixed(0)} / ${most.toFixed(0)} ms`
    report(`first page ${name}, ${COUNT} directives`, measured, `${LIMIT_MS} ms`, most / LIMIT_MS)
  }
  record.stop()
  await store.stop()
  await rm(dataDir, { recursive: true, force: true })
}
