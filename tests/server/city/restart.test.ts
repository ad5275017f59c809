import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, expect, it } from 'vitest'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

/** The picture that a restart builds from the store is the picture there was, whatever was said before it and in whatever order. */

const log = pino({ level: 'silent' })
const clock = handClock()
const NOW = clock.now()
const postgres = await startPostgres()
const folders: string[] = []
afterAll(async () => {
  await postgres?.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

type Say = { readonly topic: string; readonly body: unknown; readonly retained: boolean; readonly passMs: number }

const place = { commune: '31117', lng: 105.78, lat: 10.04 }
const near = fc.constantFrom(-3, -2, -1, 0, 0, 1, 2).map((n) => n * MINUTE_MS)
const at = fc.oneof({ weight: 6, arbitrary: near }, fc.constantFrom(-DAY_MS, -9 * DAY_MS, -40 * DAY_MS, -3 * HOUR_MS))
const quantities = fc.dictionary(fc.constantFrom('pm25', 'pm10', 'o3'), fc.integer({ min: 1, max: 99 }), {
  minKeys: 1,
  maxKeys: 3,
})
const optional = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

/** What is said, of moments around `NOW`. */
const message: fc.Arbitrary<Omit<Say, 'passMs' | 'retained'>> = (() => {
  const moment = (ms: number) => NOW + ms
  const reading = fc.record({ ms: at, values: quantities }).map(({ ms, values }) => ({ at: moment(ms), values }))
  const ids = fc.constantFrom('1', '2')
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ id: ids, body: fc.oneof(reading, fc.array(reading, { minLength: 1, maxLength: 4 })) })
        .map(({ id, body }) => ({ topic: `sensor/KK-${id}/reading`, body })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ id: ids, kind: fc.constantFrom('airQuality', 'airQuality', 'waterLevel') })
        .map(({ id, kind }) => ({
          topic: `sensor/KK-${id}/announce`,
          body: { kind, name: `Trạm ${id}`, ...place, every: 60 },
        })),
    },
    {
      weight: 2,
      arbitrary: ids.map((id) => ({ topic: `camera/MC-${id}/announce`, body: { name: `Một cửa ${id}`, ...place } })),
    },
    {
      weight: 4,
      arbitrary: fc
        .record({ id: ids, ms: at, waiting: optional(fc.nat(9)), counters: optional(fc.constantFrom(4, 5)) })
        .map(({ id, ms, ...counts }) => ({ topic: `camera/MC-${id}/count`, body: { at: moment(ms), ...counts } })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          id: ids,
          is: fc.constantFrom('sensor/KK', 'camera/MC'),
          status: fc.constantFrom('online', 'offline'),
        })
        .map(({ id, is, status }) => ({ topic: `${is}-${id}/status`, body: status })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          unit: fc.constantFrom('31117', '31120'),
          days: fc.array(fc.record({ day: fc.constantFrom(0, 0, 1, 2, 30, 400), ms: at, received: fc.nat(99) }), {
            minLength: 1,
            maxLength: 3,
          }),
        })
        .map(({ unit, days }) => ({
          topic: `statistics/oneStop/${unit}`,
          body: days.map(({ day, ms, received }) => ({
            period: dayOf(NOW - day * DAY_MS),
            at: moment(ms),
            counts: { received },
          })),
        })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          link: fc.constantFrom('lgsp/ngsp', 'reporting/government'),
          ms: at,
          state: fc.constantFrom('up', 'down'),
          since: optional(near),
          lastSuccess: optional(near),
        })
        .map(({ link, ms, state, since, lastSuccess }) => ({
          topic: `link/${link}`,
          body: {
            at: moment(ms),
            state,
            ...(since !== undefined && { since: moment(since) }),
            ...(lastSuccess !== undefined && { lastSuccess: moment(lastSuccess) }),
          },
        })),
    },
    fc
      .constantFrom('sensor/KK-1/announce', 'camera/MC-1/announce', 'statistics/oneStop/31117', 'link/lgsp/ngsp')
      .map((topic) => ({ topic, body: '' })),
  )
})()

const sequence = fc.array(
  fc
    .record({
      said: message,
      retained: fc.constantFrom(false, false, false, true),
      passMs: fc.constantFrom(0, 0, 1, 20_000, 3 * MINUTE_MS),
    })
    .map(({ said, ...rest }) => ({ ...said, ...rest })),
  { minLength: 1, maxLength: 40 },
)

/** What of the picture is kept over a restart: all but the frames, which are in memory only. */
function shown(city: City) {
  const oldest = dayOf(clock.now() - 40 * DAY_MS)
  return {
    sensors: [...city.sensors()].sort(byId).map((sensor) => ({ ...sensor, reading: city.reading(sensor.id) })),
    cameras: [...city.cameras()].sort(byId).map((camera) => {
      const { frameAt: _, frozenSince: __, ...view } = city.cameraView(camera.id) ?? expect.fail(camera.id)
      return { ...camera, view }
    }),
    links: [...city.links()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    statistics: ['31117', '31120'].map((unit) => ({
      newest: city.newestStatistic('oneStop', unit),
      days: city.statisticDays('oneStop', unit, oldest, '9999-12-31'),
    })),
    ended: ['sensor/KK-1', 'camera/MC-1', 'statistics/oneStop/31117', 'link/lgsp/ngsp'].map((source) => ({
      ...city.retirement(source),
      rows: undefined,
    })),
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)

/** A store, and how to empty it: opening one anew costs more than what is tested. */
async function open(kind: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-restart-'))
  folders.push(dataDir)
  const databaseUrl = kind === 'postgres' ? await postgres?.database('restart') : undefined
  const store = createStore({ dataDir, databaseUrl, clock, log })
  await store.start()
  const engine = databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)
  return {
    store,
    async empty() {
      // The store goes on knowing its series by their numbers.
      for (const table of KEPT) await sql`delete from ${sql.table(table)}`.execute(engine.write)
    },
    async close() {
      await engine.close()
      await store.stop()
    },
  }
}

const KEPT = [
  ...['reading', 'rollup', 'latest', 'statistic_day', 'statistic_newest', 'event', 'sensor', 'camera'],
  ...['said_status', 'retired', 'held', 'source_lag'],
]

function hubOn(store: Awaited<ReturnType<typeof open>>['store']) {
  const city = createCity({ edition: '2021', clock, picture: createPicture() })
  const sources = createSources({ clock })
  const quarantine = createQuarantine({ clock })
  const ingest = createIngest({ edition: '2021', prefix: 'ioc/v1', clock, log, store, city, quarantine, sources })
  return { city, ingest }
}

it.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'is the same after a restart, on %s',
  async (kind) => {
    const { store, empty, close } = await open(kind)
    await fc.assert(
      fc.asyncProperty(sequence, async (said) => {
        await empty()
        clock.set(NOW)
        const before = hubOn(store)
        const answers: Promise<void>[] = []
        for (const { topic, body, retained, passMs } of said) {
          clock.advance(passMs)
          const payload = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
          const incoming = { topic: `ioc/v1/${topic}`, payload, retained, receivedAt: clock.now(), qos: 1 } as const
          // Not awaited one by one: many are on their way at once, in one transaction.
          answers.push(before.ingest.handle(incoming))
          if (passMs > 0) await Promise.all(answers)
        }
        await Promise.all(answers)
        before.ingest.stop()
        const after = hubOn(store)
        await after.city.restore(store)
        expect(shown(after.city)).toEqual(shown(before.city))
      }),
      { numRuns: kind === 'sqlite' ? 200 : 80 },
    )
    await close()
  },
)
