import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { kpiSeries } from '../../../server/services/kpiSeries.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'

const NINE = Date.parse('2026-11-23T09:00:00+07:00')
const clock = handClock(NINE)

let folder: string
let store: ReturnType<typeof createStore>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-series-'))
  store = createStore({ dataDir: folder, clock, log: pino({ level: 'silent' }) })
  await store.start()
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

async function report(unit: string, daysAgo: number, counts: Record<string, number>): Promise<void> {
  const at = NINE - daysAgo * DAY_MS
  const of = { system: 'oneStop', edition: '2021' as const, unit, period: dayOf(at) }
  await store.append({ is: 'statistics', reports: [{ ...of, at, receivedAt: at, counts, simulated: false }] })
}

async function sample(source: string, at: number, values: Record<string, number>): Promise<void> {
  await store.append({ is: 'samples', samples: [{ source, at, receivedAt: at, values }] })
}

const series = (kpi: KpiId, from: number, to: number, of: { communes?: string[]; devices?: string[] }) =>
  kpiSeries({ kpi: KPIS[kpi], edition: '2021', communes: [], devices: [], from, to, store, ...of })

describe('the history of a figure from statistics', () => {
  it('has each day’s own ratio of sums; a day without reports is unknown', async () => {
    await report('31117', 2, { resolvedOnTime: 9, resolvedLate: 1 })
    await report('31120', 2, { resolvedOnTime: 0, resolvedLate: 90 })
    await report('31117', 0, { resolvedOnTime: 5, resolvedLate: 5 })
    await report('31123', 0, { resolvedOnTime: 99, resolvedLate: 0 })
    const { stepMs, points } = await series('onTimeRate', NINE - 2 * DAY_MS, NINE, { communes: ['31117', '31120'] })
    expect(stepMs).toBe(DAY_MS)
    expect(points).toEqual([
      { at: startOfDay('2026-11-21'), value: 9, reported: 2, expected: 2 },
      { at: startOfDay('2026-11-22'), value: null, reported: 0, expected: 2 },
      { at: startOfDay('2026-11-23'), value: 50, reported: 1, expected: 2 },
    ])
  })

  it('takes the newest report of a day', async () => {
    await report('31126', 5, { received: 40 })
    const at = NINE - 5 * DAY_MS + HOUR_MS
    const of = { system: 'oneStop', edition: '2021' as const, unit: '31126', period: dayOf(at), simulated: false }
    await store.append({ is: 'statistics', reports: [{ ...of, at, receivedAt: at, counts: { received: 55 } }] })
    const { points } = await series('receivedToday', NINE - 5 * DAY_MS, NINE - 4 * DAY_MS, { communes: ['31126'] })
    expect(points.map(({ value }) => value)).toEqual([55, null])
  })
})

describe('the history of a figure from devices', () => {
  const devices = ['A', 'B']

  it('has each hour’s means; an hour in which nobody counted is unknown, not zero', async () => {
    const first = NINE - 3 * HOUR_MS
    for (const [minute, waiting] of [
      [0, 30],
      [20, 0],
      [40, 0],
    ] as const)
      await sample('camera/A', first + minute * MINUTE_MS, { waiting, counters: 4, countersStaffed: 1 })
    await sample('camera/B', first, { waiting: 7, counters: 4, countersStaffed: 1 })
    await sample('camera/A', first + 2 * HOUR_MS, { waiting: 4, counters: 4, countersStaffed: 1 })
    const waiting = await series('waitingNow', first, NINE, { devices })
    expect(waiting.stepMs).toBe(HOUR_MS)
    expect(waiting.points).toEqual([
      { at: first, value: 17, reported: 2, expected: 2 },
      { at: first + HOUR_MS, value: null, reported: 0, expected: 2 },
      { at: first + 2 * HOUR_MS, value: 4, reported: 1, expected: 2 },
    ])
    const crowded = await series('officesOverCapacity', first, NINE, { devices })
    expect(crowded.points.map(({ value }) => value)).toEqual([100, null, 0])
    const working = await series('camerasOnline', first, NINE, { devices })
    expect(working.points.map(({ value }) => value)).toEqual([100, null, 50])
  })

  it('takes the highest gauge and the worst station', async () => {
    const at = NINE - 30 * HOUR_MS
    await sample('sensor/G1', at, { level: 1.4 })
    await sample('sensor/G2', at, { level: 1.9 })
    await sample('sensor/K1', at, { pm25: 300, index: 61 })
    await sample('sensor/K2', at, { pm25: 1, index: 112 })
    const flood = await series('floodStage', at, at + HOUR_MS, { devices: ['G1', 'G2', 'G3'] })
    expect(flood.points).toEqual([{ at, value: 1.9, reported: 2, expected: 3 }])
    const air = await series('cityAqi', at, at + HOUR_MS, { devices: ['K1', 'K2'] })
    expect(air.points).toEqual([{ at, value: 112, reported: 2, expected: 2 }])
  })

  it('goes by days when it is long, every reading weighing the same, however many months', async () => {
    const day = startOfDay('2026-08-03')
    await sample('camera/L', day + 8 * HOUR_MS, { waiting: 10, counters: 4, countersStaffed: 1 })
    for (const minute of [0, 20, 40])
      await sample('camera/L', day + 9 * HOUR_MS + minute * MINUTE_MS, { waiting: 2, counters: 4, countersStaffed: 1 })
    await sample('camera/L', startOfDay('2026-11-20'), { waiting: 6, counters: 4, countersStaffed: 1 })
    const { stepMs, points } = await series('waitingNow', day - 40 * DAY_MS + HOUR_MS, NINE, { devices: ['L'] })
    expect(stepMs).toBe(DAY_MS)
    expect(points).toHaveLength(153)
    expect(points.filter(({ value }) => value !== null)).toEqual([
      { at: day, value: 4, reported: 1, expected: 1 },
      { at: startOfDay('2026-11-20'), value: 6, reported: 1, expected: 1 },
    ])
    expect(new Set(points.map(({ at }) => at)).size).toBe(points.length)
  })
})
