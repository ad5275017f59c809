import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { addDays } from '../../../domain/periods.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createFigures } from '../../../server/services/figures/figures.ts'
import { createKpis, type Kpis } from '../../../server/services/kpis/kpis.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { StatisticReport } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'

/** A figure of today or of this month is told twice: live by what the hub holds in memory, and as a period from the store. */

const units = UNIT_TREES['2021']
const CITY = units.city.code
const TODAY = '2026-09-04'
const NINE = Date.parse(`${TODAY}T09:00:00+07:00`)
const clock = handClock(NINE)
const calendar = createCalendar(VIETNAM_HOLIDAYS)
const told = (Object.entries(KPIS) as [KpiId, Kpi][]).filter(
  (entry): entry is [KpiId, Extract<Kpi, { from: 'statistic' }>] =>
    entry[1].from === 'statistic' && entry[1].period !== 'now',
)
const systems = [...new Set(told.map(([, { system }]) => system))]

let folder: string
let store: ReturnType<typeof createStore>
let city: City
let kpis: Kpis

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-one-judgement-'))
  store = createStore({ dataDir: folder, clock, log: pino({ level: 'silent' }) })
  await store.start()
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  clock.set(NINE)
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  kpis = createKpis({ units, clock, city, store, calendar, prefix: 'ioc/v1', publish: () => undefined })
  kpis.start()
})
afterEach(() => {
  kpis.stop()
  vi.useRealTimers()
})

const authorities = ['31117', '31120', '31123', '916', CITY]

/** A report of a day of the last weeks that leaves out what it likes. */
const report = fc
  .record({ system: fc.constantFrom(...systems), unit: fc.constantFrom(...authorities), daysAgo: fc.nat(40) })
  .chain(({ system, unit, daysAgo }) => {
    const declared: SourceSystem = SYSTEMS[system as keyof typeof SYSTEMS]
    const counts = Object.fromEntries(Object.keys(declared.counts).map((name) => [name, fc.nat(60)]))
    return fc.record({
      system: fc.constant(system),
      unit: fc.constant(unit),
      daysAgo: fc.constant(daysAgo),
      counts: fc.oneof(fc.record(counts), fc.record(counts, { requiredKeys: [] })),
      simulated: fc.boolean(),
    })
  })

/** The end of a reporter, today or some days ago. */
const ended = fc.record({
  system: fc.constantFrom(...systems),
  unit: fc.constantFrom(...authorities),
  daysAgo: fc.constantFrom(0, 0, 1, 2, 5, 20, 50),
})

describe('one figure', () => {
  it('has one value, one coverage and one judgement, live and as the period that runs', async () => {
    let at = startOfDay(TODAY) - 90 * 86_400_000
    const figures = createFigures({ units, clock, store, city, calendar, prefix: 'ioc/v1' })
    await fc.assert(
      fc.asyncProperty(
        fc.array(report, { minLength: 1, maxLength: 25 }),
        fc.nat(3_000),
        fc.array(ended, { maxLength: 2 }),
        async (batch, silentSeconds, ends) => {
          const reports = batch.map(({ daysAgo, counts, ...rest }): StatisticReport => {
            const period = addDays(TODAY, -daysAgo)
            at++
            return { ...rest, edition: '2021', period, at, receivedAt: at, counts: counts as Record<string, number> }
          })
          city.apply({ is: 'statistics', reports, retained: false })
          await store.append({ is: 'statistics', reports })
          figures.kept({ is: 'statistics', reports })
          for (const { system, unit, daysAgo } of ends) {
            const day = addDays(TODAY, -daysAgo)
            city.retire({ source: `statistics/${system}/${unit}`, at: startOfDay(day) + 1_000, by: 'Lan' })
          }
          clock.set(NINE + silentSeconds * 1_000)
          vi.advanceTimersByTime(1_200)
          for (const [id, kpi] of told) {
            for (const unit of [CITY, '916', '31117']) {
              const live = kpis.value(id, unit)
              const figure = await figures.compared(id, unit, kpi.period === 'month' ? 'month' : 'day', TODAY)
              const { value, numerator, denominator, reported, expected, state, simulated } = figure
              const said = { value, numerator, denominator, reported, expected, state, simulated }
              // Where nobody reports to the system there is no live row, and nothing to report.
              if (live === undefined) expect(said).toMatchObject({ value: null, reported: 0, expected: 0 })
              else expect({ ...live }, `${id} ${unit}`).toMatchObject(said)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})
