import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { migrationsFor } from '../../../server/store/migrations/index.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const clock = handClock()
const NOW = clock.now()
const postgres = await startPostgres()
const folders: string[] = []
afterAll(async () => {
  await postgres?.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const ENGINES: readonly Engine['kind'][] = postgres === undefined ? ['sqlite'] : ['sqlite', 'postgres']

async function place(engine: Engine['kind'], name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'ioc-migrate-'))
  folders.push(folder)
  return { dataDir: folder, databaseUrl: engine === 'postgres' ? await postgres?.database(name) : undefined }
}

describe.each(ENGINES)('migrations on %s', (engine) => {
  it('let hubs start at once on a new database', async () => {
    const where = await place(engine, 'at_once')
    const hubs = Array.from({ length: 4 }, () => createStore({ ...where, clock, log }))
    await Promise.all(hubs.map((hub) => hub.start()))
    await Promise.all(
      hubs.map((hub) =>
        hub.append({ is: 'samples', samples: [{ source: 'sensor/a', at: NOW, receivedAt: NOW, values: { v: 1 } }] }),
      ),
    )
    expect((await hubs[0]?.latestSamples())?.length).toBe(1)
    await Promise.all(hubs.map((hub) => hub.stop()))
  })

  it('carry a history over from the first shape of the tables', async () => {
    const where = await place(engine, 'carried')
    const { '0001-initial': first } = migrationsFor(engine)
    const old =
      where.databaseUrl === undefined
        ? sqliteEngine(join(where.dataDir, 'ioc.db'))
        : postgresEngine(where.databaseUrl, log)
    await old.open({ '0001-initial': first as NonNullable<typeof first> })
    const hour = bucketStart(NOW - 20 * DAY_MS, HOUR_MS)
    const recent = bucketStart(NOW, HOUR_MS) - HOUR_MS
    await sql`insert into series (id, source, value) values (1, 'sensor/old', 'v')`.execute(old.write)
    await sql`insert into reading (series, at, received_at, value) values (1, ${recent}, ${recent + 5}, 7),
      (1, ${recent + 59 * MINUTE_MS}, ${recent + 5}, 9)`.execute(old.write)
    // Twenty days ago, the first and the last minute of an hour; today, two readings that are still there.
    for (const [size, at, count, sum, min, max] of [
      [1, hour, 1, 2, 2, 2],
      [1, hour + 59 * MINUTE_MS, 1, 4, 4, 4],
      [2, hour, 2, 6, 2, 4],
      [3, bucketStart(hour, DAY_MS), 2, 6, 2, 4],
      [1, recent, 1, 7, 7, 7],
      [1, recent + 59 * MINUTE_MS, 1, 9, 9, 9],
      [2, recent, 2, 16, 7, 9],
      [3, bucketStart(recent, DAY_MS), 2, 16, 7, 9],
    ] as const) {
      await sql`insert into rollup (series, size, at, count, sum, min, max)
        values (1, ${size}, ${at}, ${count}, ${sum}, ${min}, ${max})`.execute(old.write)
    }
    for (const [unit, at, counts] of [
      ['31117', 5, '{"received":118,"resolvedLate":3}'],
      ['31117', 7, '{"received":120,"resolvedLate":4}'],
      ['31120', 6, '{"resolvedLate":1,"received":20}'],
      ['31123', 6, '{}'],
    ] as const) {
      await sql`insert into statistic (edition, system, unit, period, at, received_at, counts, simulated)
        values ('2025', 'oneStop', ${unit}, '2026-11-20', ${at}, ${at + 1}, ${counts}, 1)`.execute(old.write)
    }
    for (const [id, unit] of [
      ['here', '"31117"'],
      ['nowhere', 'null'],
    ]) {
      await sql`insert into alert (id, raised_at, cleared_at, body)
        values (${id}, 1, 2, ${`{"id":"${id}","unit":${unit}}`})`.execute(old.write)
    }
    await old.close()

    // What came in last was of the units of 2025: alerts were too.
    const store = createStore({ ...where, edition: '2025', clock, log })
    await store.start()
    const day = { edition: '2025' as const, system: 'oneStop', from: '2026-11-20', to: '2026-11-20' }
    const [reported] = await store.statisticDays(day)
    expect([...(reported?.reports ?? [])].sort((a, b) => (a.unit < b.unit ? -1 : 1))).toEqual([
      {
        unit: '31117',
        at: 7,
        simulated: true,
        counts: { received: 120, resolvedLate: 4 },
        names: ['received', 'resolvedLate'],
      },
      {
        unit: '31120',
        at: 6,
        simulated: true,
        counts: { received: 20, resolvedLate: 1 },
        names: ['resolvedLate', 'received'],
      },
      { unit: '31123', at: 6, simulated: true, counts: {}, names: [] },
    ])
    expect(await store.statistics({ ...day, units: ['31117'] })).toMatchObject([{ at: 7, receivedAt: 8 }])
    expect((await store.newestStatistics('2025')).map(({ unit, at }) => [unit, at]).sort()).toEqual([
      ['31117', 7],
      ['31120', 6],
      ['31123', 6],
    ])
    const alertsIn = async (units: string[]) => (await store.alerts({ limit: 9, units })).map(({ id }) => id)
    expect(await alertsIn(['31117'])).toEqual(['here'])
    expect(await alertsIn(['31120'])).toEqual([])
    const hours = async () =>
      (await store.hourly({ sources: ['sensor/old'], value: 'v', from: hour, to: NOW })).get('sensor/old')
    const carried = [
      { at: hour, mean: 3, min: 2, max: 4, count: 2 },
      { at: recent, mean: 8, min: 7, max: 9, count: 2 },
    ]
    expect(await hours()).toEqual(carried)
    expect(await store.latestSamples()).toEqual([
      { source: 'sensor/old', at: recent + 59 * MINUTE_MS, receivedAt: recent + 5, values: { v: 9 } },
    ])
    const days = await store.series({ source: 'sensor/old', value: 'v', from: NOW - 21 * DAY_MS, to: NOW, points: 30 })
    expect(days.buckets.map(({ count }) => count)).toEqual([2, 2])
    // What was counted under the old shape is known as counted under the new; a minute that was not is news.
    const again = (at: number, v: number) =>
      store.append({ is: 'samples', samples: [{ source: 'sensor/old', at, receivedAt: NOW, values: { v } }] })
    await again(hour, 2)
    await again(hour + 59 * MINUTE_MS, 4)
    await again(recent, 7)
    expect(await hours()).toEqual(carried)
    await again(hour + 30 * MINUTE_MS, 6)
    expect(await hours()).toEqual([{ at: hour, mean: 4, min: 2, max: 6, count: 3 }, carried[1]])
    await store.stop()
  })

  it('refuse a database that a newer version has changed', async () => {
    const where = await place(engine, 'newer')
    const newer =
      where.databaseUrl === undefined
        ? sqliteEngine(join(where.dataDir, 'ioc.db'))
        : postgresEngine(where.databaseUrl, log)
    await newer.open({ ...migrationsFor(engine), '9999-later': { up: async () => undefined } })
    await newer.close()
    const store = createStore({ ...where, clock, log })
    await expect(store.start()).rejects.toThrow('9999-later')
    await store.stop()
  })
})
