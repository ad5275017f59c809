import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Figure } from '../../../domain/kpis/figure.ts'
import { addDays, eachDay, type Span } from '../../../domain/periods.ts'
import { PLAN } from '../../../domain/plan/index.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { ALWAYS_OPEN, type Reception } from '../../../domain/reception.ts'
import { type Day, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { readCityFiles } from '../../../server/cityFiles/cityFiles.ts'
import { createFigures, type Figures } from '../../../server/services/figures/figures.ts'
import { createKpis, type Kpis } from '../../../server/services/kpis/kpis.ts'
import { createPlan, type Plan } from '../../../server/services/plan/plan.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { StatisticReport } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { MAP_DIR, SOP_DIR } from '../../support/hub.ts'
import { turn } from '../../support/turn.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
/** A Monday. */
const TODAY: Day = '2026-11-23'
const NINE = startOfDay(TODAY) + 9 * HOUR_MS
const log = pino({ level: 'silent' })
const clock = handClock(NINE)
const reception = { now: () => ALWAYS_OPEN }

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-plan-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => clock.set(NINE))

function reportOf(system: string, unit: string, period: Day, counts: Record<string, number>): StatisticReport {
  const at = period === TODAY ? NINE : startOfDay(period) + 17 * HOUR_MS
  return { edition: '2021', system, unit, period, at, receivedAt: at, counts, simulated: false }
}

function sayLink(city: City, state: 'up' | 'down', at: number): void {
  const report = { at, state, since: at - HOUR_MS, lastSuccess: at - HOUR_MS, simulated: true }
  city.apply({ is: 'link', system: 'reporting', link: 'government', report, receivedAt: at, retained: false })
}

describe('rows of the plan', () => {
  let store: ReturnType<typeof createStore>
  let city: City
  let kpis: Kpis
  let figures: Figures | undefined
  let plan: Plan

  /** Kept and heard, as the hub does both. */
  async function report(...reports: StatisticReport[]): Promise<void> {
    await store.append({ is: 'statistics', reports })
    city.apply({ is: 'statistics', reports, retained: false })
    figures?.kept({ is: 'statistics', reports })
  }

  const rowOf = async (item: keyof typeof PLAN, unit = CITY) =>
    (await plan.rows(unit)).find((row) => row.item === item) as PlanRow

  beforeAll(async () => {
    const dataDir = join(folder, 'rows')
    const { targets, calendar } = readCityFiles({ dataDir, mapDir: MAP_DIR, sopDir: SOP_DIR, units, clock, log })
    store = createStore({ dataDir, clock, log })
    await store.start()
    city = createCity({ edition: '2021', clock, picture: createPicture() })
    const answers = (satisfied: number, dissatisfied: number) => (day: Day) =>
      reportOf('satisfaction', '31117', day, { satisfied, dissatisfied })
    await report(...eachDay({ from: '2025-01-01', to: '2025-12-31' }).map(answers(7, 3)))
    // Four weeks ago everybody became satisfied.
    const turned = addDays(TODAY, -28)
    await report(...eachDay({ from: '2026-01-01', to: turned }).map(answers(8, 2)))
    await report(...eachDay({ from: addDays(turned, 1), to: TODAY }).map(answers(10, 0)))
    // One more system is connected each week.
    const weeks = eachDay({ from: addDays(TODAY, -70), to: TODAY })
    await report(
      ...weeks.map((day, i) =>
        reportOf('lgsp', CITY, day, { systemsInOperation: 100, systemsConnected: 2 + Math.floor((i + 6) / 7) }),
      ),
    )
    kpis = createKpis({
      units,
      clock,
      city,
      store,
      calendar,
      prefix: 'ioc/v1',
      targets: targets.of,
      publish: () => undefined,
    })
    kpis.start()
    figures = createFigures({ units, clock, store, city, calendar, prefix: 'ioc/v1', targets: targets.of })
    plan = createPlan({
      ...{ units, clock, log, figures, kpis, targets, calendar, city, reception },
      publish: () => undefined,
    })
  })
  afterAll(async () => {
    kpis.stop()
    await store.stop()
  })

  it('are all there for the city, and in a unit those that can be measured in it', async () => {
    expect((await plan.rows(CITY)).map(({ item }) => item)).toEqual(Object.keys(PLAN))
    const inCommune = (await plan.rows('31117')).map(({ item }) => item)
    expect(inCommune).toEqual(expect.arrayContaining(['T05', 'T06c', 'T10', 'M02']))
    for (const cityOnly of ['T01', 'T06a', 'T06b', 'M06', 'M12', 'M13']) expect(inCommune).not.toContain(cityOnly)
  })

  it('count what happens since 1 January, beside four weeks ago and last year', async () => {
    // 299 days of 8 in 10, then 28 of 10 in 10.
    const row = await rowOf('T05', '31117')
    expect(row).toMatchObject({ numerator: 2_672, denominator: 3_270, target: 90, planned: 90, state: 'missed' })
    expect(row.value).toBeCloseTo(81.713, 3)
    expect(row.trend).toBeCloseTo(81.713 - 80, 3)
    expect(row.lastYear).toBe(70)
    // Every working day of the year so far; 27 April was in lieu of a Sunday.
    expect(row).toMatchObject({ reported: 222, expected: 222, at: NINE, simulated: false })
  })

  it('look ahead by what eight weeks did on their working days, and say what it takes', async () => {
    // 560 answers in 40 working days, 502 of them satisfied; 28 working days are left.
    const { forecast, needed } = await rowOf('T05', '31117')
    expect(forecast?.value).toBeCloseTo(((2_672 + (502 / 40) * 28) / (3_270 + 14 * 28)) * 100, 6)
    expect(forecast?.low).toBeLessThan(forecast?.value ?? 0)
    expect(forecast?.high).toBeGreaterThan(forecast?.value ?? 100)
    const best = ((2_672 + 14 * 28) / (3_270 + 14 * 28)) * 100
    expect(needed).toEqual({ is: 'outOfReach', best: expect.closeTo(best, 6) })
  })

  it('judge nothing from one commune of eighty-three', async () => {
    expect(await rowOf('T05')).toMatchObject({
      numerator: 2_672,
      reported: 222,
      expected: 82 * 221 + 222,
      state: 'unjudged',
    })
  })

  it('take what stands now from the live KPI, and where it is going from weeks', async () => {
    const row = await rowOf('T08')
    expect(row).toMatchObject({ value: 12, numerator: 12, denominator: 100, target: 20, planned: 20, state: 'missed' })
    expect(row.trend).toBeCloseTo(4, 9)
    expect(row.lastYear).toBeNull()
    // One hundredth a week, for five weeks and three days more.
    expect(row.forecast?.value).toBeCloseTo(12 + 38 / 7, 6)
    expect(row.needed).toEqual({ is: 'total', count: 8, days: 28 })
  })

  it('are not held against a time of which too little was reported, and say so', async () => {
    // Another commune speaks since January: of last year there is one day.
    const days = eachDay({ from: '2026-01-02', to: TODAY })
    await report(...days.map((day) => reportOf('satisfaction', '31120', day, { satisfied: 9, dissatisfied: 1 })))
    await report(reportOf('satisfaction', '31120', '2025-11-20', { satisfied: 0, dissatisfied: 9 }))
    expect(await rowOf('T05', '31120')).toMatchObject({
      ...{ value: 90, state: 'met', lastYear: null, lastYearWithheld: 'thinThen' },
      ...{ trend: 0, trendWithheld: null },
    })
    expect(await rowOf('T05', '31117')).toMatchObject({ lastYear: 70, lastYearWithheld: null })
    // Weeks that are hardly reported foretell nothing.
    await report(reportOf('satisfaction', '31123', addDays(TODAY, -3), { satisfied: 9, dissatisfied: 1 }))
    expect(await rowOf('T05', '31123')).toMatchObject({ value: 90, state: 'unjudged', forecast: null, needed: null })
  })

  it('leave unknown what nobody said', async () => {
    const nothing = { value: null, trend: null, lastYear: null, forecast: null, needed: null, at: null }
    expect(await rowOf('T07')).toMatchObject({ ...nothing, target: 100, state: 'unjudged', reported: 0 })
    expect(await rowOf('T09')).toMatchObject({ ...nothing, target: 20, state: 'unjudged', reported: 0, expected: 1 })
    expect(await rowOf('M06')).toMatchObject({ ...nothing, target: null, state: 'unjudged', link: null })
  })
})

const NOBODY: Figure = {
  ...{ value: null, numerator: null, denominator: null, reported: 0, expected: 83 },
  ...{ simulated: false, estimated: false },
}

describe('rows nobody measures', () => {
  const figures = { figure: async () => NOBODY, weeks: async () => [] }
  const kpis = { value: () => undefined }

  async function rowsWith(content: object, link?: (city: City) => void, heard: Reception = ALWAYS_OPEN) {
    const dataDir = await mkdtemp(join(folder, 'entered-'))
    await writeFile(join(dataDir, 'targets.json'), JSON.stringify(content))
    const city = createCity({ edition: '2021', clock, picture: createPicture() })
    link?.(city)
    const plan = createPlan({
      ...{
        units,
        clock,
        log,
        figures,
        kpis,
        city,
        ...readCityFiles({ dataDir, mapDir: MAP_DIR, sopDir: SOP_DIR, units, clock, log }),
      },
      reception: { now: () => heard },
      publish: () => undefined,
    })
    const rows = await plan.rows(CITY)
    return (item: keyof typeof PLAN) => rows.find((row) => row.item === item)
  }

  it('say what was entered, and that nothing was', async () => {
    expect((await rowsWith({ M13: null }))('M13')).toMatchObject({ value: null, target: 3, state: 'unjudged' })
    expect((await rowsWith({ M13: 2 }))('M13')).toMatchObject({ value: 2, target: 3, state: 'missed' })
    expect((await rowsWith({ M13: 3 }))('M13')).toMatchObject({ value: 3, state: 'met' })
  })

  it('follow the target in force, with the plan’s own beside it', async () => {
    expect((await rowsWith({ T05: 85 }))('T05')).toMatchObject({ target: 85, planned: 90 })
  })

  it('are met by a connection that stands, and unknown when its word is old', async () => {
    const up = await rowsWith({}, (city) => sayLink(city, 'up', NINE))
    expect(up('M06')).toMatchObject({ state: 'met', link: { state: 'up' }, at: NINE, simulated: true })
    const down = await rowsWith({}, (city) => sayLink(city, 'down', NINE))
    expect(down('M06')).toMatchObject({ state: 'missed', link: { state: 'down' } })
    const old = await rowsWith({}, (city) => sayLink(city, 'up', NINE - HOUR_MS))
    expect(old('M06')).toMatchObject({ state: 'unjudged', link: { state: 'up' }, at: NINE - HOUR_MS, reported: 0 })
    expect(old('M06')?.unheard).toBe(false)
    const deaf = { is: 'cut', since: NINE - HOUR_MS, cause: 'broker' } as const
    const unheard = await rowsWith({}, (city) => sayLink(city, 'down', NINE - HOUR_MS), deaf)
    expect(unheard('M06')).toMatchObject({ state: 'unjudged', unheard: true })
  })

  it('are met by what has been done', async () => {
    expect((await rowsWith({}))('M12')).toMatchObject({ state: 'met', value: null })
  })
})

describe('the feed', () => {
  let published: PlanRow[]
  let city: City
  let plan: Plan
  let satisfied: number
  let failing: boolean

  /** Half a year's worth of satisfaction, nothing else; none while the store fails. */
  const figures = {
    async figure(kpi: string, _: string, span: Span): Promise<Figure> {
      if (failing) throw new Error('disk full')
      if (kpi !== 'satisfactionRate' || span.from !== '2026-01-01' || span.to !== dayOf(clock.now())) return NOBODY
      const said = { numerator: satisfied, denominator: 100, value: satisfied }
      return { ...said, reported: 83, expected: 83, simulated: false, estimated: false }
    },
    weeks: async () => [],
  }
  const told = (item: string) => published.filter((row) => row.item === item)

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    published = []
    satisfied = 91
    failing = false
    city = createCity({ edition: '2021', clock, picture: createPicture() })
    plan = createPlan({
      ...{ units, clock, log, figures, kpis: { value: () => undefined }, city, reception },
      ...readCityFiles({ dataDir: join(folder, 'feed'), mapDir: MAP_DIR, sopDir: SOP_DIR, units, clock, log }),
      publish: (row) => void published.push(row),
    })
    plan.start()
  })
  afterEach(async () => {
    await plan.stop()
    vi.useRealTimers()
  })

  const pass = async (ms: number) => {
    clock.advance(ms)
    await vi.advanceTimersByTimeAsync(ms)
    // Each row has a turn of its own.
    for (const _ of [...Object.keys(PLAN), 'the end']) await turn()
  }

  it('has every row of the city at once, and then only what changed', async () => {
    await pass(0)
    expect(published.map(({ item }) => item)).toEqual(Object.keys(PLAN))
    expect(told('T05')).toMatchObject([{ value: 91, state: 'met' }])
    await pass(MINUTE_MS)
    expect(published).toHaveLength(Object.keys(PLAN).length)
    satisfied = 60
    await pass(MINUTE_MS)
    expect(published).toHaveLength(Object.keys(PLAN).length + 1)
    expect(told('T05').at(-1)).toMatchObject({ value: 60, state: 'missed' })
  })

  it('keeps its rows while the store fails, tells the others on, and goes on afterwards', async () => {
    await pass(0)
    failing = true
    satisfied = 60
    sayLink(city, 'up', clock.now())
    await pass(MINUTE_MS)
    expect(told('T05')).toHaveLength(1)
    expect(told('M06').at(-1)).toMatchObject({ state: 'met' })
    await expect(plan.rows(CITY)).rejects.toThrow('disk full')
    failing = false
    await pass(MINUTE_MS)
    expect(told('T05').at(-1)).toMatchObject({ value: 60 })
    await expect(plan.rows(CITY)).resolves.toHaveLength(Object.keys(PLAN).length)
  })

  it('ends when it is told to', async () => {
    await pass(0)
    await plan.stop()
    satisfied = 60
    await pass(10 * MINUTE_MS)
    expect(told('T05')).toHaveLength(1)
  })
})
