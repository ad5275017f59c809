import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type AirQuality, createAirQuality } from '../../../server/services/airQuality.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { DEFAULT_RETENTION } from '../../../server/store/rollups.ts'
import { handClock } from '../../support/clock.ts'

const NINE = Date.parse('2026-11-23T09:00:00+07:00')
const EVERY_MS = 10 * MINUTE_MS
const YEAR_MS = 365 * DAY_MS
const log = pino({ level: 'silent' })
const clock = handClock()

let folder: string
let store: ReturnType<typeof createStore>
let city: City
let airQuality: AirQuality
/** Hours whose index was kept anew. */
let told: number[]

async function begin(): Promise<void> {
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  await city.restore(store)
  told = []
  airQuality = createAirQuality({
    ...{ city, clock, store, log },
    kept: (samples) => told.push(...samples.map(({ at }) => at)),
  })
  await airQuality.start()
}

const STATION = {
  ...{ id: 'KK-1', kind: 'airQuality', name: 'Bến Ninh Kiều', commune: '31117', lng: 105.8, lat: 10 },
  everyMs: EVERY_MS,
  simulated: false,
}

async function announce(): Promise<void> {
  city.apply({ is: 'sensorAnnounce', sensor: STATION })
  await store.append({ is: 'sensor', sensor: STATION, edition: '2021' })
}

/** As ingest does it: into the picture, into the store. */
async function say(at: number, pm25: number): Promise<void> {
  const receivedAt = clock.now()
  city.apply({ is: 'readings', id: 'KK-1', readings: [{ at, values: { pm25 } }], receivedAt, retained: false })
  await store.append({ is: 'samples', samples: [{ source: 'sensor/KK-1', at, receivedAt, values: { pm25 } }] })
}

/** Every ten minutes from `from` until before `to`. */
async function sayAll(from: number, to: number, pm25: number): Promise<void> {
  for (let at = from; at < to; at += EVERY_MS) await say(at, pm25)
}

/** Lets time pass; stopping waits for what is being computed, and nothing is forgotten by it. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms)
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
  await airQuality.stop()
  await airQuality.start()
}

async function history(): Promise<[number, number][]> {
  const sources = ['sensor/KK-1']
  const found = await store.hourly({ sources, value: 'index', from: NINE - 24 * HOUR_MS, to: NINE + 60 * HOUR_MS })
  return (found.get('sensor/KK-1') ?? []).map(({ at, mean }) => [(at - NINE) / HOUR_MS, mean])
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  clock.set(NINE)
  folder = await mkdtemp(join(tmpdir(), 'ioc-air-'))
  // Nothing is let go while these tests look at it.
  store = createStore({
    dataDir: folder,
    clock,
    log,
    retention: { ...DEFAULT_RETENTION, raw: YEAR_MS, minute: YEAR_MS },
  })
  await store.start()
  await begin()
  await announce()
})
afterEach(async () => {
  await airQuality.stop()
  vi.useRealTimers()
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

const index = () => city.reading('KK-1')?.index

describe('the index of a station', () => {
  it('is unknown until two of the newest three hours are whole', async () => {
    await sayAll(NINE - HOUR_MS, NINE, 40)
    await pass(6_000)
    expect(index()).toBeNull()
    await sayAll(NINE, NINE + HOUR_MS, 40)
    await pass(HOUR_MS)
    // 40 µg/m³ lies between 25 (50) and 50 (100).
    expect(index()).toBe(80)
  })

  it('holds within the hour what whole hours say, whatever is read meanwhile', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE, 40)
    await pass(6_000)
    expect(index()).toBe(80)
    await say(clock.now(), 400)
    await pass(30 * MINUTE_MS)
    expect(index()).toBe(80)
  })

  it('is unknown again when the station has been silent for two hours', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE, 40)
    await pass(6_000)
    await pass(HOUR_MS)
    expect(index()).toBe(80)
    await pass(HOUR_MS)
    expect(index()).toBeNull()
  })

  it('is computed again when readings catch up', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE - HOUR_MS, 40)
    await say(NINE - HOUR_MS, 10)
    await pass(6_000)
    const partial = index()
    await sayAll(NINE - HOUR_MS + EVERY_MS, NINE, 40)
    await pass(6_000)
    expect(index()).toBeGreaterThan(partial ?? 0)
  })
})

describe('its history', () => {
  it('has an index for each hour, in that hour', async () => {
    await sayAll(NINE - 3 * HOUR_MS, NINE, 40)
    await pass(6_000)
    expect(await history()).toEqual([
      [-2, 80],
      [-1, 80],
    ])
  })

  it('says after a catching up what the whole hour says, not what was known first', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE - HOUR_MS, 40)
    await say(NINE - HOUR_MS, 10)
    await pass(6_000)
    await sayAll(NINE - HOUR_MS + EVERY_MS, NINE, 46)
    await pass(6_000)
    expect(await history()).toEqual([[-1, 80]])
  })

  it('of an hour that stays in pieces is there once nothing more can have come, and stays', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE - HOUR_MS, 40)
    await say(NINE - HOUR_MS, 40)
    await say(NINE - 20 * MINUTE_MS, 40)
    await pass(6_000)
    expect(await history()).toEqual([])
    await pass(25 * MINUTE_MS)
    expect(await history()).toEqual([[-1, 80]])
    await pass(25 * HOUR_MS)
    expect(await history()).toEqual([[-1, 80]])
  })
})

describe('readings that come late', () => {
  /** Minutes of an hour by the hour before nine they lie in: 1 is the last. */
  const minutes = async (hour: number, from: number, to: number, pm25: number) => {
    for (let minute = from; minute < to; minute++) await say(NINE - hour * HOUR_MS + minute * MINUTE_MS, pm25)
  }
  const day = async () => {
    const query = {
      source: 'sensor/KK-1',
      value: 'index',
      from: NINE - 9 * HOUR_MS,
      to: NINE + 15 * HOUR_MS,
      points: 1,
    }
    return (await store.series(query)).buckets.map(({ max, count }) => ({ max, count }))
  }

  it('change the history of their hours as they change the picture: hour, day and now agree', async () => {
    for (let hour = 12; hour > 1; hour--) await minutes(hour, 0, 60, 20)
    await minutes(1, 0, 46, 20)
    await pass(6_000)
    expect(index()).toBe(40)
    expect((await history()).at(-1)).toEqual([-1, 40])
    await minutes(1, 46, 60, 600)
    await pass(6_000)
    expect(index()).toBe(155)
    expect((await history()).at(-1)).toEqual([-1, 155])
    // Of this day eight hours and the nine of the night before, of which this day has its own.
    expect(await day()).toEqual([{ max: 155, count: 9 }])
    expect(told.slice(-2)).toEqual([NINE - HOUR_MS, NINE - HOUR_MS])
  })

  it('change every hour that looks back on theirs, and no other, however long ago they were', async () => {
    const days = (n: number) => NINE - n * 24 * HOUR_MS
    await sayAll(days(40) - 3 * HOUR_MS, days(40) + 14 * HOUR_MS, 20)
    await pass(6_000)
    const before = await indexAround(days(40))
    await say(days(40) - 5 * MINUTE_MS, 500)
    told.length = 0
    await pass(6_000)
    const after = await indexAround(days(40))
    const differ = after.filter(([at, value]) => before.find(([then]) => then === at)?.[1] !== value).map(([at]) => at)
    expect(differ.length).toBeGreaterThan(3)
    for (const at of differ) expect(at).toBeGreaterThanOrEqual(-1)
    for (const at of differ) expect(at).toBeLessThan(11)
    // Whoever added something up with those hours is told of them alone.
    expect(told.map((at) => (at - days(40)) / HOUR_MS)).toEqual(differ)
  })

  const indexAround = async (middle: number): Promise<[number, number][]> => {
    const query = { sources: ['sensor/KK-1'], value: 'index', from: middle - 20 * HOUR_MS, to: middle + 20 * HOUR_MS }
    const found = (await store.hourly(query)).get('sensor/KK-1') ?? []
    return found.map(({ at, mean }) => [(at - middle) / HOUR_MS, mean])
  }

  it('are not forgotten when the hub is killed before it has looked', async () => {
    await sayAll(NINE - 9 * 24 * HOUR_MS, NINE - 9 * 24 * HOUR_MS + 3 * HOUR_MS, 20)
    await pass(6_000)
    await say(NINE - 9 * 24 * HOUR_MS + 5 * MINUTE_MS, 600)
    const before = await indexAround(NINE - 9 * 24 * HOUR_MS)
    // Killed: nobody stops anything, another begins where it was.
    await begin()
    await pass(6_000)
    expect(await indexAround(NINE - 9 * 24 * HOUR_MS)).not.toEqual(before)
    expect(await store.dueHours()).toEqual([])
  })
})

describe('a station that uploads each quarter of an hour', () => {
  it('is not judged by an hour of which the last upload cannot have come yet', async () => {
    const minutesOf = async (from: number, to: number, pm25: number) => {
      for (let at = from; at < to; at += MINUTE_MS) await say(at, pm25)
    }
    city.apply({ is: 'sensorAnnounce', sensor: { ...STATION, everyMs: 15 * MINUTE_MS } })
    await minutesOf(NINE - 4 * HOUR_MS, NINE - HOUR_MS, 20)
    await minutesOf(NINE - HOUR_MS, NINE - 30 * MINUTE_MS, 20)
    await pass(6_000)
    // Half an hour is there; until twenty past nine the rest may come. The hour before stands.
    expect(index()).toBe(40)
    expect((await history()).at(-1)).toEqual([-2, 40])
    await minutesOf(NINE - 30 * MINUTE_MS, NINE, 200)
    await pass(6_000)
    expect(index()).toBeGreaterThan(100)
    expect((await history()).at(-1)).toEqual([-1, index()])
  })

  it('that stays away is judged by what there is', async () => {
    city.apply({ is: 'sensorAnnounce', sensor: { ...STATION, everyMs: 15 * MINUTE_MS } })
    await sayAll(NINE - 4 * HOUR_MS, NINE - HOUR_MS, 20)
    await say(NINE - HOUR_MS, 100)
    await say(NINE - 30 * MINUTE_MS, 100)
    await pass(6_000)
    const waited = index()
    expect((await history()).at(-1)).toEqual([-2, 40])
    await pass(38 * MINUTE_MS)
    expect((await history()).at(-1)?.[0]).toBe(-1)
    expect(index()).not.toBe(waited)
  })
})

describe('a restart', () => {
  it('finds the index again, and the last reading with its own time', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE - EVERY_MS, 40)
    await pass(6_000)
    const before = city.reading('KK-1')
    expect(before).toMatchObject({ at: NINE - 2 * EVERY_MS, index: 80 })
    await pass(HOUR_MS)
    await airQuality.stop()
    await begin()
    expect(city.reading('KK-1')).toMatchObject({ at: before?.at, values: before?.values, index: 80 })
  })
})
