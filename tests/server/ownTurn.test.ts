import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { eachDay, type Span } from '../../domain/periods.ts'
import { PLAN } from '../../domain/plan/index.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { ALWAYS_OPEN } from '../../domain/reception.ts'
import { HOUR_MS, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { inTurns, LETTERS_A_TURN, ownTurn, REPORTS_A_TURN } from '../../server/ownTurn.ts'
import { createTotals } from '../../server/services/figures/figureTotals.ts'
import { createPlan } from '../../server/services/plan/plan.ts'
import { createStore } from '../../server/store/openStore.ts'
import type { DayReport } from '../../server/store/store.ts'
import { alertRow } from '../support/alert.ts'
import { handClock } from '../support/clock.ts'
import { startPostgres } from '../support/postgres.ts'
import { until } from '../support/until.ts'
import { workInTurns } from '../support/workInTurns.ts'

const units = UNIT_TREES['2025']
const YEAR: Span = { from: '2025-01-01', to: '2025-12-31' }
const clock = handClock(startOfDay('2026-11-23') + 9 * HOUR_MS)
const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

/** As many as systems report. */
const COUNTS = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`count${n}`, 70 + n]))

describe('a turn of the loop of one’s own', () => {
  it('is given to one of all who wait, in the order in which they came', async () => {
    const work = workInTurns()
    const order: string[] = []
    const pieces = async (who: string) => {
      for (const piece of [1, 2, 3]) {
        await ownTurn()
        work.did(1)
        order.push(`${who}${piece}`)
      }
    }
    await Promise.all(['a', 'b', 'c'].map(pieces))
    expect(work.ended()).toEqual({ most: 1, all: 9 })
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3'])
  })

  it('is not waited for where there is little to do', async () => {
    const done: number[] = []
    void inTurns(
      [3, 4],
      (thing) => thing,
      (thing) => done.push(thing),
      7,
    )
    expect(done).toEqual([3, 4])
    const all = inTurns(
      [3, 5, 9, 1],
      (thing) => thing,
      (thing) => done.push(thing),
      7,
    )
    expect(done).toEqual([3, 4])
    await all
    expect(done).toEqual([3, 4, 3, 5, 9, 1])
  })
})

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('days of reports kept on %s', (engine) => {
  it('are read some at a time, however many answers have piled up', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-turns-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database('turns') : undefined
    const store = createStore({ dataDir, databaseUrl, clock, log, edition: '2025' })
    await store.start()
    const quarter = { from: '2026-01-01', to: '2026-03-31' } as const
    for (const period of eachDay(quarter)) {
      const at = startOfDay(period) + 17 * HOUR_MS
      const report = { edition: '2025', system: 'oneStop', period, at, receivedAt: at, simulated: false } as const
      const reports = units.communes.map(({ code }) => ({ ...report, unit: code, counts: COUNTS }))
      await store.append({ is: 'statistics', reports })
    }
    const months = [quarter, quarter, quarter, quarter]
    await store.statisticDays({ edition: '2025', system: 'oneStop', from: quarter.from, to: quarter.from })
    const work = workInTurns()
    const parse = JSON.parse
    const parsed = vi.spyOn(JSON, 'parse').mockImplementation((text: string) => {
      const value = parse(text)
      // Unit, moment, whether it is simulated, the number of its names, and its counts.
      if (Array.isArray(value)) work.did(value.length / (4 + Object.keys(COUNTS).length))
      return value
    })
    const read = await Promise.all(
      months.map((span) => store.statisticDays({ edition: '2025', system: 'oneStop', ...span })),
    )
    parsed.mockRestore()
    const { most, all } = work.ended()
    expect(read.flat().reduce((sum, { reports }) => sum + reports.length, 0)).toBe(all)
    expect(all).toBe(months.length * 90 * units.communes.length)
    expect(most).toBeLessThanOrEqual(1.2 * REPORTS_A_TURN)
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
})

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('alerts kept on %s', (engine) => {
  it('are read some at a time, in their order', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-turns-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database('turns_alerts') : undefined
    const store = createStore({ dataDir, databaseUrl, clock, log, edition: '2025' })
    await store.start()
    const title = { vi: 'Trạm bơm mất điện '.repeat(30), en: 'A pumping station without power' }
    const alerts = Array.from({ length: 3_000 }, (_, n) => alertRow(`a-${n}`, { raisedAt: 1_000_000 + n, title }))
    for (let from = 0; from < alerts.length; from += 500) await store.saveAlerts(alerts.slice(from, from + 500))
    const work = workInTurns()
    const parse = JSON.parse
    const parsed = vi.spyOn(JSON, 'parse').mockImplementation((text: string) => {
      const value = parse(text)
      if (value?.title?.vi === title.vi) work.did(text.length)
      return value
    })
    const read = await store.alerts({ from: 0, to: 9_000_000, limit: 5_000 })
    parsed.mockRestore()
    const { most, all } = work.ended()
    expect(read.map(({ id }) => id)).toEqual(alerts.map(({ id }) => id).toReversed())
    expect(all).toBeGreaterThan(5 * LETTERS_A_TURN)
    expect(most).toBeLessThanOrEqual(1.2 * LETTERS_A_TURN)
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
})

describe('figures and plan', () => {
  it('add up a year of every authority some days at a time', async () => {
    const work = workInTurns()
    const names = ['received']
    const reports: DayReport[] = units.communes.map(({ code }) => ({
      ...{ unit: code, at: 0, simulated: false, counts: { received: 7 }, names },
    }))
    const counted = Object.assign([...reports], {
      [Symbol.iterator]() {
        work.did(reports.length)
        return reports[Symbol.iterator]()
      },
    })
    const store = { statisticDays: async (span: Span) => eachDay(span).map((day) => ({ day, reports: counted })) }
    const totals = await createTotals({ store, clock }).of('2025', 'oneStop', YEAR)
    expect(totals.get(units.communes[0]?.code ?? '')?.[0]?.counts).toEqual({ received: 7 * 365 })
    const { most, all } = work.ended()
    expect(all).toBe(365 * units.communes.length)
    expect(most).toBeLessThanOrEqual(REPORTS_A_TURN)
  })

  it('make one row of the plan a turn', async () => {
    const work = workInTurns()
    const none = { value: null, numerator: null, denominator: null, reported: 0, expected: 0 }
    const figures = {
      figure: async () => ({ ...none, simulated: false, estimated: false }),
      async weeks() {
        return []
      },
    }
    const published: string[] = []
    const plan = createPlan({
      ...{ units, clock, log, figures },
      kpis: {
        value() {
          work.did(1)
          return undefined
        },
      },
      targets: { of: () => undefined, entered: () => null },
      calendar: createCalendar({ holidays: [], workdays: [] }),
      city: { link: () => undefined },
      reception: { now: () => ALWAYS_OPEN },
      publish: ({ item }: PlanRow) => published.push(item),
    } as unknown as Parameters<typeof createPlan>[0])
    const rows = await plan.rows(units.city.code)
    expect(rows.length).toBe(Object.keys(PLAN).length)
    plan.start()
    await until(() => published.length === rows.length)
    await plan.stop()
    const { most, all } = work.ended()
    expect(all).toBeGreaterThan(20)
    expect(most).toBe(1)
  })
})
