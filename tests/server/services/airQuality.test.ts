import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type AirQuality, createAirQuality } from '../../../server/services/airQuality.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'

const NINE = Date.parse('2026-11-23T09:00:00+07:00')
const EVERY_MS = 10 * MINUTE_MS
const log = pino({ level: 'silent' })
const clock = handClock()

let folder: string
let store: ReturnType<typeof createStore>
let city: City
let airQuality: AirQuality

async function begin(): Promise<void> {
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  await city.restore(store)
  airQuality = createAirQuality({ city, clock, store, log })
  await airQuality.start()
}

async function announce(): Promise<void> {
  const sensor = {
    ...{ id: 'KK-1', kind: 'airQuality', name: 'Bến Ninh Kiều', commune: '31117', lng: 105.8, lat: 10 },
    everyMs: EVERY_MS,
    simulated: false,
  }
  city.apply({ is: 'sensorAnnounce', sensor })
  await store.append({ is: 'sensor', sensor, edition: '2021' })
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
  store = createStore({ dataDir: folder, clock, log })
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

  it('of an hour that stays in pieces is there a day later', async () => {
    await sayAll(NINE - 2 * HOUR_MS, NINE - HOUR_MS, 40)
    await say(NINE - HOUR_MS, 40)
    await pass(6_000)
    expect(await history()).toEqual([])
    await pass(25 * HOUR_MS)
    expect(await history()).toEqual([[-1, 80]])
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
