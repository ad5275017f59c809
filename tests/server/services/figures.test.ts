import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Calendar, createCalendar } from '../../../domain/calendar/calendar.ts'
import type { Alignment } from '../../../domain/calendar/comparedSpans.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { addDays, eachDay, type Period, type Span } from '../../../domain/periods.ts'
import { type Day, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { CROSSWALK } from '../../../domain/units/crosswalk.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { createFigures, type Figures } from '../../../server/services/figures/figures.ts'
import { createIndex766 } from '../../../server/services/index766.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'

const NINE = Date.parse('2026-11-23T09:00:00+07:00')
const TODAY = '2026-11-23'
const log = pino({ level: 'silent' })
const clock = handClock(NINE)

let folder: string
let store: ReturnType<typeof createStore>
/** Reads of the store since it was last set to 0. */
let reads = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-figures-'))
  store = createStore({ dataDir: folder, clock, log })
  await store.start()
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

/** No cameras, no sensors. */
const nowhere = {
  city: { cameras: () => [], sensors: () => [], lag: () => 0, endedDevices: () => [], retirement: () => undefined },
  calendar: createCalendar(),
}
const deviceless = { hourColumns: async () => new Map(), firstDays: async () => new Map() }

function figuresOf(edition: Edition, targets?: Parameters<typeof createFigures>[0]['targets']) {
  const counting: Parameters<typeof createFigures>[0]['store'] = {
    ...deviceless,
    statistics: (query) => store.statistics(query),
    statisticDays(query) {
      reads++
      return store.statisticDays(query)
    },
  }
  return createFigures({
    units: UNIT_TREES[edition],
    clock,
    store: counting,
    ...nowhere,
    prefix: 'ioc/v1',
    ...(targets && { targets }),
  })
}

interface Said {
  edition?: Edition
  system?: string
  unit: string
  day: Day
  counts: Record<string, number>
  at?: number
  simulated?: boolean
}

/** The hub kept a report of that day. */
function late(figures: Figures, day: Day): void {
  const report = { system: 'oneStop', edition: '2021', unit: '31117', period: day } as const
  figures.kept({ is: 'statistics', reports: [{ ...report, at: 0, receivedAt: 0, counts: {}, simulated: false }] })
}

async function say(...said: Said[]): Promise<void> {
  const reports = said.map(
    ({
      edition = '2021',
      system = 'oneStop',
      unit,
      day,
      counts,
      at = startOfDay(day) + 9 * HOUR_MS,
      simulated = false,
    }) => ({
      ...{ edition, system, unit, period: day, counts, at, simulated },
      receivedAt: at + 5,
    }),
  )
  await store.append({ is: 'statistics', reports })
}

describe('the figure of a span', () => {
  const month = { from: '2026-09-01', to: '2026-09-30' }

  it('is the ratio of what each authority’s days add up to, and says who reported', async () => {
    await say(
      { unit: '31117', day: '2026-09-01', counts: { resolvedOnTime: 9, resolvedLate: 1 } },
      { unit: '31117', day: '2026-09-30', counts: { resolvedEarly: 10, resolvedLate: 0 } },
      { unit: '31120', day: '2026-09-15', counts: { resolvedOnTime: 0, resolvedLate: 80 }, simulated: true },
      { unit: '31123', day: '2026-09-15', counts: { resolvedOnTime: 70 } },
      { unit: '31117', day: '2026-10-01', counts: { resolvedOnTime: 1_000, resolvedLate: 0 } },
    )
    const figures = await figuresOf('2021').figures('onTimeRate', ['92', '916', '31117', '917'], month)
    const communes = UNIT_TREES['2021'].communesOf('916').length
    // Three reports of the 22 working days of each commune.
    const of916 = { numerator: 19, denominator: 100, value: 19, reported: 3, simulated: true, estimated: false }
    expect(figures.get('916')).toEqual({ ...of916, expected: communes * 22 })
    expect(figures.get('92')).toEqual({ ...of916, expected: 83 * 22 })
    expect(figures.get('31117')).toMatchObject({ value: 95, reported: 2, expected: 22, simulated: false })
    // Nobody there: unknown, not zero.
    expect(figures.get('917')).toMatchObject({ value: null, numerator: null, reported: 0 })
  })

  it('takes stocks from the last day that was reported, flows from all', async () => {
    await say(
      { unit: '31135', day: '2026-09-03', counts: { pendingOverdue: 40, received: 5 } },
      { unit: '31135', day: '2026-09-20', counts: { pendingOverdue: 7 } },
      { unit: '31135', day: '2026-09-22', counts: { received: 6 } },
      { unit: '31141', day: '2026-09-02', counts: { pendingOverdue: 1, received: 1 } },
    )
    const figures = figuresOf('2021')
    // As they stood last; but of neither is it known how it stands at the end of the month.
    expect(await figures.figure('pendingOverdue', '916', month)).toMatchObject({ value: 8, reported: 0 })
    const until24 = await figures.figure('pendingOverdue', '916', { ...month, to: '2026-09-24' })
    expect(until24).toMatchObject({ value: 8, reported: 1, expected: UNIT_TREES['2021'].communesOf('916').length })
    expect(await figures.figure('receivedToday', '916', month)).toMatchObject({ value: 12, reported: 3 })
  })

  it('equals what the days give, over any span, asked in any order, while reports keep coming', async () => {
    const units = ['31207', '31210', '31212']
    const reports = fc.array(
      fc.record({
        unit: fc.constantFrom(...units),
        daysAgo: fc.integer({ min: 0, max: 130 }),
        received: fc.integer({ min: 0, max: 50 }),
        pendingOverdue: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 15 },
    )
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 130 }), fc.integer({ min: 0, max: 130 })), {
      maxLength: 4,
    })
    const figures = figuresOf('2021')
    const known = new Map<string, { received: number; pendingOverdue: number }>()
    let at = NINE - HOUR_MS
    await fc.assert(
      fc.asyncProperty(reports, spans, async (batch, asked) => {
        for (const { unit, daysAgo, ...counts } of batch) {
          const day = addDays(TODAY, -daysAgo)
          await say({ unit, day, counts, at: at++ })
          late(figures, day)
          known.set(`${day} ${unit}`, counts)
        }
        for (const [one, other] of asked) {
          const span = { from: addDays(TODAY, -Math.max(one, other)), to: addDays(TODAY, -Math.min(one, other)) }
          const days = eachDay(span)
          const of = (unit: string) => days.flatMap((day) => known.get(`${day} ${unit}`) ?? [])
          const sum = (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0))
          const received = await figures.figure('receivedToday', '923', span)
          expect(received?.value).toBe(sum(units.flatMap((unit) => of(unit).map((counts) => counts.received))))
          const overdue = await figures.figure('pendingOverdue', '923', span)
          expect(overdue?.value).toBe(sum(units.flatMap((unit) => of(unit).at(-1)?.pendingOverdue ?? [])))
        }
      }),
      { numRuns: 20 },
    )
  })

  it('reads what is past once, today each time, and a past day again when a late report was kept', async () => {
    const figures = figuresOf('2021')
    const year = { from: '2026-01-01', to: TODAY }
    const ask = async () => {
      reads = 0
      const ofAll = await figures.figures('receivedToday', ['31216', UNIT_TREES['2021'].city.code], year)
      return { value: ofAll.get('31216')?.value, reads }
    }
    await say({ unit: '31216', day: '2026-03-05', counts: { received: 3 } })
    expect((await ask()).value).toBe(3)
    expect(await ask()).toEqual({ value: 3, reads: 1 })
    await say({ unit: '31216', day: TODAY, counts: { received: 4 } })
    expect(await ask()).toEqual({ value: 7, reads: 1 })
    await say({ unit: '31216', day: '2026-03-06', counts: { received: 10 } })
    late(figures, '2026-03-06')
    // March and the days of this month that are past; the other nine months stand.
    expect(await ask()).toEqual({ value: 17, reads: 3 })
    // Another hub may have kept a late one: after a while what is remembered is read again.
    await say({ unit: '31216', day: '2026-03-07', counts: { received: 100 } })
    expect((await ask()).value).toBe(17)
    clock.advance(11 * MINUTE_MS)
    expect((await ask()).value).toBe(117)
    clock.set(NINE)
  })

  it('of a few authorities reads their reports alone, what is past once', async () => {
    const asked: unknown[] = []
    const figures = createFigures({
      ...{ units: UNIT_TREES['2025'], clock, prefix: 'ioc/v1' },
      ...nowhere,
      store: {
        ...deviceless,
        statistics: (query) => store.statistics(query),
        async statisticDays(query) {
          asked.push(query)
          return store.statisticDays(query)
        },
      },
    })
    const year = { from: '2025-01-01', to: TODAY }
    await say(
      { edition: '2025', unit: '31120', day: '2026-03-05', counts: { received: 3 } },
      { edition: '2025', unit: '31120', day: TODAY, counts: { received: 4 } },
    )
    expect(await figures.figure('receivedToday', '31120', year)).toMatchObject({ value: 7 })
    const ofToday = { edition: '2025', system: 'oneStop', from: TODAY, to: TODAY, units: ['31120'] }
    const old = expect.arrayContaining([expect.any(String)])
    const early = { system: 'oneStop', from: '2025-01-01', to: '2025-06-30' }
    expect(asked).toEqual(
      expect.arrayContaining([
        ofToday,
        { ...ofToday, from: '2025-07-01', to: '2026-11-22' },
        { ...early, edition: '2025', units: ['31120'] },
        { ...early, edition: '2021', units: old },
      ]),
    )
    expect(asked).toHaveLength(4)
    asked.length = 0
    expect(await figures.figure('receivedToday', '31120', year)).toMatchObject({ value: 7 })
    expect(asked).toEqual([ofToday])
    await figures.weeks('receivedToday', '31120', TODAY, 2)
    expect(asked.slice(1)).toEqual(asked.slice(1).map(() => expect.objectContaining({ units: ['31120'] })))
  })

  it('does not remember a failure', async () => {
    let broken = true
    const failing = createFigures({
      units: UNIT_TREES['2021'],
      clock,
      prefix: 'ioc/v1',
      ...nowhere,
      store: {
        ...deviceless,
        statistics: (query) => store.statistics(query),
        statisticDays: (query) => (broken ? Promise.reject(new Error('no disk')) : store.statisticDays(query)),
      },
    })
    await expect(failing.figure('receivedToday', '31117', month)).rejects.toThrow('no disk')
    broken = false
    expect(await failing.figure('onTimeRate', '31117', month)).toMatchObject({ value: 95 })
  })
})

describe('a figure beside others', () => {
  it('stands with the period before, last year, and the target in force', async () => {
    const on = (from: Day, to: Day, satisfied: number) =>
      eachDay({ from, to }).map((day) => ({
        system: 'satisfaction',
        unit: '31231',
        day,
        counts: { verySatisfied: 0, satisfied, dissatisfied: 100 - satisfied },
      }))
    await say(
      ...on('2026-11-01', TODAY, 88),
      ...on('2026-10-01', '2026-10-23', 50),
      ...on('2026-10-24', '2026-10-31', 0),
      ...on('2025-11-01', '2025-11-23', 70),
      ...on('2025-11-24', '2025-11-30', 0),
    )
    const { target } = KPIS.satisfactionRate as Kpi
    const declared = await figuresOf('2021').compared('satisfactionRate', '31231', 'month', TODAY)
    expect(declared).toMatchObject({
      span: { from: '2026-11-01', to: TODAY },
      value: 88,
      state: 'near',
      before: { span: { from: '2026-10-01', to: '2026-10-23' }, value: 50 },
      lastYear: { span: { from: '2025-11-01', to: '2025-11-23' }, value: 70 },
    })
    const lowered = figuresOf('2021', () => target && { ...target, value: 80, declared: target.value })
    expect(await lowered.compared('satisfactionRate', '31231', 'month', TODAY)).toMatchObject({ state: 'met' })
    // One commune of many: the city is not judged by it.
    expect(await lowered.compared('satisfactionRate', '92', 'month', TODAY)).toMatchObject({
      value: 88,
      state: 'unjudged',
    })
  })

  it('takes no more reads for all units than for one', async () => {
    const figures = figuresOf('2021')
    const codes = UNIT_TREES['2021'].all.map(({ code }) => code)
    reads = 0
    await figures.compared('onTimeRate', '92', 'quarter', TODAY)
    const forOne = reads
    const others = figuresOf('2021')
    reads = 0
    expect((await others.comparedOf('onTimeRate', codes, 'quarter', TODAY)).size).toBe(93)
    expect(reads).toBe(forOne)
  })
})

describe('half-reported days', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' }

  it('bend no total: a day counts when all that is read of it is known, as the days themselves say', async () => {
    await say(
      {
        system: 'portal',
        unit: '31249',
        day: '2026-11-03',
        counts: { receivedOnline: 30, receivedDirect: 60, receivedPostal: 10 },
      },
      { system: 'portal', unit: '31249', day: '2026-11-04', counts: { receivedOnline: 100 } },
    )
    const figures = figuresOf('2021')
    expect(await figures.figure('onlineShare', '31249', november)).toMatchObject({
      ...{ value: 30, numerator: 30, denominator: 100 },
      // Today has not been reported: it is not due yet.
      ...{ reported: 1, expected: 15 },
    })
    const daily = await figures.daily('onlineShare', '31249', { from: '2026-11-03', to: '2026-11-04' })
    expect(daily.values).toEqual([[30, null]])
    // Over months too, whose totals are put together from the totals of each.
    await say({
      ...{ system: 'portal', unit: '31249', day: '2026-10-20' },
      counts: { receivedOnline: 10, receivedDirect: 90, receivedPostal: 0 },
    })
    await say({ system: 'portal', unit: '31249', day: '2026-09-21', counts: { receivedOnline: 500 } })
    const quarters = await figures.figure('onlineShare', '31249', { from: '2026-07-01', to: '2026-11-30' })
    expect(quarters).toMatchObject({ value: 20, numerator: 40, denominator: 200, reported: 2 })
    const why = await figures.explain('onlineShare', '31249', 'month', TODAY)
    expect(why.contributions).toMatchObject([
      { numerator: 30, denominator: 100, at: startOfDay('2026-11-03') + 9 * HOUR_MS },
    ])
  })

  it('take stocks from the last day on which all was known', async () => {
    const counts = (hostsProtected: number) => ({ hosts: 10, hostsProtected })
    await say(
      { system: 'antiMalware', unit: '31252', day: '2026-11-17', counts: counts(4) },
      { system: 'antiMalware', unit: '31252', day: '2026-11-18', counts: counts(7) },
      { system: 'antiMalware', unit: '31252', day: '2026-11-19', counts: { hosts: 100 } },
    )
    const found = await figuresOf('2021').figure('antiMalwareHosts', '31252', november)
    expect(found).toMatchObject({ value: 70, reported: 1, expected: 1 })
  })

  it('equal the sum of whole days, whatever is left out of which report', async () => {
    const figures = figuresOf('2021')
    const names = ['resolvedEarly', 'resolvedOnTime', 'resolvedLate', 'pendingOverdue', 'received']
    const counts = fc.record(Object.fromEntries(names.map((name) => [name, fc.nat(50)])), { requiredKeys: [] })
    const report = fc.record({ daysAgo: fc.integer({ min: 0, max: 60 }), counts })
    const known = new Map<Day, Record<string, number>>()
    let at = NINE - HOUR_MS
    const span = { from: addDays(TODAY, -60), to: TODAY }
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 12 }), async (batch) => {
        for (const { daysAgo, counts } of batch) {
          const day = addDays(TODAY, -daysAgo)
          await say({ unit: '31255', day, counts: counts as Record<string, number>, at: at++ })
          late(figures, day)
          known.set(day, counts as Record<string, number>)
        }
        const days = eachDay(span).flatMap((day) => {
          const counts = known.get(day)
          return counts === undefined ? [] : [counts]
        })
        const whole = days.filter(
          ({ resolvedEarly, resolvedOnTime, resolvedLate }) =>
            (resolvedEarly ?? resolvedOnTime) !== undefined && resolvedLate !== undefined,
        )
        const sum = (name: string) => whole.reduce((total, each) => total + (each[name] ?? 0), 0)
        const onTime = sum('resolvedEarly') + sum('resolvedOnTime')
        expect(await figures.figure('onTimeRate', '31255', span)).toMatchObject(
          whole.length === 0
            ? { numerator: null, denominator: null }
            : { numerator: onTime, denominator: onTime + sum('resolvedLate') },
        )
        const overdue = days.flatMap(({ pendingOverdue }) => pendingOverdue ?? []).at(-1) ?? null
        expect((await figures.figure('pendingOverdue', '31255', span)).value).toBe(overdue)
      }),
      { numRuns: 25 },
    )
  })
})

describe('coverage', () => {
  it('counts the days that were due: one report in January does not speak for a year', async () => {
    await say({ unit: '31258', day: '2026-01-05', counts: { resolvedOnTime: 99, resolvedLate: 1 } })
    const year = await figuresOf('2021').compared('onTimeRate', '31258', 'year', TODAY)
    // 23 November is Monday: 232 working days before it, and it has not been reported.
    expect(year).toMatchObject({ value: 99, reported: 1, expected: 232, state: 'unjudged' })
  })

  it('holds nobody behind with the day that still runs, unless there is no other', async () => {
    const figures = figuresOf('2021')
    const counts = { resolvedOnTime: 9, resolvedLate: 1 }
    const past = eachDay({ from: '2026-11-01', to: '2026-11-22' })
    await say(...past.map((day) => ({ unit: '31261', day, counts })))
    const month = () => figures.compared('onTimeRate', '31261', 'month', TODAY)
    expect(await month()).toMatchObject({ reported: 15, expected: 15, state: 'near' })
    const day = () => figures.figure('onTimeRate', '31261', { from: TODAY, to: TODAY })
    expect(await day()).toMatchObject({ value: null, reported: 0, expected: 1 })
    await say({ unit: '31261', day: TODAY, counts })
    expect(await month()).toMatchObject({ reported: 16, expected: 16 })
    expect(await day()).toMatchObject({ value: 90, reported: 1, expected: 1 })
  })

  it('asks for every day of a system that never rests, and for a weekend of who has nothing else', async () => {
    const figures = figuresOf('2021')
    const weekend = { from: '2026-11-21', to: '2026-11-22' }
    expect(await figures.figure('documentDelivery', '92', { from: '2026-11-16', to: '2026-11-22' })).toMatchObject({
      expected: 7,
    })
    expect(await figures.figure('receivedToday', '31264', weekend)).toMatchObject({ expected: 2 })
    expect(await figures.figure('receivedToday', '31264', { from: '2026-11-16', to: '2026-11-22' })).toMatchObject({
      expected: 5,
    })
  })

  it('keeps figures apart that rest on very different reporting, and says why', async () => {
    const counts = (good: number) => ({ sent: 100, acknowledged: good })
    const november = eachDay({ from: '2026-11-01', to: TODAY })
    const say100 = (days: readonly Day[], good: number) =>
      say(...days.map((day) => ({ system: 'documentAxis', unit: '92', day, counts: counts(good) })))
    await say100(november, 97)
    // Last year one day in November; of October nineteen days of the first 23.
    await say100(['2025-11-05'], 87)
    await say100(eachDay({ from: '2026-10-05', to: '2026-10-23' }), 95)
    const compared = await figuresOf('2021').compared('documentDelivery', '92', 'month', TODAY)
    expect(compared).toMatchObject({
      value: 97,
      ...{ reported: 23, expected: 23, state: 'near' },
      before: { value: 95, withheld: null, reported: 19, expected: 23 },
      lastYear: { value: null, withheld: 'thinThen', reported: 1, expected: 23 },
    })
    // A sum grows with what is reported: there a little less is a lot.
    const drills = (days: readonly Day[]) =>
      say(...days.map((day) => ({ system: 'soc', unit: '92', day, counts: { drills: 1 } })))
    await drills(november)
    await drills(eachDay({ from: '2026-10-03', to: '2026-10-23' }))
    expect(await figuresOf('2021').compared('securityDrills', '92', 'month', TODAY)).toMatchObject({
      value: 23,
      before: { value: null, withheld: 'uneven', reported: 21, expected: 23 },
      lastYear: { value: null, withheld: null },
    })
  })
})

describe('a stock beside a flow', () => {
  it('counts the same thirty days whatever is asked: an even backlog gives an even rate', async () => {
    const counts = { resolvedOnTime: 1_000, resolvedLate: 0, pendingOverdue: 600 }
    await say(...eachDay({ from: '2026-08-01', to: '2026-11-13' }).map((day) => ({ unit: '31273', day, counts })))
    const figures = figuresOf('2021')
    for (const day of ['2026-11-01', '2026-11-02', '2026-11-06', '2026-11-13']) {
      for (const period of ['day', 'week', 'month', 'quarter', 'year'] as const) {
        const figure = await figures.compared('honestOnTimeRate', '31273', period, day)
        expect(figure).toMatchObject({ numerator: 30_000, denominator: 30_600, state: 'met' })
        expect(figure.span).toEqual({ from: addDays(day, -29), to: day })
      }
    }
    const { values } = await figures.daily('honestOnTimeRate', '31273', { from: '2026-08-20', to: '2026-11-13' })
    const rate = (30_000 / 30_600) * 100
    const known = values[0]?.filter((value) => value !== null) ?? []
    // From the first day on of whose thirty enough are known.
    expect(known.length).toBeGreaterThan(75)
    expect(Math.min(...known)).toBeGreaterThan(rate - 1)
    expect(Math.max(...known)).toBeCloseTo(rate, 9)
    const weeks = await figures.weeks('honestOnTimeRate', '31273', '2026-11-13', 4)
    expect(weeks.map(({ value }) => value)).toEqual([rate, rate, rate, rate])
    const [from, to] = [startOfDay('2026-11-01'), startOfDay('2026-11-04')]
    const { points } = await figures.series({ kpi: 'honestOnTimeRate', unit: '31273', from, to })
    expect(points.map(({ value }) => value)).toEqual([rate, rate, rate])
  })
})

describe('days and weeks', () => {
  it('stand in columns, each day the authority’s own', async () => {
    await say(
      { unit: '31267', day: '2026-06-30', counts: { resolvedOnTime: 1, resolvedLate: 3 } },
      { unit: '31267', day: '2026-07-02', counts: { resolvedOnTime: 4, resolvedLate: 0 } },
      { unit: '31268', day: '2026-07-01', counts: { resolvedOnTime: 0, resolvedLate: 0 } },
    )
    const daily = await figuresOf('2021').daily('onTimeRate', '927', { from: '2026-06-30', to: '2026-07-02' })
    expect(daily).toMatchObject({ days: ['2026-06-30', '2026-07-01', '2026-07-02'], estimated: [] })
    expect(daily?.units).toEqual(UNIT_TREES['2021'].communesOf('927'))
    const column = (unit: string) => daily?.values[daily.units.indexOf(unit)]
    expect(column('31267')).toEqual([25, null, 100])
    // Nothing was due: a ratio over nothing is unknown.
    expect(column('31268')).toEqual([null, null, null])
  })

  it('read what is past once and today each time, and say at once what a late report of any of their days changes', async () => {
    const figures = figuresOf('2021')
    const ask = async (kpi: KpiId, from: Day) => {
      reads = 0
      const { values } = await figures.daily(kpi, '31186', { from, to: TODAY })
      return { last: values[0]?.slice(-2), reads }
    }
    const yesterday = addDays(TODAY, -1)
    await say({ unit: '31186', day: yesterday, counts: { received: 3 } })
    expect((await ask('receivedToday', '2026-09-20')).last).toEqual([3, null])
    await say({ unit: '31186', day: TODAY, counts: { received: 5 } })
    expect(await ask('receivedToday', '2026-09-20')).toEqual({ last: [3, 5], reads: 1 })
    await say({ unit: '31186', day: yesterday, counts: { received: 4 }, at: startOfDay(TODAY) })
    late(figures, yesterday)
    expect((await ask('receivedToday', '2026-09-20')).last).toEqual([4, 5])

    const first = addDays('2026-11-20', -29)
    const counts = { resolvedOnTime: 10, resolvedLate: 0, pendingOverdue: 0 }
    const at = startOfDay(TODAY) + 10 * HOUR_MS
    await say(...eachDay({ from: first, to: TODAY }).map((day) => ({ unit: '31186', day, counts, at })))
    const whole = async () =>
      (await figures.daily('honestOnTimeRate', '31186', { from: '2026-11-20', to: TODAY })).values
    expect(await whole()).toEqual([[100, 100, 100, 100]])
    await say({ unit: '31186', day: first, counts: { ...counts, resolvedLate: 100 }, at: at + 1 })
    late(figures, first)
    expect(await whole()).toEqual([[75, 100, 100, 100]])
  })

  it('follow the calendar as soon as it changes', async () => {
    const on = eachDay({ from: '2026-08-03', to: '2026-09-04' }).filter((_, i) => i % 2 === 0)
    const counts = { resolvedOnTime: 10, resolvedLate: 0, pendingOverdue: 0 }
    await say(...on.map((day) => ({ unit: '31189', day, counts })))
    let calendar = createCalendar()
    const figures = createFigures({
      units: UNIT_TREES['2021'],
      clock,
      ...nowhere,
      calendar: { ...calendar, isWorkingDay: (day) => calendar.isWorkingDay(day) },
      prefix: 'ioc/v1',
      store: { ...deviceless, statistics: store.statistics, statisticDays: store.statisticDays },
    })
    const day = '2026-09-04'
    const ask = async () => {
      const { values } = await figures.daily('honestOnTimeRate', '31189', { from: day, to: day })
      const [week] = await figures.weeks('receivedToday', '31189', day, 1)
      return { value: values[0]?.[0], expected: week?.expected }
    }
    expect(await ask()).toEqual({ value: null, expected: 5 })
    const off = eachDay({ from: '2026-08-03', to: day }).filter((each) => !on.includes(each))
    const name = { vi: 'Nghỉ', en: 'Off' }
    calendar = createCalendar({ holidays: off.map((each) => ({ from: each, to: each, name })), workdays: [] })
    figures.calendarChanged()
    expect(await ask()).toEqual({ value: 100, expected: 3 })
  })

  it('make a series of ratios of sums', async () => {
    await say(
      { unit: '31270', day: '2026-05-10', counts: { resolvedOnTime: 9, resolvedLate: 1 } },
      { unit: '31279', day: '2026-05-10', counts: { resolvedOnTime: 0, resolvedLate: 90 } },
    )
    const [from, to] = [startOfDay('2026-05-09') + HOUR_MS, startOfDay('2026-05-11')]
    const series = await figuresOf('2021').series({ kpi: 'onTimeRate', unit: '927', from, to })
    const expected = UNIT_TREES['2021'].communesOf('927').length
    expect(series?.points).toEqual([
      { at: startOfDay('2026-05-09'), value: null, reported: 0, expected, estimated: false },
      { at: startOfDay('2026-05-10'), value: 9, reported: 2, expected, estimated: false },
    ])
  })

  it('make weeks that end on the day asked for', async () => {
    await say(
      { unit: '31288', day: '2026-08-01', counts: { received: 1, pendingOverdue: 9 } },
      { unit: '31288', day: '2026-08-07', counts: { received: 2, pendingOverdue: 8 } },
      { unit: '31288', day: '2026-08-08', counts: { received: 4, pendingOverdue: 7 } },
      { unit: '31288', day: '2026-08-14', counts: { received: 8 } },
    )
    const figures = figuresOf('2021')
    const weeks = (kpi: KpiId) => figures.weeks(kpi, '31288', '2026-08-14', 3)
    const of = (value: number | null) => ({ numerator: value, denominator: null, value })
    expect(await weeks('receivedToday')).toEqual([
      { span: { from: '2026-07-25', to: '2026-07-31' }, ...of(null), reported: 0, expected: 5 },
      // What is reported of a Saturday counts, and is not due.
      { span: { from: '2026-08-01', to: '2026-08-07' }, ...of(3), reported: 1, expected: 5 },
      { span: { from: '2026-08-08', to: '2026-08-14' }, ...of(12), reported: 1, expected: 5 },
    ])
    expect((await weeks('pendingOverdue')).map(({ value }) => value)).toEqual([null, 8, 7])
    reads = 0
    await weeks('receivedToday')
    expect(reads).toBe(0)
    await say({ unit: '31288', day: '2026-07-26', counts: { received: 5 } })
    late(figures, '2026-07-26')
    expect((await weeks('receivedToday')).map(({ value }) => value)).toEqual([5, 3, 12])
  })
})

describe('the explanation of a figure', () => {
  it('lists what each authority gave, who is missing, and the reports as they are stored', async () => {
    await say(
      { unit: '31225', day: '2026-04-06', counts: { resolvedOnTime: 10, resolvedLate: 0 } },
      { unit: '31225', day: '2026-04-07', counts: { resolvedOnTime: 17, resolvedLate: 3 } },
      { unit: '31222', day: '2026-04-02', counts: { resolvedOnTime: 0, resolvedLate: 10 }, simulated: true },
    )
    const why = await figuresOf('2021').explain('onTimeRate', '925', 'month', '2026-04-07')
    const at = (day: Day) => startOfDay(day) + 9 * HOUR_MS
    expect(why).toMatchObject({
      kpi: 'onTimeRate',
      value: { key: 'onTimeRate|925', value: 67.5, numerator: 27, denominator: 40, reported: 3, simulated: true },
      contributions: [
        { unit: '31222', source: 'statistics/oneStop/31222', at: at('2026-04-02'), numerator: 0, denominator: 10 },
        { unit: '31225', name: 'X. Trung Thạnh', at: at('2026-04-07'), fresh: true, numerator: 27, denominator: 30 },
      ],
      messages: [
        { topic: 'ioc/v1/statistics/oneStop/31222', at: at('2026-04-02'), body: { counts: { resolvedLate: 10 } } },
        { source: 'statistics/oneStop/31225', day: '2026-04-06', reconstructed: true },
        {
          source: 'statistics/oneStop/31225',
          receivedAt: at('2026-04-07') + 5,
          body: { period: '2026-04-07', counts: { resolvedOnTime: 17, resolvedLate: 3 } },
        },
      ],
    })
    expect(why?.value.at).toBe(at('2026-04-07'))
    expect(why?.messages).toHaveLength(3)
    expect(why?.days).toEqual([
      { source: 'statistics/oneStop/31222', day: '2026-04-02', numerator: 0, denominator: 10 },
      { source: 'statistics/oneStop/31225', day: '2026-04-06', numerator: 10, denominator: 10 },
      { source: 'statistics/oneStop/31225', day: '2026-04-07', numerator: 17, denominator: 20 },
    ])
    expect(why?.value).toMatchObject({ numerator: 27, denominator: 40 })
    const { communesOf } = UNIT_TREES['2021']
    expect(why?.missing).toEqual(communesOf('925').filter((code) => code !== '31222' && code !== '31225'))
  })

  it('lists days that add up to the figure, whatever was left out of which report', async () => {
    const figures = figuresOf('2021')
    const names = ['resolvedEarly', 'resolvedOnTime', 'resolvedLate', 'pendingOverdue', 'received']
    const counts = fc.record(Object.fromEntries(names.map((name) => [name, fc.nat(50)])), { requiredKeys: [] })
    const report = fc.record({
      unit: fc.constantFrom('31300', '31303'),
      daysAgo: fc.integer({ min: 1, max: 45 }),
      counts,
    })
    let at = NINE - HOUR_MS
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 10 }), async (batch) => {
        for (const { unit, daysAgo, counts } of batch) {
          const day = addDays(TODAY, -daysAgo)
          await say({ unit, day, counts: counts as Record<string, number>, at: at++ })
          late(figures, day)
        }
        for (const kpi of ['onTimeRate', 'honestOnTimeRate', 'receivedToday', 'pendingOverdue'] as const) {
          const why = await figures.explain(kpi, '926', 'month', TODAY)
          const sum = (of: (day: (typeof why.days)[number]) => number | undefined) =>
            why.days.reduce((total, day) => total + (of(day) ?? 0), 0)
          expect(sum(({ numerator }) => numerator)).toBe(why.value.numerator ?? 0)
          expect(sum(({ denominator }) => denominator)).toBe(why.value.denominator ?? 0)
          expect(why.days).toHaveLength(why.daysSummed)
          expect(why.messages).toHaveLength(why.days.length)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('says of today who is no longer heard', async () => {
    await say(
      { unit: '31299', day: TODAY, counts: { pendingOverdue: 1 }, at: NINE - 30_000 },
      { unit: '31300', day: TODAY, counts: { pendingOverdue: 2 }, at: NINE - 3 * HOUR_MS },
    )
    const why = await figuresOf('2021').explain('pendingOverdue', '926', 'day', TODAY)
    expect(why?.contributions.map(({ unit, fresh }) => `${unit} ${fresh}`)).toEqual(['31299 true', '31300 false'])
    expect(why?.value).toMatchObject({ value: 3, at: NINE - 30_000 })
  })
})

describe('figures from before the units of 2025', () => {
  const june = { from: '2025-06-01', to: '2025-06-30' }
  const old = UNIT_TREES['2021']
  const today = UNIT_TREES['2025']
  const received = new Map(old.communes.map(({ code }, i) => [code, 100 + i]))
  const whole = [...received.values()].reduce((sum, count) => sum + count, 0)
  const divided = [...new Set(CROSSWALK.filter(({ relation }) => relation === 'part').map(({ oldCode }) => oldCode))]

  beforeAll(async () => {
    await say(
      ...[...received].flatMap(([unit, count]) => [
        { unit, day: '2025-06-03', counts: { received: count, pendingOverdue: 50 } },
        { unit, day: '2025-06-20', counts: { received: 0, pendingOverdue: 2 } },
      ]),
      ...today.communes.map(({ code: unit }) => ({
        ...{ edition: '2025' as const, unit, day: '2025-07-02' },
        counts: { received: 1_000, pendingOverdue: 1 },
      })),
      { system: 'soc', unit: '92', day: '2025-06-04', counts: { received: 1 } },
    )
  })

  it('are carried over by whole units, and shared out where one was divided; nothing is lost or made', async () => {
    const figures = await figuresOf('2025').figures(
      'receivedToday',
      today.all.map(({ code }) => code),
      june,
    )
    expect(figures.get('92')?.value).toBeCloseTo(whole, 9)
    expect(figures.get('can-tho')?.value).toBeCloseTo(whole, 9)
    // One of the 21 working days of June, and of those alone whose land was the city's; the 20th was one, too.
    expect(figures.get('92')).toMatchObject({ expected: 103 * 21, estimated: true })
    // The other two areas were provinces of their own: nobody reported them here.
    expect(figures.get('soc-trang')).toMatchObject({ value: null, reported: 0, estimated: false })
    for (const { code } of today.communes) {
      const from = CROSSWALK.filter(({ newCode, oldArea }) => newCode === code && oldArea === 'can-tho')
      if (from.length === 0 || from.some(({ oldCode }) => divided.includes(oldCode))) continue
      const sum = from.reduce((total, { oldCode }) => total + (received.get(oldCode) ?? 0), 0)
      expect(figures.get(code)).toMatchObject({ value: sum, estimated: false, reported: 2, expected: 21 })
    }
    expect(divided).toContain('31178')
    for (const oldCode of divided) {
      const heirs = CROSSWALK.filter((succession) => succession.oldCode === oldCode)
      expect(heirs.length).toBeGreaterThan(1)
      for (const { newCode } of heirs) expect(figures.get(newCode)?.estimated).toBe(true)
    }
    // Bùi Hữu Nghĩa went to Bình Thủy and to Cái Khế, by the land.
    const part = (code: string) => CROSSWALK.find((s) => s.oldCode === '31178' && s.newCode === code)?.weight ?? 0
    const wholes = ['31117', '31120'].reduce((sum, code) => sum + (received.get(code) ?? 0), 0)
    expect(figures.get('31120')?.value).toBeCloseTo(wholes + part('31120') * (received.get('31178') ?? 0), 9)
  })

  it('go on in today’s: flows add up over the day the units changed, stocks are today’s', async () => {
    const figures = figuresOf('2025')
    const both = { from: '2025-06-01', to: '2025-07-31' }
    expect((await figures.figure('receivedToday', '92', both))?.value).toBeCloseTo(whole + 103_000, 6)
    // Reported on the second of July alone: known in its week, and no longer at the end of the month.
    expect(await figures.figure('pendingOverdue', '92', both)).toMatchObject({ value: 103, reported: 0, expected: 103 })
    const untilThen = await figures.figure('pendingOverdue', '92', { ...both, to: '2025-07-07' })
    expect(untilThen).toMatchObject({ value: 103, reported: 103 })
    expect((await figures.figure('pendingOverdue', '92', june))?.value).toBeCloseTo(166, 9)
  })

  it('mark the days and the points that were shared out', async () => {
    const figures = figuresOf('2025')
    const span = { from: '2025-06-03', to: '2025-07-02' }
    const daily = await figures.daily('receivedToday', '92', span)
    expect(daily?.units).toHaveLength(103)
    const first = daily?.values.reduce((sum, column) => sum + (column[0] ?? 0), 0)
    expect(first).toBeCloseTo(whole, 9)
    expect(daily?.values.map((column) => column.at(-1))).toEqual(new Array(103).fill(1_000))
    expect(daily?.estimated).toContain('31120')
    expect(daily?.estimated).not.toContain('31135')
    const [from, to] = [startOfDay(span.from), startOfDay(span.to) + 1]
    const points = (await figures.series({ kpi: 'receivedToday', unit: '92', from, to }))?.points
    expect(points?.at(0)).toMatchObject({ expected: 103, estimated: true })
    expect(points?.at(0)?.value).toBeCloseTo(whole, 9)
    expect(points?.at(-1)).toMatchObject({ value: 103_000, reported: 103, estimated: false })
    const unchanged = await figures.series({ kpi: 'receivedToday', unit: '31249', from, to })
    expect(unchanged?.points.at(0)).toMatchObject({ value: received.get('31249'), estimated: false })
    const weeks = await figures.weeks('receivedToday', '92', '2025-07-05', 5)
    expect(weeks.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(whole + 103_000, 6)
  })

  it('prefer what was reported under today’s units, and say whose reports they are', async () => {
    const figures = figuresOf('2025')
    const why = await figures.explain('receivedToday', '31135', 'month', '2025-06-30')
    expect([...new Set(why?.messages.map(({ topic }) => topic.split('/').at(-1)))].sort()).toEqual(
      CROSSWALK.filter(({ newCode }) => newCode === '31135')
        .map(({ oldCode }) => oldCode)
        .sort(),
    )
    expect(why?.messages[0]).toMatchObject({ source: 'statistics/oneStop/31135', body: { period: '2025-06-03' } })
    expect(why.days.reduce((sum, { numerator }) => sum + numerator, 0)).toBeCloseTo(why.value.numerator ?? 0, 9)
    await say({ edition: '2025', unit: '31135', day: '2025-06-05', counts: { received: 7 } })
    late(figures, '2025-06-05')
    expect(await figures.figure('receivedToday', '31135', june)).toMatchObject({ value: 7, estimated: false })
  })

  it('leave out whole who cannot say', async () => {
    // 31117 and 31120 both went to today’s 31120; without its late ones the first would bend the ratio.
    const may = { from: '2025-05-01', to: '2025-05-31' }
    await say(
      { unit: '31117', day: '2025-05-05', counts: { resolvedOnTime: 900 } },
      { unit: '31120', day: '2025-05-05', counts: { resolvedOnTime: 1, resolvedLate: 3 } },
    )
    expect(await figuresOf('2025').figure('onTimeRate', '31120', may)).toMatchObject({ value: 25, denominator: 4 })
  })

  it('are added up for who needs the counts themselves', async () => {
    const figures = figuresOf('2025')
    const wanted = { system: 'oneStop', reads: ['received', 'pendingOverdue'] }
    const codes = today.all.map(({ code }) => code)
    const totals = await figures.counted(wanted, codes, { from: '2025-06-10', to: '2025-07-31' })
    expect(totals.get('31249')).toMatchObject({
      counts: { received: 1_000, pendingOverdue: 1 },
      at: startOfDay('2025-07-02') + 9 * HOUR_MS,
      estimated: false,
    })
    expect(totals.size).toBe(103)
    const soc = await figures.counted({ system: 'soc', reads: ['received'] }, codes, june)
    expect(soc.get('92')).toMatchObject({ newest: [{ edition: '2021', unit: '92' }] })
    expect(dayOf(clock.now())).toBe(TODAY)
  })
})

describe('what does not add up over units', () => {
  const april = { from: '2025-04-01', to: '2025-04-30' }
  const portal = { system: 'nationalPortal', day: '2025-04-10' }
  const everybody = UNIT_TREES['2025'].all.map(({ code }) => code)
  const counted = (system: string, span: Span) => figuresOf('2025').counted({ system, reads: [] }, everybody, span)
  beforeAll(async () => {
    const communes = UNIT_TREES['2021'].communes.map(({ code }) => ({
      ...portal,
      unit: code,
      counts: { officialScoreHundredths: 8_000, proceduresPublished: 210, proceduresComplete: 200, dossiersToSync: 10 },
    }))
    await say(
      ...communes,
      { ...portal, unit: '92', counts: { officialScoreHundredths: 8_123, proceduresPublished: 1_860 } },
      ...communes.map(({ unit, day }) => ({ system: 'documents', unit, day, counts: { connectedToAxis: 1 } })),
    )
  })

  it('is no score where communes were joined, and the score itself where one went on unchanged', async () => {
    const totals = await counted('nationalPortal', april)
    expect(totals.size).toBeGreaterThan(30)
    for (const [unit, { counts, unpooled }] of totals) {
      const score = counts.officialScoreHundredths
      if (unit === '92') expect(score).toBe(8_123)
      else if (unit === '31249') expect([score, unpooled]).toEqual([8_000, []])
      else expect([score ?? 8_000, unpooled]).toEqual([8_000, score === undefined ? ['officialScoreHundredths'] : []])
    }
    const joined = totals.get('31120')
    expect(joined?.counts.officialScoreHundredths).toBeUndefined()
    // The same register kept by three is one register; their dossiers are three times as many and a part.
    expect(joined?.counts.proceduresPublished).toBeCloseTo(210, 9)
    expect(joined?.counts.proceduresComplete).toBeCloseTo(200, 9)
    expect(joined?.counts.dossiersToSync).toBeGreaterThan(20)
    expect(joined?.counts.dossiersToSync).toBeLessThan(30)
    expect((await counted('documents', april)).get('31120')?.counts).toEqual({ connectedToAxis: 1 })
  })

  it('is this year’s score where the span reaches into this edition', async () => {
    await say({
      ...portal,
      edition: '2025',
      unit: '31120',
      day: '2025-07-05',
      counts: { officialScoreHundredths: 7_700 },
    })
    const totals = await counted('nationalPortal', { from: '2025-04-01', to: '2025-07-31' })
    expect(totals.get('31120')).toMatchObject({ counts: { officialScoreHundredths: 7_700 }, unpooled: [] })
  })

  it('is read in index 766 of today’s communes as unknown, with the reason, and never above 100', async () => {
    const index = createIndex766({ units: UNIT_TREES['2025'], figures: figuresOf('2025') })
    const rows = await index.rows('month', '2025-04-30')
    for (const { official } of rows) expect(official ?? 0).toBeLessThanOrEqual(100)
    const of = (unit: string) => rows.find((row) => row.unit === unit)
    expect(of('92')).toMatchObject({ official: 81.23, officialUnpooled: false })
    expect(of('31120')).toMatchObject({ official: null, officialUnpooled: true })
    expect(of('31249')).toMatchObject({ official: 80, officialUnpooled: false })
    // Not Cần Thơ’s then: nobody reported.
    expect(
      rows.filter(({ official, officialUnpooled }) => official === null && !officialUnpooled).length,
    ).toBeGreaterThan(60)
  })
})

describe('comparisons', () => {
  const received = (day: Day, count: number): Said => ({ unit: '31294', day, counts: { received: count } })
  const compared = async (period: Period, day: Day, alignment?: Alignment) =>
    (await figuresIn(vietnam).comparedOf('receivedToday', ['31294'], period, day, alignment)).get('31294')
  const vietnam = createCalendar(VIETNAM_HOLIDAYS)
  const figuresIn = (calendar: Calendar) =>
    createFigures({
      ...{ units: UNIT_TREES['2021'], clock, ...nowhere, calendar, prefix: 'ioc/v1' },
      store: {
        ...deviceless,
        statistics: (query) => store.statistics(query),
        statisticDays: (query) => store.statisticDays(query),
      },
    })

  beforeAll(async () => {
    // 20 on a working day, nothing on the others: what differs is the calendar alone.
    const days = [
      ...eachDay({ from: '2023-02-01', to: '2023-02-28' }),
      ...eachDay({ from: '2024-02-01', to: '2024-02-29' }),
      ...eachDay({ from: '2025-02-01', to: '2025-02-28' }),
      ...eachDay({ from: '2025-11-01', to: '2025-11-30' }),
      ...eachDay({ from: '2026-10-01', to: TODAY }),
    ]
    await say(...days.map((day) => received(day, vietnam.isWorkingDay(day) ? 20 : 0)))
  })

  it('by date lay a Monday beside the Sunday of last year; by working days beside its Monday', async () => {
    expect(await compared('day', TODAY)).toMatchObject({
      value: 20,
      lastYear: { span: { from: '2025-11-23' }, value: 0 },
    })
    expect(await compared('day', TODAY, 'workday')).toMatchObject({
      value: 20,
      before: { span: { from: '2026-11-20', to: '2026-11-20' }, value: 20 },
      lastYear: { span: { from: '2025-11-24', to: '2025-11-24' }, value: 20 },
    })
  })

  it('of a month by working days find no difference where there is none but the calendar’s', async () => {
    const figure = await compared('month', TODAY, 'workday')
    expect(figure).toMatchObject({ value: 320, before: { value: 320 }, lastYear: { value: 320 } })
    expect(figure?.before.perDay).toBeUndefined()
  })

  it('of a whole February with a longer one are made by the day, and say so', async () => {
    const figure = await compared('month', '2025-02-28')
    // 20 working days in 28, and 16 in 29, Tết in it.
    expect(figure).toMatchObject({
      value: 400,
      lastYear: { span: { from: '2024-02-01', to: '2024-02-29' }, value: 320 },
    })
    expect(figure?.lastYear.perDay).toEqual({ of: 'day', now: 400 / 28, other: 320 / 29 })
    const worked = await compared('month', '2025-02-28', 'workday')
    expect(worked?.lastYear).toMatchObject({ value: 320, perDay: { of: 'workingDay', now: 20, other: 20 } })
  })

  it('of shares and of what stands are made as they are: a day more makes them no larger', async () => {
    for (const id of ['onTimeRate', 'pendingOverdue'] as const) {
      const figure = (await figuresIn(vietnam).comparedOf(id, ['31294'], 'month', '2025-02-28')).get('31294')
      expect(figure?.lastYear.perDay).toBeUndefined()
    }
  })
})
