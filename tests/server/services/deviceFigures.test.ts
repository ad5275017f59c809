import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import type { Camera } from '../../../domain/cameras/camera.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { DAY_MS, type Day, HOUR_MS, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createFigures, type Figures } from '../../../server/services/figures/figures.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'

/** A Monday. */
const TODAY = '2026-11-23'
const FRIDAY = '2026-11-20'
const NOW = Date.parse('2026-11-23T10:40:00+07:00')
const clock = handClock(NOW)
const CITY = '92'
const NINH_KIEU = '916'
const BINH_THUY = '918'

const at = (day: Day, hour: number) => startOfDay(day) + hour * HOUR_MS
const camera = (id: string, commune: string): Camera => ({
  ...{ id, name: `Camera ${id}`, commune, lng: 105.78, lat: 10.03, office: null, noticePosted: null, live: null },
  ...{ everyMs: 5_000, simulated: true },
})
const sensor = (id: string, kind: string, commune: string): Sensor => ({
  ...{ id, kind, name: id, commune, lng: 105.78, lat: 10.03, everyMs: 60_000, simulated: false },
})

let folder: string
let store: ReturnType<typeof createStore>
let figures: Figures
let reads = 0

// 31117 and 31120 lie in Ninh Kiều, 31168 in Bình Thủy.
const cameras = [camera('A', '31117'), camera('B', '31120'), camera('C', '31168')]
const sensors = [sensor('G1', 'waterLevel', '31117'), sensor('G2', 'waterLevel', '31168'), sensor('R', 'rain', '31117')]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-device-figures-'))
  store = createStore({ dataDir: folder, clock, log: pino({ level: 'silent' }) })
  await store.start()
  figures = createFigures({
    units: UNIT_TREES['2021'],
    clock,
    city: {
      cameras: () => cameras,
      sensors: () => sensors,
      lag: () => 0,
      endedDevices: () => [],
      retirement: () => undefined,
    },
    calendar: createCalendar(),
    prefix: 'ioc/v1',
    store: {
      statistics: async () => [],
      statisticDays: async () => [],
      hourColumns(query) {
        reads++
        return store.hourColumns(query)
      },
      firstDays: (query) => store.firstDays(query),
    },
  })
  // Friday: A is heard from noon on, as a new one; over the weekend at night only, and not at all on Sunday.
  await count('A', FRIDAY, 13, 20, 2)
  await count('A', FRIDAY, 14, 0, 2)
  await count('B', FRIDAY, 9, 6, 1)
  await count('B', FRIDAY, 12, 90, 1)
  await count('B', FRIDAY, 14, 2, 1)
  // Today: B is silent; C is new, and its hour 10 still runs.
  await count('A', TODAY, 8, 11, 2)
  await count('A', TODAY, 9, 5, 1)
  await count('C', TODAY, 9, 30, 2)
  await count('A', TODAY, 10, 99, 0)
  await store.append({
    is: 'samples',
    samples: [
      { source: 'sensor/G1', at: at(FRIDAY, 3), receivedAt: NOW, values: { level: 1.2 } },
      { source: 'sensor/G1', at: at(FRIDAY, 3) + MINUTE_MS, receivedAt: NOW, values: { level: 1.94 } },
      { source: 'sensor/G2', at: at(TODAY, 10), receivedAt: NOW, values: { level: 1.5 } },
    ],
  })
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

async function count(id: string, day: Day, hour: number, waiting: number, countersStaffed: number): Promise<void> {
  const sample = {
    source: `camera/${id}`,
    at: at(day, hour) + 5 * MINUTE_MS,
    receivedAt: NOW,
    values: { waiting, counters: 4, countersStaffed },
  }
  await store.append({ is: 'samples', samples: [sample] })
  figures.kept({ is: 'samples', samples: [sample] })
}

const figure = (kpi: KpiId, unit: string, from: Day, to: Day) => figures.figure(kpi, unit, { from, to })

describe('the figure of devices over days', () => {
  it('adds up what each office had waiting on average, in whole office hours', async () => {
    // B’s hour at noon is no office hour.
    expect(await figure('waitingNow', NINH_KIEU, FRIDAY, FRIDAY)).toMatchObject({
      value: 10 + 4,
      // Of eight whole office hours of two cameras.
      reported: 4,
      expected: 16,
    })
    // The hour that still runs is not told.
    expect(await figure('waitingNow', CITY, TODAY, TODAY)).toMatchObject({ value: 8 + 30, reported: 3, expected: 9 })
    expect(await figure('waitingNow', NINH_KIEU, FRIDAY, TODAY)).toMatchObject({ value: 36 / 4 + 4, simulated: true })
    expect(await figure('waitingNow', BINH_THUY, FRIDAY, FRIDAY)).toMatchObject({
      value: null,
      reported: 0,
      expected: 8,
    })
    // Nobody works on a Sunday.
    await count('C', '2026-11-22', 9, 5, 1)
    expect(await figure('waitingNow', CITY, '2026-11-22', '2026-11-22')).toMatchObject({ value: null, reported: 0 })
  })

  it('takes each office hour as a case', async () => {
    // 20, 11 and 30 waiting before 2 counters are too many, and 6 before 1; 5 before 1 are not yet.
    const found = await figure('officesOverCapacity', CITY, FRIDAY, TODAY)
    expect(found).toMatchObject({ numerator: 4, denominator: 7 })
    expect(await figure('officesOverCapacity', BINH_THUY, TODAY, TODAY)).toMatchObject({ value: 100 })
  })

  it('counts a camera as due from its first hour on, in hours in which any was heard', async () => {
    // A is due at 13 and 14 of Friday, B at 9, 12, 13 and 14.
    expect(await figure('camerasOnline', NINH_KIEU, FRIDAY, FRIDAY)).toMatchObject({ numerator: 5, denominator: 6 })
    // Today 8 and 9: A counted in both, B in none.
    expect(await figure('camerasOnline', NINH_KIEU, TODAY, TODAY)).toMatchObject({ numerator: 2, denominator: 4 })
    // Before it came C was not missing.
    expect(await figure('camerasOnline', BINH_THUY, FRIDAY, FRIDAY)).toMatchObject({ value: null, reported: 0 })
    // When the centre heard nobody it cannot say who was silent.
    expect(await figure('camerasOnline', CITY, '2026-11-21', '2026-11-21')).toMatchObject({ value: null, reported: 0 })
  })

  it('takes the highest reading of the span, up to the last', async () => {
    expect(await figure('floodStage', CITY, FRIDAY, TODAY)).toMatchObject({
      value: 1.94,
      reported: 2,
      expected: 2 * 82,
    })
    expect(await figure('floodStage', CITY, TODAY, TODAY)).toMatchObject({ value: 1.5, reported: 1 })
  })

  it('is compared, and has days, weeks and a line', async () => {
    const compared = await figures.compared('floodStage', NINH_KIEU, 'week', TODAY)
    expect(compared).toMatchObject({ value: null, state: 'unjudged', before: { value: null } })
    expect(await figures.compared('floodStage', NINH_KIEU, 'month', TODAY)).toMatchObject({
      value: 1.94,
      state: 'missed',
    })

    const daily = await figures.daily('waitingNow', NINH_KIEU, { from: FRIDAY, to: TODAY })
    expect(daily.days).toEqual([FRIDAY, '2026-11-21', '2026-11-22', TODAY])
    expect(daily.values[daily.units.indexOf('31117')]).toEqual([10, null, null, 8])

    const line = await figures.series({ kpi: 'waitingNow', unit: NINH_KIEU, from: at(FRIDAY, 5), to: NOW })
    expect(line.stepMs).toBe(DAY_MS)
    expect(line.points.map(({ value }) => value)).toEqual([14, null, null, 8])

    const weeks = await figures.weeks('floodStage', CITY, '2026-11-22', 2)
    expect(weeks.map(({ value }) => value)).toEqual([null, 1.94])
  })

  it('lists what each device gave, and who gave nothing', async () => {
    const explained = await figures.explain('waitingNow', CITY, 'day', TODAY)
    expect(explained.value).toMatchObject({ value: 38, reported: 3, expected: 9 })
    expect(explained.contributions).toMatchObject([
      { source: 'camera/A', name: 'Camera A', unit: '31117', numerator: 8, at: at(TODAY, 10), fresh: true },
      { source: 'camera/C', numerator: 30 },
    ])
    expect(explained.missing).toEqual(['B'])
  })

  it('remembers what is past until a late reading of it is kept', async () => {
    const ask = async () => {
      reads = 0
      const { value } = await figure('waitingNow', NINH_KIEU, FRIDAY, FRIDAY)
      return { value, reads }
    }
    expect(await ask()).toEqual({ value: 14, reads: 0 })
    await count('B', FRIDAY, 15, 10, 1)
    expect(await ask()).toEqual({ value: 10 + 6, reads: 1 })
  })

  it('counts an office once, however many cameras look at its hall: hour by hour the most that any of them counts', async () => {
    const alone = await figure('waitingNow', NINH_KIEU, FRIDAY, FRIDAY)
    await count('A2', FRIDAY, 13, 5, 1)
    await count('A2', FRIDAY, 14, 8, 1)
    await count('A2', FRIDAY, 16, 6, 3)
    cameras.push({ ...camera('A2', '31117'), office: 'Một cửa' })
    const [first] = cameras
    cameras[0] = { ...(first as Camera), office: 'một  cửa' }
    // Hours 13, 14 and 16 of one office: 20, 8 and 6; beside it B as before.
    const together = await figure('waitingNow', NINH_KIEU, FRIDAY, FRIDAY)
    expect(together.value).toBeCloseTo((alone.value ?? 0) - 10 + (20 + 8 + 6) / 3)
    expect(together).toMatchObject({ reported: alone.reported + 1, expected: alone.expected })
    const crowded = await figure('officesOverCapacity', '31117', FRIDAY, FRIDAY)
    expect(crowded).toMatchObject({ numerator: 1, denominator: 3 })
    // Each camera still works, or does not, for itself: both are due from 13 to 16.
    expect(await figure('camerasOnline', '31117', FRIDAY, FRIDAY)).toMatchObject({ numerator: 5, denominator: 8 })
  })
})
