import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, expect, it } from 'vitest'
import { picturesSet } from '../../../domain/devices/deviceSetting.ts'
import { systemClock } from '../../../server/clock.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { migrationsFor } from '../../../server/store/migrations/index.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())
const ENGINES: readonly Engine['kind'][] = postgres === undefined ? ['sqlite'] : ['sqlite', 'postgres']

it.each(ENGINES)(
  'leave for clear pictures that was given before is for where the camera stands, on %s',
  async (kind) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-clear-'))
    const databaseUrl = kind === 'postgres' ? await postgres?.database('clear') : undefined
    const migrations = Object.entries(migrationsFor(kind))
    const old = databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)
    await old.open(Object.fromEntries(migrations.filter(([name]) => name < '0033')))
    const camera = JSON.stringify({ id: 'C1', name: 'C', commune: '31117', office: 'kho' })
    await sql`insert into camera (edition, id, body) values ('2021', 'C1', ${camera})`.execute(old.write)
    for (const [id, pictures] of [
      ['C1', 'clear'],
      ['C2', 'clear'],
      ['C3', 'blurred'],
    ]) {
      const device = `camera/${id}`
      const body = JSON.stringify({ device, pictures, at: 1, by: 'A' })
      await sql`insert into device_setting (device, body) values (${device}, ${body})`.execute(old.write)
    }
    await old.close()
    const store = createStore({ dataDir, databaseUrl, clock: systemClock, log })
    await store.start()
    const [first = {}, second = {}, third = {}] = await store.deviceSettings()
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
    const at = (commune: string, office: string | null) => ({ commune, office })
    expect(first).toMatchObject({ pictures: 'clear', clearAt: { unit: '2021:31117', office: 'kho' } })
    expect(picturesSet(first, at('31117', 'kho'), '2021')).toBe('clear')
    expect(picturesSet(first, at('31120', 'kho'), '2021')).toBeUndefined()
    expect(picturesSet(first, at('31117', null), '2021')).toBeUndefined()
    // Of a camera that never announced itself nobody knows for where that was.
    expect(picturesSet(second, at('31117', 'kho'), '2021')).toBeUndefined()
    expect(picturesSet(third, at('31117', 'kho'), '2021')).toBe('blurred')
  },
)
