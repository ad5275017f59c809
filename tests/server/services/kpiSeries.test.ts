import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { kpiSeries } from '../../../server/services/kpis/kpiSeries.ts'
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

async function sample(source: string, at: number, values: Record<string, number>): Promise<void> {
  await store.append({ is: 'samples', samples: [{ source, at, receivedAt: at, values }] })
}

const series = (id: KpiId, from: number, to: number, devices: string[]) => {
  const kpi: Kpi = KPIS[id]
  if (kpi.from === 'statistic') throw new Error(`${id} has no devices`)
  return kpiSeries({
    kpi,
    devices: devices.map((each) => ({ id: each, sources: [`${kpi.from}/${each}`] })),
    from,
    to,
    store,
  })
}

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
    const waiting = await series('waitingNow', first, NINE, devices)
    expect(waiting.stepMs).toBe(HOUR_MS)
    expect(waiting.points).toEqual([
      { at: first, value: 17, reported: 2, expected: 2, estimated: false },
      { at: first + HOUR_MS, value: null, reported: 0, expected: 2, estimated: false },
      { at: first + 2 * HOUR_MS, value: 4, reported: 1, expected: 2, estimated: false },
    ])
    const crowded = await series('officesOverCapacity', first, NINE, devices)
    expect(crowded.points.map(({ value }) => value)).toEqual([100, null, 0])
    const working = await series('camerasOnline', first, NINE, devices)
    expect(working.points.map(({ value }) => value)).toEqual([100, null, 50])
  })

  it('takes the highest gauge and the worst station', async () => {
    const at = NINE - 30 * HOUR_MS
    await sample('sensor/G1', at, { level: 1.4 })
    await sample('sensor/G2', at, { level: 1.9 })
    await sample('sensor/K1', at, { pm25: 300, index: 61 })
    await sample('sensor/K2', at, { pm25: 1, index: 112 })
    const flood = await series('floodStage', at, at + HOUR_MS, ['G1', 'G2', 'G3'])
    expect(flood.points).toEqual([{ at, value: 1.9, reported: 2, expected: 3, estimated: false }])
    const air = await series('cityAqi', at, at + HOUR_MS, ['K1', 'K2'])
    expect(air.points).toEqual([{ at, value: 112, reported: 2, expected: 2, estimated: false }])
  })
})
