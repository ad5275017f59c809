import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Alert, JUST_RAISED, UNHANDLED } from '../../../domain/alerts/alert.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { Sample, StatisticReport } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

const clock = handClock(Date.parse('2026-11-23T09:00:00+07:00'))
const NOW = clock.now()
const log = pino({ level: 'silent' })

const postgres: TestPostgres | undefined = await startPostgres()
afterAll(() => postgres?.stop())

const sample = (source: string, at: number, values: Record<string, number>): Sample => ({
  source,
  at,
  receivedAt: at + 5,
  values,
})

/** An alert of a page: only its key and its state matter. */
const PAGED: Omit<Alert, 'id' | 'key' | 'unit' | 'raisedAt' | 'clearedAt'> = {
  rule: 'r',
  severity: 'minor',
  subject: 'sensor',
  subjectId: 'x',
  title: { vi: '', en: '' },
  value: null,
  limit: null,
  evidence: [],
  ...JUST_RAISED,
  ...UNHANDLED,
  severityNow: 'minor',
  simulated: false,
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('the store on %s', (engine) => {
  let folder: string
  let databaseUrl: string | undefined
  let store: ReturnType<typeof createStore>
  const open = async () => {
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-store-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database('contract') : undefined
    await open()
  })
  afterAll(async () => {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const append = (...samples: Sample[]) => store.append({ is: 'samples', samples })
  const seriesOf = (source: string, from: number, to: number, points = 5_000, value = 'v') =>
    store.series({ source, value, from, to, points })

  it('keeps a sample once, however often and in whatever company it comes', async () => {
    const one = sample('sensor/once', NOW, { v: 1, w: 2 })
    await append(one, one)
    await Promise.all([append(one), append(one, sample('sensor/once', NOW, { v: 9 }))])
    await append(sample('sensor/once', NOW + 1, { v: 3 }))
    const { resolution, buckets } = await seriesOf('sensor/once', NOW, NOW + 10)
    expect(resolution).toBe('raw')
    expect(buckets.map(({ at, mean }) => [at, mean])).toEqual([
      [NOW, 1],
      [NOW + 1, 3],
    ])
    const hour = await seriesOf('sensor/once', NOW - 2 * HOUR_MS, NOW + 10, 1)
    expect(hour.buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(2)
  })

  it('rolls up to what recomputation from the samples gives, in any order, with duplicates and late ones', async () => {
    let run = 0
    const entry = fc.record({ minute: fc.integer({ min: -4_000, max: 0 }), value: fc.integer({ min: -50, max: 50 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 20 }), { maxLength: 6 }), async (batches) => {
        const source = `sensor/roll-${run++}`
        const known = new Map<number, number>()
        for (const batch of batches) {
          await append(...batch.map(({ minute, value }) => sample(source, NOW + minute * 20_000, { v: value })))
          for (const { minute, value } of batch) {
            if (!known.has(minute)) known.set(minute, value)
          }
        }
        const hours = await store.hourly({ sources: [source], value: 'v', from: 0, to: NOW + HOUR_MS })
        const expected = new Map<number, number[]>()
        for (const [minute, value] of known) {
          const hour = bucketStart(NOW + minute * 20_000, HOUR_MS)
          expected.set(hour, [...(expected.get(hour) ?? []), value])
        }
        const found = hours.get(source) ?? []
        expect(found.map(({ at }) => at)).toEqual([...expected.keys()].sort((a, b) => a - b))
        for (const { at, count, mean, min, max } of found) {
          const values = expected.get(at) ?? []
          expect(count).toBe(values.length)
          expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9)
          expect([min, max]).toEqual([Math.min(...values), Math.max(...values)])
        }
      }),
      { numRuns: 25 },
    )
  })

  it('keeps what was derived for an hour in place of what it had, and adds its day up anew', async () => {
    let run = 0
    const hour = fc.record({ back: fc.integer({ min: 0, max: 60 }), value: fc.integer({ min: 0, max: 500 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(hour, { minLength: 1, maxLength: 8 }), { maxLength: 5 }), async (batches) => {
        const source = `sensor/derived-${run++}`
        const known = new Map<number, number>()
        for (const batch of batches) {
          const values = new Map(batch.map(({ back, value }) => [bucketStart(NOW, HOUR_MS) - back * HOUR_MS, value]))
          const samples = [...values].map(([at, index]) => sample(source, at, { index }))
          await store.append({ is: 'derived', samples })
          for (const [at, value] of values) known.set(at, value)
        }
        const query = { source, value: 'index', from: NOW - 5 * DAY_MS, to: NOW + 1 }
        const hours = (await store.hourly({ ...query, sources: [source] })).get(source) ?? []
        const rising = [...known].sort(([a], [b]) => a - b)
        expect(hours.map(({ at, mean, count }) => [at, mean, count])).toEqual(
          rising.map(([at, value]) => [at, value, 1]),
        )
        expect((await store.series({ ...query, points: 500 })).buckets.map(({ at, mean }) => [at, mean])).toEqual(
          rising,
        )
        const days = new Map<number, number[]>()
        for (const [at, value] of rising) {
          const day = bucketStart(at, DAY_MS)
          days.set(day, [...(days.get(day) ?? []), value])
        }
        const told = (await store.series({ ...query, from: NOW - 60 * DAY_MS, points: 61 })).buckets
        expect(told.map(({ at, max, min, count }) => [at, max, min, count])).toEqual(
          [...days].map(([day, values]) => [day, Math.max(...values), Math.min(...values), values.length]),
        )
        const latest = (await store.latestSamples()).find((each) => each.source === source)
        expect([latest?.at, latest?.values.index]).toEqual(rising.at(-1) ?? [undefined, undefined])
      }),
      { numRuns: 15 },
    )
  })

  it('remembers which hours are to be derived anew until they are, and those that became so meanwhile', async () => {
    const due = (first: number, last: number) => ({
      source: 'sensor/due',
      first: first * HOUR_MS,
      last: last * HOUR_MS,
    })
    await store.append({ is: 'due', hours: due(10, 12) })
    await Promise.all([
      store.append({ is: 'due', hours: due(7, 7) }),
      store.append({ is: 'due', hours: due(11, 15) }),
      store.append({ is: 'due', hours: { source: 'sensor/another', first: 1, last: 2 } }),
    ])
    const own = async () => (await store.dueHours()).filter(({ source }) => source === 'sensor/due')
    expect(await own()).toEqual([due(7, 15)])
    await store.append({ is: 'derived', samples: [], done: due(10, 12) })
    expect(await own()).toEqual([due(7, 15)])
    await Promise.all([
      store.append({ is: 'due', hours: due(9, 9) }),
      store.append({ is: 'derived', samples: [], done: due(7, 15) }),
    ])
    expect(await own()).toEqual([due(9, 9)])
    await store.append({ is: 'derived', samples: [], done: due(9, 9) })
    expect(await own()).toEqual([])
  })

  it('answers with at most as many buckets as asked for, and loses no sample to the buckets', async () => {
    const minutes = 3 * 24 * 60
    await append(...Array.from({ length: minutes }, (_, i) => sample('sensor/long', NOW - i * MINUTE_MS, { v: i % 7 })))
    for (const points of [1, 2, 10, 99, 500, 4_000, 5_000]) {
      const { buckets } = await seriesOf('sensor/long', NOW - 3 * DAY_MS, NOW + 1, points)
      expect(buckets.length).toBeLessThanOrEqual(points)
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(minutes)
      expect(buckets.map(({ at }) => at)).toEqual(buckets.map(({ at }) => at).sort((a, b) => a - b))
    }
  })

  it('lets go of fine history and keeps the coarse, and what was last known', async () => {
    const old = NOW - 40 * DAY_MS
    await append(sample('sensor/old', old, { v: 4 }), sample('sensor/old', old + MINUTE_MS, { v: 6 }))
    await store.forget()
    const { resolution, buckets } = await seriesOf('sensor/old', old - DAY_MS, old + DAY_MS)
    expect(resolution).toBe('hour')
    expect(buckets).toMatchObject([{ mean: 5, min: 4, max: 6, count: 2 }])
    const latest = (await store.latestSamples()).find(({ source }) => source === 'sensor/old')
    expect(latest).toMatchObject({ at: old + MINUTE_MS, values: { v: 6 } })
    // A late one still counts, once, after the fine history has gone.
    await append(sample('sensor/old', old + 2 * MINUTE_MS, { v: 8 }))
    await store.forget()
    expect((await seriesOf('sensor/old', old - DAY_MS, old + DAY_MS)).buckets).toMatchObject([{ mean: 6, count: 3 }])
  })

  it('takes a month sent again for what it is, long after its readings were let go, and still fills a gap', async () => {
    const month = Array.from({ length: 600 }, (_, i) =>
      sample('sensor/month', NOW - 30 * DAY_MS + i * 10_000, { v: i }),
    )
    const gap = month.filter((_, i) => i >= 300 && i < 360)
    const delivered = month.filter((one) => !gap.includes(one))
    const counted = async () => {
      const { resolution, buckets } = await seriesOf('sensor/month', NOW - 31 * DAY_MS, NOW)
      return { resolution, count: buckets.reduce((sum, { count }) => sum + count, 0) }
    }
    await append(...delivered.slice(0, 200))
    await append(...delivered.slice(200))
    await append(...delivered)
    expect(await counted()).toEqual({ resolution: 'minute', count: delivered.length })
    await store.forget()
    await append(...delivered)
    await store.forget()
    await Promise.all(delivered.map((one) => append(one)))
    expect(await counted()).toEqual({ resolution: 'minute', count: delivered.length })
    // In two parts, the second in minutes that the first has just opened.
    await append(...gap.filter((_, i) => i % 2 === 0))
    await append(...month)
    await store.forget()
    await append(...month)
    expect(await counted()).toEqual({ resolution: 'minute', count: month.length })
    const days = await seriesOf('sensor/month', NOW - 31 * DAY_MS, NOW, 40)
    expect(days.resolution).toBe('day')
    expect(days.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(month.length)
  })

  it('answers raw, minute, hour or day by what is asked for and what is left', async () => {
    const source = 'sensor/levels'
    const at = [0.5, 7, 9, 34, 36, 1_000, 1_200].map((days) => NOW - days * DAY_MS)
    await append(...at.map((moment) => sample(source, moment, { v: 1 })))
    await store.forget()
    const resolution = async (days: number, points: number) => {
      const { resolution, bucketMs, buckets } = await seriesOf(source, NOW - days * DAY_MS, NOW, points)
      return [resolution, bucketMs, buckets.length]
    }
    expect(await resolution(8, 10)).toEqual(['raw', 0, 2])
    expect(await resolution(8, 1)).toEqual(['day', 9 * DAY_MS, 1])
    expect(await resolution(10, 5_000)).toEqual(['minute', 5 * MINUTE_MS, 3])
    expect(await resolution(35, 5_000)).toEqual(['minute', 15 * MINUTE_MS, 4])
    expect(await resolution(37, 5_000)).toEqual(['hour', HOUR_MS, 5])
    expect(await resolution(1_001, 5_000)).toEqual(['hour', 6 * HOUR_MS, 6])
    expect(await resolution(1_201, 5_000)).toEqual(['day', DAY_MS, 7])
    const ever = await store.series({ source, value: 'v', from: 0, to: Number.MAX_SAFE_INTEGER, points: 100 })
    expect(ever.buckets.length).toBeLessThanOrEqual(100)
    expect(ever.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(7)
  })

  it('begins days at midnight in Cần Thơ', async () => {
    const midnight = Date.parse('2026-11-20T00:00:00+07:00')
    const moments = [midnight - 2, midnight - 1, midnight]
    await append(...moments.map((at) => sample('sensor/night', at, { v: at - midnight })))
    const { buckets } = await seriesOf('sensor/night', midnight - DAY_MS, midnight + DAY_MS, 2)
    expect(buckets).toEqual([
      { at: midnight - DAY_MS, mean: -1.5, min: -2, max: -1, count: 2 },
      { at: midnight, mean: 0, min: 0, max: 0, count: 1 },
    ])
  })

  it('knows nothing of a series that never was, nor of an empty time', async () => {
    const nothing = { resolution: 'raw', bucketMs: 0, buckets: [] }
    expect(await seriesOf('sensor/nobody', 0, NOW)).toEqual(nothing)
    await append(sample('sensor/some', NOW, { v: 1 }))
    expect(await seriesOf('sensor/some', NOW, NOW + 1, 10, 'other')).toEqual(nothing)
    expect((await seriesOf('sensor/some', NOW + 1, NOW + 2)).buckets).toEqual([])
    expect(await store.hourly({ sources: ['sensor/nobody'], value: 'v', from: 0, to: NOW })).toEqual(
      new Map([['sensor/nobody', []]]),
    )
    expect(await store.hourly({ sources: [], value: 'v', from: 0, to: NOW })).toEqual(new Map())
  })

  it('gives hours by columns, rising, and those alone that are asked for', async () => {
    const hour = bucketStart(NOW, HOUR_MS) - 15 * HOUR_MS
    const hours = [0, 1, 2, 9].map((i) => hour + i * HOUR_MS)
    for (const [i, at] of [...hours.entries()].reverse()) {
      await append(sample('sensor/columns', at, { v: i }), sample('sensor/columns', at + MINUTE_MS, { v: i + 0.5 }))
    }
    const ask = (of: 'mean' | 'max', only?: number[]) =>
      store.hourColumns({
        sources: ['sensor/columns', 'sensor/nobody'],
        ...{ value: 'v', of, from: hour, to: NOW, only: only && new Set(only) },
      })
    expect(await ask('mean')).toEqual(new Map([['sensor/columns', { at: hours, values: [0.25, 1.25, 2.25, 3.25] }]]))
    expect((await ask('max')).get('sensor/columns')?.values).toEqual([0.5, 1.5, 2.5, 3.5])
    expect(await ask('mean', [hours[1] ?? 0, hours[3] ?? 0])).toEqual(
      new Map([['sensor/columns', { at: [hours[1], hours[3]], values: [1.25, 3.25] }]]),
    )
    expect(await ask('mean', [])).toEqual(new Map())
    expect(await store.hourColumns({ sources: [], value: 'v', of: 'max', from: hour, to: NOW })).toEqual(new Map())
  })

  it('knows the first day of a value, also of one that came late', async () => {
    await append(sample('camera/first', NOW, { waiting: 3 }))
    const ask = () => store.firstDays({ sources: ['camera/first', 'camera/never'], value: 'waiting' })
    expect(await ask()).toEqual(new Map([['camera/first', bucketStart(NOW, DAY_MS)]]))
    await append(sample('camera/first', NOW - 40 * DAY_MS, { waiting: 1 }))
    expect(await ask()).toEqual(new Map([['camera/first', bucketStart(NOW - 40 * DAY_MS, DAY_MS)]]))
    expect(await store.firstDays({ sources: ['camera/first'], value: 'counters' })).toEqual(new Map())
    expect(await store.firstDays({ sources: [], value: 'waiting' })).toEqual(new Map())
  })

  it('knows the newest sample of a source whole, with the time it was received', async () => {
    await append(
      sample('camera/c', NOW, { waiting: 3, counters: 4 }),
      sample('camera/c', NOW + 1_000, { waiting: 0, counters: 4 }),
    )
    expect((await store.latestSamples()).find(({ source }) => source === 'camera/c')).toEqual({
      source: 'camera/c',
      at: NOW + 1_000,
      receivedAt: NOW + 1_005,
      values: { waiting: 0, counters: 4 },
    })
  })

  it('gives the newest report of each day, with its counts as they came', async () => {
    const report = (unit: string, period: string, at: number, received: number): StatisticReport => ({
      system: 'oneStop',
      edition: '2021',
      unit,
      period,
      at,
      receivedAt: at + 9,
      counts: { received },
      simulated: true,
    })
    const put = (r: StatisticReport) => store.append({ is: 'statistics', reports: [r] })
    await Promise.all([
      put(report('31117', '2026-11-22', NOW - 5, 7)),
      put(report('31117', '2026-11-23', NOW, 10)),
      put(report('31117', '2026-11-23', NOW + 1, 12)),
      put(report('31117', '2026-11-23', NOW + 1, 99)),
      put(report('31120', '2026-11-23', NOW, 1)),
    ])
    const all = await store.statistics({ edition: '2021', from: '2026-11-22', to: '2026-11-23' })
    expect(all.map(({ unit, period, counts }) => `${unit} ${period} ${counts.received}`).sort()).toEqual([
      '31117 2026-11-22 7',
      '31117 2026-11-23 12',
      '31120 2026-11-23 1',
    ])
    expect(all.at(-1)).toMatchObject({ simulated: true, edition: '2021' })
    const some = await store.statistics({
      edition: '2021',
      from: '2026-11-23',
      to: '2026-11-23',
      system: 'oneStop',
      units: ['31120'],
    })
    expect(some).toHaveLength(1)
    expect(await store.statistics({ edition: '2021', from: '2026-11-23', to: '2026-11-23', units: [] })).toEqual([])
    expect(await store.statistics({ edition: '2025', from: '2026-11-01', to: '2026-11-30' })).toEqual([])
    // Of days past, only the last report is kept, and it is the one that was given all along.
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => put(report('31117', '2026-11-10', NOW - 13 * DAY_MS + i, i))),
    )
    const tenth = { edition: '2021' as const, from: '2026-11-10', to: '2026-11-10' }
    const before = await store.statistics(tenth)
    await store.forget()
    expect(before).toMatchObject([{ counts: { received: 49 } }])
    expect(await store.statistics(tenth)).toEqual(before)
    expect(await store.statistics({ edition: '2021', from: '2026-11-22', to: '2026-11-23' })).toEqual(all)
  })

  it('knows of each unit the newest report of its latest day, however long ago, whatever corrects an earlier one', async () => {
    const report = (unit: string, period: string, at: number, received: number): StatisticReport => ({
      ...{ system: 'training', edition: '2025', unit, period, at, receivedAt: at + 9 },
      counts: { received },
      simulated: false,
    })
    const put = (...reports: StatisticReport[]) => store.append({ is: 'statistics', reports })
    await put(report('31117', '2026-11-23', NOW, 9))
    await put(report('31117', '2026-11-22', NOW + 5, 2))
    await put(
      ...['2026-11-20', '2026-11-23', '2026-11-21'].map((day, i) => report('31120', day, NOW, i)),
      report('31123', '2024-02-03', NOW - 900 * DAY_MS, 4),
    )
    await put(report('31123', '2024-02-03', NOW - 899 * DAY_MS, 5), report('31123', '2024-02-01', NOW, 1))
    const newest = (await store.newestStatistics('2025')).filter(({ system }) => system === 'training')
    expect(newest.map(({ unit, period, counts }) => [unit, period, counts.received])).toEqual([
      ['31117', '2026-11-23', 9],
      ['31120', '2026-11-23', 1],
      ['31123', '2024-02-03', 5],
    ])
  })

  it('keeps beside the moment that counts what the device’s clock said, and finds it by time of receipt', async () => {
    const times = { at: NOW, deviceAt: NOW + 240_000, receivedAt: NOW }
    await append({ source: 'sensor/ahead', ...times, values: { v: 1 } }, sample('sensor/right', NOW, { v: 1 }))
    await append({ source: 'sensor/ahead', ...times, values: { v: 1 } })
    const report = { system: 'oneStop', edition: '2025', unit: '31300', period: '2026-11-23' } as const
    await store.append({
      is: 'statistics',
      reports: [{ ...report, ...times, counts: { received: 1 }, simulated: false }],
    })
    const event = { system: 'soc', edition: '2025', unit: '92', id: 'e', severity: 'minor', title: 'x' } as const
    await store.append({ is: 'event', event: { ...event, ...times, state: 'open', simulated: false } })
    const moment = { deviceAt: NOW + 240_000, at: NOW }
    expect(await store.settledMoments(10)).toEqual([
      { source: 'sensor/ahead', ...moment },
      { source: 'statistics/oneStop/31300', ...moment },
      { source: 'event/soc/92', ...moment },
    ])
    const day = { edition: '2025' as const, from: '2026-11-23', to: '2026-11-23', units: ['31300'] }
    expect(await store.statistics(day)).toMatchObject([times])
    await append(
      ...[1, 2].map((ms) => ({
        source: 'sensor/ahead',
        at: NOW + ms,
        deviceAt: NOW + ms + 9,
        receivedAt: NOW + ms,
        values: { v: 1 },
      })),
    )
    expect((await store.settledMoments(2)).slice(0, 2).map(({ at }) => at - NOW)).toEqual([1, 2])
  })

  it('holds messages until they are let go', async () => {
    const hold = (key: string) => store.append({ is: 'held', message: { key, body: `{"of":"${key}"}` } })
    await Promise.all([hold('a'), hold('b'), hold('a'), hold('c')])
    await store.append({ is: 'released', keys: ['b', 'nobody'] })
    expect(await store.heldMessages()).toEqual([
      { key: 'a', body: '{"of":"a"}' },
      { key: 'c', body: '{"of":"c"}' },
    ])
    await store.append({ is: 'released', keys: ['a', 'c'] })
    expect(await store.heldMessages()).toEqual([])
  })

  it('gives the days of a system, each unit’s newest report by device time, whatever the order and company they came in', async () => {
    const kinds: readonly StatisticReport['counts'][] = [
      { received: 1, digitised: 2 },
      { received: 1 },
      {},
      { digitised: 3, received: 4.5 },
    ]
    const entry = fc.record({
      unit: fc.constantFrom('31117', '31120', '31123'),
      day: fc.integer({ min: 1, max: 4 }),
      at: fc.integer({ min: 0, max: 5 }),
      kind: fc.nat(kinds.length - 1),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 12 }), { maxLength: 6 }), async (batches) => {
        const system = `days-${run++}`
        const known = new Map<string, StatisticReport>()
        for (const batch of batches) {
          const reports = batch.map(({ unit, day, at, kind }) => ({
            system,
            edition: '2025' as const,
            unit,
            period: `2024-02-0${day}`,
            at: NOW + at,
            receivedAt: NOW + 9,
            counts: kinds[kind] ?? {},
            simulated: kind === 1,
          }))
          await store.append({ is: 'statistics', reports })
          for (const report of reports) {
            const key = `${report.period} ${report.unit}`
            if (report.at > (known.get(key)?.at ?? 0)) known.set(key, report)
          }
        }
        const days = async (from: string, to: string, units?: readonly string[]) =>
          (
            await store.statisticDays({ edition: '2025', system, from, to, ...(units !== undefined && { units }) })
          ).flatMap(({ day, reports }) =>
            [...reports]
              .sort((a, b) => (a.unit < b.unit ? -1 : 1))
              .map(({ unit, ...report }) => [`${day} ${unit}`, report] as const),
          )
        const expected = (is: (report: StatisticReport) => boolean) =>
          [...known]
            .filter(([, report]) => is(report))
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, { at, counts, simulated }]) => [
              key,
              { at, counts, simulated, names: Object.keys(counts).sort() },
            ])
        expect(await days('2024-01-01', '2024-12-31')).toEqual(expected(() => true))
        expect(await days('2024-02-02', '2024-02-03', ['31120', '31117'])).toEqual(
          expected(({ unit, period }) => unit !== '31123' && period >= '2024-02-02' && period <= '2024-02-03'),
        )
        const reports = await store.statistics({ edition: '2025', from: '2024-02-01', to: '2024-02-29', system })
        expect(new Set(reports)).toEqual(new Set(known.values()))
        expect(reports.map(({ period }) => period)).toEqual(reports.map(({ period }) => period).sort())
      }),
      { numRuns: 25 },
    )
    const days = await store.statisticDays({ edition: '2025', system: 'days-0', from: '2024-01-01', to: '2024-12-31' })
    const names = days.flatMap(({ reports }) => reports.map((report) => report.names))
    // Figures put days together by what they say: alike are the same object.
    expect(new Set(names).size).toBe(new Set(names.map((each) => each.join())).size)
    expect(
      await store.statisticDays({ edition: '2021', system: 'days-1', from: '2024-01-01', to: '2024-12-31' }),
    ).toEqual([])
  })

  it('keeps the days of all systems apart, and gives them together where none is named', async () => {
    const systems = ['queue', 'soc', 'portal']
    const reports = systems.map((system, i) => ({
      system,
      edition: '2021' as const,
      unit: '92',
      period: '2022-05-05',
      at: NOW,
      receivedAt: NOW,
      counts: { dossiers: i },
      simulated: false,
    }))
    await store.append({ is: 'statistics', reports })
    const day = { edition: '2021' as const, from: '2022-05-05', to: '2022-05-05' }
    expect(new Set(await store.statistics(day))).toEqual(new Set(reports))
    expect(await store.statistics({ ...day, system: 'soc' })).toEqual([reports[1]])
    expect(await store.statisticDays({ ...day, system: 'portal' })).toEqual([
      {
        day: '2022-05-05',
        reports: [{ unit: '92', at: NOW, counts: { dossiers: 2 }, names: ['dossiers'], simulated: false }],
      },
    ])
  })

  it('gives of a day’s reports the counts that are wanted, and the names of all', async () => {
    const report = { system: 'wanted', edition: '2021' as const, period: '2022-05-05', at: NOW, receivedAt: NOW }
    const said: Record<string, number>[] = [{ received: 1, late: 2, early: 3 }, { early: 4 }]
    const reports = said.map((counts, i) => ({ ...report, unit: `U${i}`, counts, simulated: false }))
    await store.append({ is: 'statistics', reports })
    const span = { edition: '2021' as const, from: '2022-05-05', to: '2022-05-05' }
    const [day] = await store.statisticDays({ ...span, system: 'wanted', only: ['late', 'received', 'never'] })
    expect(day?.reports.map(({ unit, counts, names }) => ({ unit, counts, names }))).toEqual([
      { unit: 'U0', counts: { late: 2, received: 1 }, names: ['early', 'late', 'received'] },
      { unit: 'U1', counts: {}, names: ['early'] },
    ])
  })

  it('refuses counts that no total survives', async () => {
    const report = {
      system: 'portal',
      edition: '2021' as const,
      unit: '92',
      period: '2022-05-06',
      at: 1,
      receivedAt: 1,
    }
    const bad = { ...report, counts: { received: Number.NaN }, simulated: false }
    await expect(store.append({ is: 'statistics', reports: [bad] })).rejects.toThrow('report of 92 to portal')
  })

  it('takes the last announcement of a device, by edition', async () => {
    const sensor = {
      id: 'S',
      kind: 'noise',
      name: 'Một',
      commune: '31117',
      lng: 105,
      lat: 10,
      everyMs: 1_000,
      simulated: false,
    }
    await store.append({ is: 'sensor', sensor, edition: '2021' })
    await Promise.all([
      store.append({ is: 'sensor', sensor: { ...sensor, name: 'Hai' }, edition: '2021' }),
      store.append({ is: 'sensor', sensor: { ...sensor, name: 'Ba ‰ <b>' }, edition: '2021' }),
    ])
    expect(await store.sensors('2021')).toEqual([{ ...sensor, name: 'Ba ‰ <b>' }])
    expect(await store.sensors('2025')).toEqual([])
    expect(await store.cameras('2021')).toEqual([])
  })

  it('keeps alerts, open ones first, then the newest', async () => {
    const alert = (id: string, raisedAt: number, clearedAt: number | null, unit: string | null = null): Alert => ({
      id,
      key: `k|${id}`,
      rule: 'r',
      severity: 'minor',
      subject: 'sensor',
      subjectId: 'S',
      unit,
      title: { vi: 'Có', en: 'Yes' },
      value: 1,
      limit: null,
      evidence: [],
      raisedAt,
      clearedAt,
      ...JUST_RAISED,
      ...UNHANDLED,
      severityNow: 'minor',
      simulated: false,
    })
    for (const a of [alert('a', 1, null), alert('b', 3, 4), alert('c', 2, null)]) await store.saveAlerts([a])
    await store.saveAlerts([alert('a', 1, 9)])
    const ids = async (query: Parameters<typeof store.alerts>[0]) => (await store.alerts(query)).map(({ id }) => id)
    expect(await ids({ limit: 10 })).toEqual(['c', 'b', 'a'])
    expect(await ids({ limit: 10, open: true })).toEqual(['c'])
    expect(await ids({ limit: 1, open: false })).toEqual(['b'])
    expect(await ids({ limit: 10, from: 3 })).toEqual(['b'])
    // What has ended in a span, and within some units: a bound is of what lies there.
    await store.saveAlerts([alert('d', 1, 12, '31117'), alert('e', 1, 13, '31135')])
    const ended = async (query: { units?: readonly string[]; limit: number }) =>
      (await store.endedAlerts({ from: 10, to: 20, ...query })).map(({ id }) => id)
    expect(await ended({ limit: 10 })).toEqual(['e', 'd'])
    expect(await ended({ limit: 1, units: ['31117'] })).toEqual(['d'])
    await store.saveAlerts([alert('d', 1, 12), alert('e', 1, 13)])
    expect(await ids({ limit: 10, from: 2, to: 3 })).toEqual(['c'])

    await store.saveAlerts([alert('d', 5, 6, '31117')])
    await store.saveAlerts([alert('e', 4, null, '916')])
    expect(await ids({ limit: 10, units: ['916', '31117'] })).toEqual(['e', 'd'])
    expect(await ids({ limit: 10, units: ['31117'], open: false })).toEqual(['d'])
    expect(await ids({ limit: 10, units: [] })).toEqual([])

    const storm = Array.from({ length: 1_000 }, (_, i) => alert(`s-${i}`, 100, null, '31120'))
    await store.saveAlerts([...storm, alert('s-0', 100, 101, '31120')])
    await store.saveAlerts([])
    expect(await ids({ limit: 2_000, units: ['31120'], open: true })).toHaveLength(999)
    expect(await ids({ limit: 10, units: ['31120'], open: false })).toEqual(['s-0'])
  })

  it('tells each alert once, page by page, while others are raised and cleared', async () => {
    let run = 0
    const step = fc.record({ clear: fc.nat(30), raise: fc.array(fc.nat(3), { maxLength: 2 }) })
    const raisedAt = fc.array(fc.record({ at: fc.nat(3), isOpen: fc.boolean() }), { maxLength: 25 })
    const filter = fc.constantFrom(undefined, true, false)
    await fc.assert(
      fc.asyncProperty(
        raisedAt,
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 7 }),
        filter,
        async (given, steps, limit, open) => {
          const unit = `page-${run++}`
          const asOf = 1_000
          let moment = asOf
          const states = new Map<string, Alert>()
          const save = async (id: string, at: number, clearedAt: number | null) => {
            const alert = { ...PAGED, id, key: id, unit, raisedAt: at, clearedAt }
            states.set(id, alert)
            await store.saveAlerts([alert])
          }
          for (const [n, { at, isOpen }] of given.entries()) await save(`${unit}-${n}`, at, isOpen ? null : 10 + n)
          const before = new Map(states)
          const told: string[] = []
          let after: { raisedAt: number; id: string; wasOpen: boolean } | undefined
          for (let page = 0; page < 60; page++) {
            const found = await store.alerts({
              units: [unit],
              limit,
              asOf,
              ...(after && { after }),
              ...(open !== undefined && { open }),
            })
            told.push(...found.map(({ id }) => id))
            const last = found.at(-1)
            if (last === undefined) break
            after = { raisedAt: last.raisedAt, id: last.id, wasOpen: last.clearedAt === null || last.clearedAt >= asOf }
            const { clear = 0, raise = [] } = steps[page] ?? {}
            const standing = [...states.values()].filter(({ clearedAt }) => clearedAt === null)
            const gone = standing[clear % Math.max(1, standing.length)]
            if (gone !== undefined) await save(gone.id, gone.raisedAt, moment++)
            for (const at of raise) await save(`${unit}-n${states.size}`, at, null)
          }
          expect(new Set(told).size).toBe(told.length)
          const stayed = [...before.values()].filter(({ id, clearedAt }) => {
            if (open === undefined) return true
            return open ? states.get(id)?.clearedAt === null : clearedAt !== null
          })
          expect(stayed.map(({ id }) => id).filter((id) => !told.includes(id))).toEqual([])
        },
      ),
      { numRuns: 20 },
    )
  })

  it('keeps the last state of an event', async () => {
    const event = {
      system: 'portal',
      edition: '2021' as const,
      unit: '31117',
      id: 'e1',
      at: NOW,
      receivedAt: NOW,
      severity: 'minor' as const,
      title: 'Mất kết nối',
      state: 'open' as const,
      simulated: false,
    }
    await store.append({ is: 'event', event })
    await store.append({ is: 'event', event: { ...event, at: NOW + 1, state: 'closed' } })
    const range = { edition: '2021' as const, from: NOW, to: NOW + 10 }
    expect(await store.events(range)).toMatchObject([{ id: 'e1', state: 'closed' }])
    expect(await store.events({ ...range, open: true })).toEqual([])
  })

  it('keeps quarantine counters by key', async () => {
    const row = {
      key: 's|r',
      source: 's',
      known: true,
      client: 'c',
      reason: 'r',
      params: { field: 'at', max: 3 },
      topic: 't',
      count: 1,
      firstAt: 1,
      lastAt: 1,
      sample: '\\x00 Trạm',
    }
    await store.saveQuarantine([row])
    await store.saveQuarantine([
      { ...row, count: 5 },
      { ...row, key: 's|q' },
    ])
    await store.forgetQuarantine(['s|q', 'nobody'])
    await store.forgetQuarantine([])
    expect(await store.quarantine()).toEqual([{ ...row, count: 5 }])
  })

  it('keeps of what times data may be missing, by id, the newest first', async () => {
    const gap = (from: number, to: number, dropped: number | null = null) =>
      ({ id: `h ${from}`, from, to, cause: 'queueOverflow', dropped }) as const
    await store.saveDataGap(gap(NOW, NOW + 10))
    await store.saveDataGap(gap(NOW + 20, NOW + 30))
    await store.saveDataGap(gap(NOW, NOW + 10, 7))
    expect(await store.dataGaps({ from: NOW, to: NOW + 100 })).toEqual([gap(NOW + 20, NOW + 30), gap(NOW, NOW + 10, 7)])
    expect(await store.dataGaps({ from: NOW + 5, to: NOW + 20 })).toEqual([gap(NOW, NOW + 10, 7)])
    expect(await store.dataGaps({ from: NOW + 31, to: NOW + 100 })).toEqual([])
  })

  it('remembers what a hub notes of itself', async () => {
    expect(await store.mark('heard h')).toBeUndefined()
    await store.saveMark('heard h', { at: 1 })
    await store.saveMark('heard h', { at: 2, dropped: 3 })
    expect(await store.mark('heard h')).toEqual({ at: 2, dropped: 3 })
  })

  it('refuses numbers that no mean survives', async () => {
    await expect(append(sample('sensor/bad', Number.NaN, { v: 1 }))).rejects.toThrow('sensor/bad')
    await expect(append(sample('sensor/bad', NOW, { v: 1, w: Number.POSITIVE_INFINITY }))).rejects.toThrow('sensor/bad')
    expect((await seriesOf('sensor/bad', NOW, NOW + 1)).buckets).toEqual([])
  })

  it('does not let one bad entry take its neighbours down', async () => {
    // No unit: nothing that ingest lets through, and nothing that either engine can keep.
    const bad = {
      system: 'oneStop',
      edition: '2021',
      unit: null,
      period: '2026-11-01',
      at: 1,
      receivedAt: 1,
      counts: {},
      simulated: false,
    }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        i === 3 || i === 29
          ? store.append({ is: 'statistics', reports: [bad as unknown as StatisticReport] })
          : append(sample('sensor/good', NOW + i, { v: i })),
      ),
    )
    expect(outcomes.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []))).toEqual([3, 29])
    expect((await seriesOf('sensor/good', NOW, NOW + 100)).buckets).toHaveLength(38)
    expect(store.healthy()).toBe(true)
  })

  it('is shared by two hubs that are told the same things at the same time', async () => {
    const other = createStore({ dataDir: folder, databaseUrl, clock, log })
    await other.start()
    const both = [store, other]
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        both.map((hub) =>
          hub.append({
            is: 'samples',
            // Each hub in an order of its own.
            samples: Array.from({ length: 20 }, (_, s) =>
              sample(`sensor/shared-${hub === other ? s : 19 - s}`, NOW - (i >> 1) * MINUTE_MS, { v: i >> 1 }),
            ),
          }),
        ),
      ).flat(),
    )
    for (const hub of both) {
      const hours = await hub.hourly({
        sources: Array.from({ length: 20 }, (_, s) => `sensor/shared-${s}`),
        value: 'v',
        from: NOW - DAY_MS,
        to: NOW + 1,
      })
      for (const buckets of hours.values()) expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(30)
    }
    await other.stop()
  })

  it('has everything after a restart', async () => {
    await append(sample('sensor/kept', NOW, { v: 42 }))
    await store.stop()
    await open()
    expect((await seriesOf('sensor/kept', NOW, NOW + 1)).buckets).toMatchObject([{ mean: 42 }])
    await append(sample('sensor/kept', NOW, { v: 42 }), sample('sensor/kept', NOW + 1, { v: 43 }))
    expect((await seriesOf('sensor/kept', NOW, NOW + 10)).buckets).toHaveLength(2)
    expect(await store.sensors('2021')).toHaveLength(1)
    const day = { edition: '2021' as const, system: 'oneStop', from: '2026-11-23', to: '2026-11-23' }
    const [before] = await store.statisticDays(day)
    expect(before?.reports.find(({ unit }) => unit === '31117')).toMatchObject({
      at: NOW + 1,
      counts: { received: 12 },
    })
    // An older one that comes late changes nothing, a newer one does.
    const late = { ...day, unit: '31117', period: day.to, receivedAt: NOW, simulated: false }
    await store.append({ is: 'statistics', reports: [{ ...late, at: NOW - 1, counts: { received: 5 } }] })
    expect(await store.statisticDays(day)).toEqual([before])
    await store.append({ is: 'statistics', reports: [{ ...late, at: NOW + 7, counts: { received: 13 } }] })
    const [after] = await store.statisticDays(day)
    expect(after?.reports.find(({ unit }) => unit === '31117')).toMatchObject({ at: NOW + 7, counts: { received: 13 } })
  })
})
