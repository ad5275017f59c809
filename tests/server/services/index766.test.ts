import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import type { CriterionId } from '../../../domain/index766/criteria.ts'
import type { Index766Row } from '../../../domain/index766/index766.ts'
import { type Day, HOUR_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createFigures } from '../../../server/services/figures/figures.ts'
import { createIndex766, type Index766 } from '../../../server/services/index766.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const TODAY: Day = '2026-11-23'
const clock = handClock(startOfDay(TODAY) + 9 * HOUR_MS)

let folder: string
let store: ReturnType<typeof createStore>
let index: Index766

async function report(system: string, unit: string, day: Day, counts: Record<string, number>): Promise<void> {
  const at = startOfDay(day) + 8 * HOUR_MS
  const said = { edition: '2021', system, unit, period: day, at, receivedAt: at, counts, simulated: false } as const
  await store.append({ is: 'statistics', reports: [said] })
}

const criterionOf = (rows: readonly Index766Row[], unit: string, id: CriterionId) =>
  rows.find((row) => row.unit === unit)?.criteria.find((criterion) => criterion.id === id)

/** No cameras, no sensors. */
const city = { cameras: () => [], sensors: () => [] }
const calendar = createCalendar()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-index766-'))
  store = createStore({ dataDir: folder, clock, log: pino({ level: 'silent' }) })
  await store.start()
  index = createIndex766({ units, figures: createFigures({ units, clock, store, city, calendar, prefix: 'ioc/v1' }) })

  const nothing = { resolvedEarly: 0, resolvedLate: 0, pendingInTerm: 0 }
  // Flows add up over days, stocks stand as on the last of them.
  await report('oneStop', '31117', '2026-11-05', { ...nothing, resolvedOnTime: 40, pendingOverdue: 30 })
  await report('oneStop', '31117', TODAY, { ...nothing, resolvedOnTime: 50, pendingOverdue: 10 })
  await report('oneStop', '31120', '2026-11-10', {
    ...nothing,
    resolvedOnTime: 10,
    resolvedLate: 80,
    pendingOverdue: 10,
  })
  await report('oneStop', '31120', '2026-10-30', { ...nothing, resolvedOnTime: 900, pendingOverdue: 0 })
  await report('nationalPortal', CITY, TODAY, {
    proceduresEligible: 100,
    proceduresOnline: 60,
    announcedOnTime: 30,
    proceduresAnnounced: 60,
    officialScoreHundredths: 8_123,
  })
  await report('nationalPortal', '31117', TODAY, { officialScoreHundredths: 7_050 })
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('index 766 of a period', () => {
  it('has the city first, and then every commune', async () => {
    const rows = await index.rows('month', TODAY)
    expect(rows.map(({ unit }) => unit)).toEqual([CITY, ...units.communes.map(({ code }) => code)])
  })

  it('scores a commune by what it counted, and the city by what its communes counted together', async () => {
    const rows = await index.rows('month', TODAY)
    expect(criterionOf(rows, '31117', '2.1')).toMatchObject({ numerator: 90, denominator: 100, score: 18, max: 20 })
    expect(criterionOf(rows, '31120', '2.1')).toMatchObject({ numerator: 10, denominator: 100, score: 2 })
    expect(criterionOf(rows, CITY, '2.1')).toMatchObject({ numerator: 100, denominator: 200, score: 10 })
  })

  it('goes by the period that is asked for', async () => {
    const day = criterionOf(await index.rows('day', TODAY), '31117', '2.1')
    expect(day).toMatchObject({ numerator: 50, denominator: 60 })
    const year = criterionOf(await index.rows('year', TODAY), '31120', '2.1')
    expect(year).toMatchObject({ numerator: 910, denominator: 1_000 })
    const october = criterionOf(await index.rows('month', '2026-10-31'), '31117', '2.1')
    expect(october).toMatchObject({ numerator: null, score: null })
  })

  it('leaves the registry to the city, which reports it for all', async () => {
    const rows = await index.rows('month', TODAY)
    expect(criterionOf(rows, CITY, '3.1')).toMatchObject({
      numerator: 60,
      denominator: 100,
      score: expect.closeTo(1.5, 9),
      applies: true,
    })
    expect(criterionOf(rows, '31117', '3.1')).toMatchObject({ numerator: null, score: 2, applies: false })
    expect(criterionOf(rows, CITY, '1.1')).toMatchObject({ numerator: 30, denominator: 60, score: 3 })
  })

  it('tells the official score beside its own, and leaves unknown what nobody reported', async () => {
    const rows = await index.rows('month', TODAY)
    const [city] = rows
    expect(city).toMatchObject({ official: 81.23, score: null, band: null })
    // 1.1, 2.1 and 3.1 are known.
    expect(city).toMatchObject({ known: 3 + 10 + 1.5, knownMax: 6 + 20 + 2 })
    const of = (unit: string) => rows.find((row) => row.unit === unit)
    expect(of('31117')).toMatchObject({ official: 70.5, score: null })
    expect(of('31120')).toMatchObject({ official: null, score: null })
    expect(criterionOf(rows, '31123', '2.1')).toMatchObject({ numerator: null, denominator: null, score: null })
  })
})
