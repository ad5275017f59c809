import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import type { CriterionId } from '../../../domain/index766/criteria.ts'
import { type Index766Row, scoreIndex } from '../../../domain/index766/index766.ts'
import { type Day, HOUR_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createFigures, type Figures } from '../../../server/services/figures/figures.ts'
import { createIndex766, type Index766 } from '../../../server/services/index766.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { workInTurns } from '../../support/workInTurns.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const TODAY: Day = '2026-11-23'
const clock = handClock(startOfDay(TODAY) + 9 * HOUR_MS)

let folder: string
let store: ReturnType<typeof createStore>
let figures: Figures
let index: Index766

async function report(system: string, unit: string, day: Day, counts: Record<string, number>): Promise<void> {
  const at = startOfDay(day) + 8 * HOUR_MS
  const said = { edition: '2021', system, unit, period: day, at, receivedAt: at, counts, simulated: false } as const
  await store.append({ is: 'statistics', reports: [said] })
  figures.kept({ is: 'statistics', reports: [said] })
}

const all = { resolvedEarly: 40, resolvedOnTime: 40, resolvedLate: 5, pendingInTerm: 15, pendingOverdue: 0 }

const criterionOf = (rows: readonly Index766Row[], unit: string, id: CriterionId) =>
  rows.find((row) => row.unit === unit)?.criteria.find((criterion) => criterion.id === id)

/** No cameras, no sensors. */
const city = { cameras: () => [], sensors: () => [], lag: () => 0, endedDevices: () => [], retirement: () => undefined }
const calendar = createCalendar()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-index766-'))
  store = createStore({ dataDir: folder, clock, log: pino({ level: 'silent' }) })
  await store.start()
  figures = createFigures({ units, clock, store, city, calendar, prefix: 'ioc/v1' })
  index = createIndex766({ units, figures })

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

  it('is made for those alone who are wanted, as it is for everybody, of nobody else’s reports', async () => {
    const asked: (readonly string[])[] = []
    const noting = createIndex766({
      units,
      figures: {
        ...figures,
        counted(wanted, authorities, span) {
          asked.push(authorities)
          return figures.counted(wanted, authorities, span)
        },
      },
    })
    const some = new Set(['31117', '31120'])
    const all = await index.rows('month', TODAY)
    const rows = await noting.rows('month', TODAY, (unit) => some.has(unit))
    expect(rows).toEqual(all.filter(({ unit }) => some.has(unit)))
    expect(new Set(asked.flat())).toEqual(some)
    expect(await noting.rows('month', TODAY, (unit) => unit === CITY)).toEqual([all[0]])
  })

  it('is made one commune a turn of the loop', async () => {
    const work = workInTurns()
    const counting = createIndex766({
      units,
      figures: {
        ...figures,
        endOf(system, unit) {
          // Asked of every party of every criterion that is told of a commune.
          if (unit !== CITY) work.did(1)
          return figures.endOf(system, unit)
        },
      },
    })
    const communes = units.communes.length
    expect(await counting.rows('month', TODAY, (unit) => unit !== CITY)).toHaveLength(communes)
    const { most, all } = work.ended()
    expect(all).toBeGreaterThan(10 * communes)
    expect(most).toBeLessThanOrEqual((2 * all) / communes)
  })

  // 2.1 sets what was resolved beside what is pending: it counts the thirty days to the end, from 25 October on.
  it('scores a commune by what it counted, and the city by what its communes counted together', async () => {
    const rows = await index.rows('month', TODAY)
    expect(criterionOf(rows, '31117', '2.1')).toMatchObject({ numerator: 90, denominator: 100, score: 18, max: 20 })
    expect(criterionOf(rows, '31120', '2.1')).toMatchObject({ numerator: 910, denominator: 1_000, score: 18.2 })
    expect(criterionOf(rows, CITY, '2.1')).toMatchObject({ numerator: 1_000, denominator: 1_100 })
  })

  it('goes by the period that is asked for', async () => {
    const day = criterionOf(await index.rows('day', TODAY), '31117', '2.1')
    expect(day).toMatchObject({ numerator: 90, denominator: 100 })
    const early = criterionOf(await index.rows('day', '2026-11-22'), '31117', '2.1')
    expect(early).toMatchObject({ numerator: 40, denominator: 70 })
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
    expect(city).toMatchObject({ known: 3 + (20 * 1_000) / 1_100 + 1.5, knownMax: 6 + 20 + 2 })
    const of = (unit: string) => rows.find((row) => row.unit === unit)
    expect(of('31117')).toMatchObject({ official: 70.5, score: null })
    expect(of('31120')).toMatchObject({ official: null, score: null })
    expect(criterionOf(rows, '31123', '2.1')).toMatchObject({ numerator: null, denominator: null, score: null })
  })

  it('counts what is whole alone, and says of each criterion how much of it was reported', async () => {
    const resolved = { resolvedEarly: 0, resolvedOnTime: 1, resolvedLate: 0, pendingInTerm: 0, pendingOverdue: 0 }
    await report('oneStop', '31249', '2026-03-10', { ...resolved, received: 100, digitised: 100 })
    await report('oneStop', '31252', '2026-03-10', { ...resolved, received: 300 })
    await report('oneStop', '31252', '2026-03-11', { ...resolved, received: 7, digitised: 0 })
    const rows = await index.rows('month', '2026-03-31')
    // March had 22 working days.
    expect(criterionOf(rows, CITY, '4.2')).toMatchObject({ numerator: 100, denominator: 107, reported: 2 })
    expect(criterionOf(rows, CITY, '4.2')?.expected).toBe(83 * 22)
    expect(criterionOf(rows, '31249', '4.2')).toMatchObject({ score: 4, reported: 1, expected: 22 })
    expect(criterionOf(rows, '31252', '4.2')).toMatchObject({ numerator: 0, denominator: 7 })
  })

  it('holds systems against each other on the days that both of them know', async () => {
    await report('oneStop', '31255', '2026-04-01', { ...all, received: 10 })
    await report('oneStop', '31255', '2026-04-02', { ...all, received: 20 })
    await report('satisfaction', '31255', '2026-04-01', { dissatisfied: 1 })
    await report('satisfaction', '31255', '2026-04-02', { dissatisfied: 2 })
    await report('feedback', '31255', '2026-04-02', { received: 3 })
    // 5.4 has the pending of the last day and what was resolved on the second alone, for of the first nobody knows the feedback.
    const rows = await index.rows('month', '2026-04-30')
    expect(criterionOf(rows, '31255', '5.4')).toMatchObject({
      numerator: 100 - 5 - 2 - 3,
      denominator: 100,
      reported: 1,
    })
    // The city's own report beside those of its communes, of which one at least said nothing.
    await report('nationalPortal', CITY, '2026-04-02', { dossiersPopulationData: 15 })
    const again = await index.rows('month', '2026-04-30')
    expect(criterionOf(again, CITY, '4.5b')).toMatchObject({ numerator: null, reported: 0, expected: 22 })
  })

  it('gives no band to a total that rests on too little', async () => {
    const whole = (reported: number) =>
      scoreIndex('31117', 'commune', { official: null, officialUnpooled: false }, () => ({
        share: { numerator: 1, denominator: 1 },
        reported,
        expected: 20,
      }))
    expect(whole(16)).toMatchObject({ score: 100, band: 'excellent' })
    expect(whole(15)).toMatchObject({ score: 100, band: null })
  })
})
