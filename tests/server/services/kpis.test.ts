import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { patienceFor } from '../../../domain/freshness.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { ALWAYS_OPEN, type Reception } from '../../../domain/reception.ts'
import { oneStop } from '../../../domain/systems/oneStop.ts'
import { totalCounts } from '../../../domain/systems/system.ts'
import { training } from '../../../domain/systems/training.ts'
import { DAY_MS, dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createKpis, type Kpis } from '../../../server/services/kpis/kpis.ts'
import { handClock } from '../../support/clock.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const clock = handClock()
const MORNING = Date.parse('2026-11-23T09:00:00+07:00')
const calendar = createCalendar()
const store = { statistics: async () => [], hourColumns: async () => new Map() }

let city: City
let kpis: Kpis
let published: KpiValue[]
let reception: Reception
let receptionChanged: (() => void)[]

function begin(): void {
  clock.set(MORNING)
  published = []
  reception = ALWAYS_OPEN
  receptionChanged = []
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  kpis = createKpis({
    ...{ units, clock, city, store, calendar, prefix: 'ioc/v1' },
    reception: { now: () => reception, onChange: (listener) => void receptionChanged.push(listener) },
    publish: (row) => void published.push(row),
  })
  kpis.start()
}

function hears(now: Reception): void {
  reception = now
  for (const listener of receptionChanged) listener()
}

function report(unit: string, counts: Record<string, number>, system = 'oneStop'): void {
  reportAt(unit, counts, clock.now(), dayOf(clock.now()), system)
}

function reportAt(
  unit: string,
  counts: Record<string, number>,
  at: number,
  period = dayOf(at),
  system = 'oneStop',
): void {
  city.apply({
    is: 'statistics',
    retained: false,
    reports: [{ system, edition: '2021', unit, period, at, receivedAt: at, counts, simulated: false }],
  })
}

const beat = (ms = 100) => vi.advanceTimersByTime(ms)

/** Nobody says anything for so long that what stands now is lost. */
function silence(): void {
  for (let i = 0; i < 160; i++) {
    clock.advance(5_000)
    beat(1_000)
  }
}
const value = (kpi: KpiId, unit = CITY) => kpis.value(kpi, unit)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  begin()
})
afterEach(() => {
  kpis.stop()
  vi.useRealTimers()
})

describe('figures', () => {
  it('are there from the start for every unit in which somebody can report, unknown and not zero', () => {
    for (const [id, kpi] of Object.entries(KPIS) as [KpiId, Kpi][]) {
      for (const { code } of units.all) {
        const canSay = kpi.from !== 'statistic' || reportersUnder(units, code, kpi.reportedBy).length > 0
        if (canSay) expect(value(id, code)).toMatchObject({ value: null, state: 'unjudged', at: null })
        else expect(value(id, code)).toBeUndefined()
      }
    }
  })

  it('count the reports of the level they are about, each authority for itself', () => {
    const say = (unit: string, workFilesOnline: number) =>
      report(unit, { workFiles: 100, workFilesOnline }, 'documents')
    say(CITY, 90)
    say('916', 70)
    say('31117', 40)
    say('31120', 20)
    beat()
    // Sixteen working days so far, the last of them of those alone who have reported it.
    expect(value('workFilesCity')).toMatchObject({ value: 90, expected: 16 })
    expect(value('workFilesDistrict')).toMatchObject({ value: 70, expected: 9 * 15 + 1 })
    expect(value('workFilesDistrict', '916')).toMatchObject({ value: 70, expected: 16 })
    expect(value('workFilesCommune')).toMatchObject({ value: 30, reported: 2, expected: 83 * 15 + 2 })
    expect(value('workFilesCommune', '31117')).toMatchObject({ value: 40, expected: 16 })
  })

  it('of all levels together add up departments, districts and communes', () => {
    const say = (unit: string, hosts: number, hostsProtected: number) =>
      report(unit, { hosts, hostsProtected }, 'antiMalware')
    say(CITY, 500, 490)
    say('916', 100, 80)
    say('31117', 10, 10)
    beat()
    expect(value('antiMalwareHosts')).toMatchObject({ numerator: 580, denominator: 610, expected: 93 })
    expect(value('antiMalwareHosts', '916')).toMatchObject({ numerator: 90, denominator: 110 })
    expect(value('antiMalwareHosts', '31117')).toMatchObject({ value: 100 })
  })

  it('of what stands now hold over midnight, until the last report of yesterday is old', () => {
    clock.set(Date.parse('2026-11-23T23:59:30+07:00'))
    report(CITY, { systemsInOperation: 36, systemsConnected: 9 }, 'lgsp')
    beat()
    clock.set(Date.parse('2026-11-24T00:00:30+07:00'))
    beat(1_100)
    expect(value('lgspConnected')).toMatchObject({ value: 25, state: 'met' })
    clock.set(Date.parse('2026-11-24T00:05:00+07:00'))
    beat(1_100)
    expect(value('lgspConnected')).toMatchObject({ value: null, state: 'unjudged' })
  })

  it('do not wait for who has ended, and keep what happened before', async () => {
    const say = (unit: string) => report(unit, { received: 100, resolvedOnTime: 40, resolvedLate: 10 })
    say('31117')
    say('31120')
    const training = (unit: string, itStaffTrained: number) => report(unit, { itStaff: 10, itStaffTrained }, 'training')
    training('31117', 9)
    training('31120', 5)
    beat()
    const due = value('onTimeRate')?.expected ?? 0
    const own = value('onTimeRate', '31117')?.expected ?? 0
    const { expected = 0, denominator: pooled } = value('itStaffTrained') ?? {}
    clock.advance(1_000)
    for (const system of ['oneStop', 'training']) {
      city.apply({ is: 'retired', source: `statistics/${system}/31117`, receivedAt: clock.now() })
    }
    beat()
    expect(value('onTimeRate')).toMatchObject({ reported: 1, denominator: 100 })
    expect(value('onTimeRate')?.expected).toBeLessThan(due)
    // The days before its end are owed, and it reported none of them.
    expect(own).toBeGreaterThan(1)
    expect(value('onTimeRate', '31117')).toMatchObject({ expected: own - 1, reported: 0, state: 'unjudged' })
    expect(pooled).toBe(20)
    expect(value('itStaffTrained')).toMatchObject({ expected: expected - 1, denominator: 10, value: 50 })
    expect((await kpis.explain('onTimeRate', CITY)).missing).not.toContain('31117')
    clock.advance(1_000)
    say('31117')
    beat()
    expect(value('onTimeRate')).toMatchObject({ expected: due, reported: 2 })
  })

  it('of what a broker remembers are not fresh until a live report follows', () => {
    const at = clock.now()
    const remembered = {
      ...{ system: 'training', edition: '2021' as const, unit: '31117', period: dayOf(at), at, receivedAt: at },
      counts: { itStaff: 10, itStaffTrained: 9 },
      simulated: false,
    }
    city.apply({ is: 'statistics', retained: true, reports: [{ ...remembered, retained: true }] })
    beat()
    expect(value('itStaffTrained', '31117')).toMatchObject({ value: null, reported: 0 })
    city.apply({ is: 'statistics', retained: false, reports: [remembered] })
    beat()
    expect(value('itStaffTrained', '31117')).toMatchObject({ value: 90, reported: 1 })
  })

  it('turn stale at the moment they do, not at the next look', () => {
    report('31117', { itStaff: 10, itStaffTrained: 9 }, 'training')
    beat()
    const due = patienceFor(training.everyMs).staleAfterMs
    let passed = 100
    const pass = (ms: number) => {
      for (; passed < ms; passed += 20) {
        clock.advance(20)
        beat(20)
      }
    }
    clock.set(MORNING + 100)
    pass(due)
    expect(value('itStaffTrained', '31117')?.reported).toBe(1)
    pass(due + 60)
    expect(value('itStaffTrained', '31117')?.reported).toBe(0)
  })

  it('of what stands now are not turned back by what is told of an earlier day', () => {
    const say = (period: string, itStaffTrained: number, at = clock.now()) =>
      reportAt('31117', { itStaff: 10, itStaffTrained }, at, period, 'training')
    say('2026-11-23', 9)
    clock.advance(1_000)
    say('2026-11-22', 2)
    beat()
    expect(value('itStaffTrained', '31117')).toMatchObject({ value: 90 })
  })

  it('of what stands now are of the latest day of several told at once', () => {
    const report = (period: string, itStaffTrained: number) => ({
      ...{
        system: 'training',
        edition: '2021' as const,
        unit: '31117',
        period,
        at: clock.now(),
        receivedAt: clock.now(),
      },
      counts: { itStaff: 10, itStaffTrained },
      simulated: false,
    })
    const reports = [report('2026-11-20', 1), report('2026-11-21', 5), report('2026-11-23', 9)]
    city.apply({ is: 'statistics', retained: false, reports })
    beat()
    expect(value('itStaffTrained', '31117')).toMatchObject({ value: 90 })
  })

  it('follow a report at commune, district and city, and nowhere else', () => {
    published.length = 0
    report('31117', { received: 118 })
    beat()
    expect(published.filter(({ kpi }) => kpi === 'receivedToday').map(({ unit }) => unit)).toEqual([
      '31117',
      '916',
      CITY,
    ])
    expect(value('receivedToday', '916')).toMatchObject({
      value: 118,
      reported: 1,
      expected: units.communesOf('916').length,
    })
    expect(value('receivedToday', '917')?.value).toBeNull()
  })

  it('are published only when something in them changed', () => {
    report('31117', { received: 118 })
    beat()
    published.length = 0
    reportAt('31117', { received: 118 }, clock.now() - 1)
    beat()
    expect(published).toEqual([])
  })

  it('take totals of the month, flows added and stocks as they stand', () => {
    reportAt('31117', { resolvedOnTime: 10, resolvedLate: 0, pendingOverdue: 9 }, MORNING - DAY_MS)
    report('31117', { resolvedOnTime: 20, resolvedLate: 10, pendingOverdue: 4 })
    reportAt('31117', { resolvedOnTime: 999 }, MORNING - 25 * DAY_MS)
    beat()
    expect(value('onTimeRate', '31117')).toMatchObject({ numerator: 30, denominator: 40, value: 75 })
    expect(value('honestOnTimeRate', '31117')).toMatchObject({ numerator: 30, denominator: 44 })
    expect(value('pendingOverdue', '31117')?.value).toBe(4)
  })

  it('of what stands now go stale by age alone: nothing is said of what nobody says any more', () => {
    for (const code of units.all.map((unit) => unit.code))
      report(code, { hosts: 100, hostsProtected: 100 }, 'antiMalware')
    beat()
    expect(value('antiMalwareHosts')).toMatchObject({ value: 100, reported: 93, state: 'met' })
    silence()
    expect(value('antiMalwareHosts')).toMatchObject({ value: null, reported: 0, state: 'unjudged' })
  })

  it('of a month are judged by the days that were due, however long nobody has spoken since', () => {
    const thirdOfMonth = Date.parse('2026-11-03T16:00:00+07:00')
    clock.set(thirdOfMonth)
    const some = units.communes.slice(0, 67)
    for (const { code } of some) {
      reportAt(code, { resolvedOnTime: 99, resolvedLate: 1 }, thirdOfMonth - DAY_MS)
      report(code, { resolvedOnTime: 99, resolvedLate: 1 })
    }
    beat()
    // Monday the second of 83, the third of those alone who have reported it.
    const judged = { value: 99, reported: 67 * 2, expected: 83 + 67, state: 'met' }
    expect(value('onTimeRate')).toMatchObject(judged)
    silence()
    expect(value('onTimeRate')).toMatchObject(judged)
    // The next day nobody has spoken: the third is due of all.
    clock.set(thirdOfMonth + DAY_MS)
    beat(1_200)
    expect(value('onTimeRate')).toMatchObject({ value: 99, reported: 67 * 2, expected: 83 * 2, state: 'met' })
    clock.set(thirdOfMonth + 2 * DAY_MS)
    beat(1_200)
    expect(value('onTimeRate')).toMatchObject({ value: 99, reported: 67 * 2, expected: 83 * 3, state: 'unjudged' })
  })

  it('count a day when all is known of it that they read', () => {
    const all = { receivedOnline: 30, receivedDirect: 60, receivedPostal: 10 }
    reportAt('31117', all, MORNING - DAY_MS, dayOf(MORNING - DAY_MS), 'portal')
    report('31117', { receivedOnline: 100 }, 'portal')
    report('31120', { receivedOnline: 1, receivedDirect: 1, receivedPostal: 0 }, 'portal')
    beat()
    expect(value('onlineShare', '31117')).toMatchObject({ value: 30, denominator: 100, at: MORNING - DAY_MS })
    expect(value('onlineShare')).toMatchObject({ numerator: 31, denominator: 102 })
    report('31117', { hosts: 10 }, 'antiMalware')
    beat()
    expect(value('antiMalwareHosts', '31117')).toMatchObject({ value: null, reported: 0 })
  })

  it('of a flow beside a stock count the same thirty days on each day of the month', () => {
    const counts = { resolvedOnTime: 100, resolvedLate: 0, pendingOverdue: 60 }
    for (let day = 32; day > 0; day--) reportAt('31117', counts, MORNING - day * DAY_MS)
    const rates: (number | null | undefined)[] = []
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-06', '2026-12-13']) {
      const nine = Date.parse(`${day}T09:00:00+07:00`)
      for (let at = clock.now(); at <= nine; at += DAY_MS) {
        clock.set(at)
        report('31117', counts)
        beat(1_200)
      }
      rates.push(value('honestOnTimeRate', '31117')?.value)
    }
    expect(rates).toEqual(new Array(4).fill((3_000 / 3_060) * 100))
  })

  it('of a day begin anew at midnight', () => {
    report('31117', { received: 118 })
    beat()
    clock.set(Date.parse('2026-11-24T00:00:01+07:00'))
    beat(1_200)
    expect(value('receivedToday', '31117')?.value).toBeNull()
  })

  it('are simulated when any input is', () => {
    report('31117', { received: 1 })
    city.apply({
      is: 'statistics',
      retained: false,
      reports: [
        {
          system: 'oneStop',
          edition: '2021',
          unit: '31120',
          period: dayOf(MORNING),
          at: MORNING,
          receivedAt: MORNING,
          counts: { received: 1 },
          simulated: true,
        },
      ],
    })
    beat()
    expect(value('receivedToday', '31117')?.simulated).toBe(false)
    expect(value('receivedToday', '31120')?.simulated).toBe(true)
    expect(value('receivedToday')?.simulated).toBe(true)
  })

  it('are what recomputation from the leaves gives, whatever order reports come in', () => {
    const someReport = fc.record({
      unit: fc.constantFrom(...units.communes.slice(0, 12).map(({ code }) => code)),
      day: fc.integer({ min: 0, max: 5 }),
      minute: fc.integer({ min: 0, max: 30 }),
      counts: fc.record({ resolvedOnTime: fc.nat(50), resolvedLate: fc.nat(50), pendingOverdue: fc.nat(20) }),
    })
    fc.assert(
      fc.property(fc.array(someReport, { maxLength: 40 }), (reports) => {
        kpis.stop()
        begin()
        const newest = new Map<string, { at: number; unit: string; day: number; counts: Record<string, number> }>()
        for (const { unit, day, minute, counts } of reports) {
          const at = MORNING - day * DAY_MS - minute * 60_000
          reportAt(unit, counts, at)
          const key = `${unit} ${day}`
          const known = newest.get(key)
          if (known === undefined || at > known.at) newest.set(key, { at, unit, day, counts })
          if (minute % 3 === 0) beat()
        }
        beat()
        for (const scope of ['916', CITY]) {
          let [onTime, all] = [0, 0]
          for (const unit of units.communesOf(scope)) {
            const days = [...newest.values()].filter((r) => r.unit === unit).sort((a, b) => b.day - a.day)
            const share = KPIS.honestOnTimeRate.share(
              totalCounts(
                oneStop,
                days.map(({ counts }) => counts),
              ),
            )
            onTime += share?.numerator ?? 0
            all += share?.denominator ?? 0
          }
          const expected = all === 0 ? null : (onTime / all) * 100
          expect(value('honestOnTimeRate', scope)?.value ?? null).toBe(expected)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('coverage', () => {
  it('of a hub that could not have heard the others is no verdict about them', () => {
    hears({ is: 'open', since: clock.now() })
    report('31117', { received: 10, resolvedEarly: 1, resolvedOnTime: 8, resolvedLate: 1, pendingOverdue: 0 })
    beat()
    expect(value('receivedToday')).toMatchObject({ state: 'unjudged', unheard: true, reported: 1 })
    // The days of a month that were missed are missing, whatever the hub hears now.
    expect(value('onTimeRate')).toMatchObject({ state: 'unjudged', unheard: false, reported: 1, expected: 83 * 15 + 1 })
    // Reports come each minute: after two and a half, who has said nothing is silent.
    for (let i = 0; i < 149; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('receivedToday')).toMatchObject({ unheard: true })
    for (let i = 0; i < 3; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('receivedToday')).toMatchObject({ state: 'unjudged', unheard: false })
  })
})

describe('sums kept up to date', () => {
  const communes = units.communes.slice(0, 6).map(({ code }) => code)
  const districts = ['916', '917']
  const few = fc.nat(40)
  const ago = fc.record({ day: fc.nat(3), minute: fc.nat(6) })
  const statistic = fc.oneof(
    fc.record({
      system: fc.constant('oneStop'),
      unit: fc.constantFrom(...communes),
      counts: fc.record({ received: few, resolvedOnTime: few, resolvedLate: few, pendingOverdue: few }),
    }),
    fc.record({
      system: fc.constant('antiMalware'),
      unit: fc.constantFrom(CITY, ...districts, ...communes),
      counts: fc.record(
        { hosts: few, hostsProtected: few, endpoints: few, endpointsProtected: few },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      system: fc.constant('lgsp'),
      unit: fc.constant(CITY),
      counts: fc.record({ systemsInOperation: few, systemsConnected: few }),
    }),
  )
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ is: fc.constant('report' as const), statistic, ago, simulated: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('office' as const),
        id: fc.constantFrom('A', 'B', 'C'),
        commune: fc.constantFrom(...communes),
        waiting: few,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('river' as const),
        id: fc.constantFrom('MN-1', 'MN-2'),
        commune: fc.constantFrom(...communes),
        level: fc.constantFrom(1.2, 1.85, 1.95, 2.05),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ is: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 200 }) }),
    },
  )

  function take(now: typeof step extends fc.Arbitrary<infer Step> ? Step : never): void {
    const at = clock.now()
    if (now.is === 'report') {
      const reportedAt = at - now.ago.day * DAY_MS - now.ago.minute * 60_000
      const { simulated } = now
      const report = { ...now.statistic, edition: '2021' as const, period: dayOf(reportedAt), at: reportedAt }
      city.apply({ is: 'statistics', retained: false, reports: [{ ...report, receivedAt: at, simulated }] })
    } else if (now.is === 'office') {
      const { id, commune, waiting } = now
      const place = { id, name: id, commune, lng: 105, lat: 10, office: null, noticePosted: null, live: null }
      city.apply({ is: 'cameraAnnounce', camera: { ...place, everyMs: 5_000, simulated: id === 'C' } })
      city.apply({
        is: 'count',
        id,
        count: { at, waiting, counters: 4, countersStaffed: 2 },
        receivedAt: at,
        retained: false,
      })
      city.apply({ is: 'frame', id, jpeg: Uint8Array.of(waiting), receivedAt: at })
    } else if (now.is === 'river') {
      const { id, commune, level } = now
      const place = { id, name: id, commune, lng: 105, lat: 10, everyMs: 10_000, simulated: false }
      city.apply({ is: 'sensorAnnounce', sensor: { ...place, kind: 'waterLevel' } })
      city.apply({ is: 'readings', id, readings: [{ at, values: { level } }], receivedAt: at, retained: false })
    } else {
      clock.advance(now.seconds * 1_000)
      beat(1_100)
    }
  }

  it('are at every level what a new beginning makes of the same reports, devices and ages', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        kpis.stop()
        begin()
        for (const each of steps) {
          take(each)
          if (each.is !== 'report' || each.ago.minute % 2 === 0) beat()
        }
        // What has aged is told 25 ms later at most; between two whole seconds nothing is just about to age.
        clock.advance(26)
        beat(1_200)
        const anew = createKpis({ units, clock, city, store, calendar, prefix: 'ioc/v1', publish: () => undefined })
        anew.start()
        for (const id of Object.keys(KPIS) as KpiId[]) {
          for (const { code } of units.all) expect(value(id, code)).toEqual(anew.value(id, code))
        }
        anew.stop()
      }),
      { numRuns: 25 },
    )
  })
})

describe('offices', () => {
  function office(id: string, commune: string, waiting: number, countersStaffed: number, hall?: string): void {
    const at = clock.now()
    city.apply({
      is: 'cameraAnnounce',
      camera: {
        id,
        name: id,
        commune,
        lng: 105,
        lat: 10,
        office: hall ?? null,
        noticePosted: null,
        live: null,
        everyMs: 5_000,
        simulated: false,
      },
    })
    const count = { at, waiting, counters: 4, countersStaffed }
    city.apply({ is: 'count', id, count, receivedAt: at, retained: false })
    city.apply({ is: 'frame', id, jpeg: Uint8Array.of(waiting), receivedAt: at })
  }

  it('add up people, and tell who is over capacity and which cameras work', () => {
    office('A', '31117', 9, 3)
    office('B', '31117', 16, 3)
    office('C', '31120', 0, 0)
    beat()
    expect(value('waitingNow')).toMatchObject({ value: 25, reported: 3, expected: 3 })
    expect(value('officesOverCapacity')).toMatchObject({ numerator: 1, denominator: 3, state: 'missed' })
    expect(value('camerasOnline', '31117')).toMatchObject({ value: 100, numerator: 2, state: 'met' })
  })

  it('tell a hall that is too full from one where nobody serves', () => {
    office('A', '31117', 16, 3)
    office('B', '31117', 5, 0)
    office('C', '31120', 0, 0)
    beat()
    expect(value('officesOverCapacity')).toMatchObject({ numerator: 1, denominator: 3 })
    expect(value('officesUnstaffed')).toMatchObject({ numerator: 1, denominator: 3, state: 'missed' })
  })

  it('are counted once, however many cameras look at one hall; what two of them see is not added up', async () => {
    office('A', '31117', 9, 3, 'Một cửa Tân An')
    office('B', '31117', 16, 2, 'MỘT CỬA  Tân An')
    office('C', '31120', 4, 1, 'Một cửa Tân An')
    office('D', '31120', 1, 1)
    beat()
    expect(value('waitingNow')).toMatchObject({ value: 21, reported: 3, expected: 3 })
    expect(value('waitingNow', '31117')).toMatchObject({ value: 16, reported: 1, expected: 1 })
    // Sixteen before three counters that somebody sees staffed.
    expect(value('officesOverCapacity')).toMatchObject({ numerator: 1, denominator: 3 })
    expect(value('camerasOnline')).toMatchObject({ value: 100, numerator: 4, denominator: 4 })
    expect(await kpis.explain('waitingNow', '31117')).toMatchObject({
      contributions: [{ name: 'MỘT CỬA  Tân An', source: 'camera/B', numerator: 16 }],
      missing: [],
    })
  })

  it('are known as long as one of their cameras counts', () => {
    office('A', '31117', 9, 3, 'Một cửa')
    office('B', '31117', 16, 2, 'Một cửa')
    beat()
    for (let i = 0; i < 90; i++) {
      clock.advance(1_000)
      const at = clock.now()
      const count = { at, waiting: 9, counters: 4, countersStaffed: 3 }
      city.apply({ is: 'count', id: 'A', count, receivedAt: at, retained: false })
      beat(1_000)
    }
    expect(value('waitingNow')).toMatchObject({ value: 9, reported: 1, expected: 1 })
  })

  it('that stop counting are unknown after a while, not as they were', () => {
    office('A', '31117', 9, 3)
    beat()
    for (let i = 0; i < 90; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('waitingNow')).toMatchObject({ value: null, reported: 0, expected: 1, state: 'unjudged', at: MORNING })
    expect(value('camerasOnline')).toMatchObject({ value: 0, numerator: 0, denominator: 1, state: 'missed' })
  })

  it('that show no picture any more, and count nothing, are told within a second of the promise', () => {
    office('A', '31117', 9, 3)
    // Its picture alone is what it says.
    clock.advance(80_000)
    city.apply({ is: 'frame', id: 'A', jpeg: Uint8Array.of(1), receivedAt: clock.now() })
    beat()
    expect(value('camerasOnline', '31117')?.value).toBe(100)
    // A picture every five seconds is stale after twelve and a half.
    for (let i = 0; i < 12; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('camerasOnline', '31117')?.value).toBe(100)
    for (let i = 0; i < 2; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('camerasOnline', '31117')?.value).toBe(0)
  })

  it('work as long as they count, whether or not their picture comes, and are known by it', async () => {
    office('A', '31117', 9, 3)
    const counts = () => {
      const count = { at: clock.now(), waiting: 9, counters: 4, countersStaffed: 3 }
      city.apply({ is: 'count', id: 'B', count, receivedAt: clock.now(), retained: false })
    }
    city.apply({
      is: 'cameraAnnounce',
      camera: {
        ...(city.camera('A') ?? expect.fail('announced')),
        id: 'B',
        commune: '31120',
        live: null,
      },
    })
    counts()
    beat()
    expect(value('camerasOnline')).toMatchObject({ value: 100, numerator: 2, denominator: 2, state: 'met' })
    for (let i = 0; i < 90; i++) {
      clock.advance(1_000)
      if (i % 30 === 0) counts()
      beat(1_000)
    }
    expect(value('camerasOnline', '31120')).toMatchObject({ value: 100, numerator: 1 })
    expect(value('camerasOnline', '31117')).toMatchObject({ value: 0, state: 'missed' })
    expect((await kpis.explain('camerasOnline', '31120')).messages).toMatchObject([{ topic: 'ioc/v1/camera/B/count' }])
    for (let i = 0; i < 76; i++) {
      clock.advance(1_000)
      beat(1_000)
    }
    expect(value('camerasOnline', '31120')).toMatchObject({ value: 0, state: 'missed' })
  })

  it('are not said to fail by a hub that could not have seen them, and are again once it could', () => {
    const pass = (seconds: number, each = () => {}) => {
      for (let i = 0; i < seconds; i++) {
        clock.advance(1_000)
        each()
        beat(1_000)
      }
    }
    office('A', '31117', 9, 3)
    office('B', '31120', 9, 3)
    beat()
    hears({ is: 'cut', since: clock.now(), cause: 'broker' })
    published = []
    pass(200)
    expect(value('camerasOnline')).toMatchObject({ value: null, reported: 0, expected: 2, at: MORNING })
    for (const id of ['camerasOnline', 'waitingNow'] as const) {
      expect(value(id)).toMatchObject({ state: 'unjudged', unheard: true })
    }
    hears({ is: 'open', since: clock.now() })
    pass(12, () => office('A', '31117', clock.now() / 1_000, 3))
    expect(value('camerasOnline')).toMatchObject({ value: 100, reported: 1, state: 'unjudged', unheard: true })
    expect(published.filter(({ kpi, state }) => kpi === 'camerasOnline' && state === 'missed')).toEqual([])
    pass(2, () => office('A', '31117', clock.now() / 1_000, 3))
    expect(value('camerasOnline')).toMatchObject({ value: 50, reported: 2, state: 'missed', unheard: false })
    pass(75, () => office('A', '31117', clock.now() / 1_000, 3))
    expect(value('waitingNow')).toMatchObject({ reported: 1, unheard: false })
  })

  it('move with their camera', () => {
    office('A', '31117', 9, 3)
    beat()
    office('A', '31120', 9, 3)
    beat()
    expect(value('waitingNow', '31117')).toMatchObject({ value: null, expected: 0 })
    expect(value('waitingNow', '31120')).toMatchObject({ value: 9, expected: 1 })
  })
})

describe('explanations', () => {
  it('call nobody missing who has sent: what is old is told with its age', async () => {
    const stocks = { workFiles: 100, workFilesOnline: 40 }
    report('31117', stocks, 'documents')
    for (let i = 0; i < 13 * 60; i += 10) {
      clock.advance(10_000)
      report('31120', stocks, 'documents')
      beat(1_000)
    }
    const { contributions, missing } = await kpis.explain('workFilesCommune', CITY)
    expect(contributions.map(({ unit, fresh, at }) => [unit, fresh, at])).toEqual([
      ['31117', false, MORNING],
      ['31120', true, clock.now()],
    ])
    expect(missing).not.toContain('31117')
    expect(missing).toHaveLength(units.communes.length - 2)
  })

  it('hold the numbers of the formula, the inputs, who is missing and the messages', async () => {
    report('31117', { resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3 })
    beat()
    const why = await kpis.explain('onTimeRate', '916')
    expect(why.value).toMatchObject({ numerator: 97, denominator: 100, value: 97 })
    expect(why.contributions).toMatchObject([{ unit: '31117', name: 'P. Cái Khế', numerator: 97, fresh: true }])
    expect(why.missing).toEqual(units.communesOf('916').filter((code) => code !== '31117'))
    expect(why.messages).toMatchObject([
      { topic: 'ioc/v1/statistics/oneStop/31117', body: { period: '2026-11-23', counts: { resolvedEarly: 60 } } },
    ])
    expect(await kpis.explain('cityAqi', CITY)).toMatchObject({ contributions: [], missing: [], messages: [] })
  })

  it('show counts for what was counted, and pictures for what was seen', async () => {
    const camera = { id: 'A', name: 'Một cửa A', commune: '31117', lng: 105, lat: 10, office: null }
    const at = clock.now()
    city.apply({
      is: 'cameraAnnounce',
      camera: { ...camera, noticePosted: null, live: null, everyMs: 5_000, simulated: false },
    })
    city.apply({ is: 'frame', id: 'A', jpeg: Uint8Array.of(1), receivedAt: at })
    beat()
    expect(await kpis.explain('waitingNow', CITY)).toMatchObject({ contributions: [], missing: ['A'], messages: [] })
    expect((await kpis.explain('camerasOnline', CITY)).messages).toMatchObject([{ topic: 'ioc/v1/camera/A/frame', at }])
    city.apply({
      is: 'count',
      id: 'A',
      count: { at, waiting: 3, counters: 4, countersStaffed: 2 },
      receivedAt: at,
      retained: false,
    })
    beat()
    expect(await kpis.explain('waitingNow', CITY)).toMatchObject({
      missing: [],
      contributions: [{ name: 'Một cửa A', numerator: 3 }],
      messages: [{ topic: 'ioc/v1/camera/A/count', body: { waiting: 3 } }],
    })
  })
})
