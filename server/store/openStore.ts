import { join } from 'node:path'
import { Migrator, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Camera } from '../../domain/cameras/camera.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Quarantined } from '../../domain/wire.ts'
import type { Clock } from '../clock.ts'
import { commit } from './commit.ts'
import type { Engine } from './engine.ts'
import { createGroupCommit } from './groupCommit.ts'
import { migrationsFor } from './migrations/index.ts'
import { postgresEngine } from './postgresEngine.ts'
import { createRetentionJob } from './retention.ts'
import { DEFAULT_RETENTION, type Retention, readHourly, readSeries } from './series.ts'
import { sqliteEngine } from './sqliteEngine.ts'
import type { Sample, StatisticReport, Store, StoredEvent } from './store.ts'

/**
 * The history, in the embedded engine under `dataDir`, or in PostgreSQL when `databaseUrl` says where.
 */
export function createStore({
  dataDir,
  databaseUrl,
  clock,
  log,
  retention = DEFAULT_RETENTION,
}: {
  dataDir: string
  databaseUrl?: string | undefined
  clock: Clock
  log: Logger
  retention?: Retention
}): Store & {
  /** One whole round of retention now. */
  forget(): Promise<void>
} {
  const engine = databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)
  const seriesIds = new Map<string, number>()
  const commits = createGroupCommit(
    (entries) => commit(engine, seriesIds, entries),
    () => reachable(engine),
  )
  const retentionJob = createRetentionJob({ engine, retention, clock, log })

  return {
    async start() {
      await engine.open()
      await migrate(engine)
      retentionJob.start()
    },
    async stop() {
      await retentionJob.stop()
      await commits.drained()
      await engine.close()
    },
    healthy: commits.healthy,
    append: commits.append,
    forget: retentionJob.run,

    sensors: (edition) => registered<Sensor>(engine, 'sensor', edition),
    cameras: (edition) => registered<Camera>(engine, 'camera', edition),
    latestSamples: () => latestSamples(engine),
    series: (query) => readSeries(engine, retention, clock.now(), query),
    hourly: (query) => readHourly(engine, query),
    statistics: (query) => statistics(engine, query),
    events: (query) => events(engine, query),

    async saveAlert(alert) {
      const { id, raisedAt, clearedAt } = alert
      const body = JSON.stringify(alert)
      await engine.write
        .insertInto('alert')
        .values({ id, raised_at: raisedAt, cleared_at: clearedAt, body })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ raised_at: raisedAt, cleared_at: clearedAt, body }),
        )
        .execute()
    },
    async alerts({ open, from, limit }) {
      let query = engine.read
        .selectFrom('alert')
        .select('body')
        .orderBy(sql`case when cleared_at is null then 0 else 1 end`)
        .orderBy('raised_at', 'desc')
        .limit(limit)
      if (open !== undefined) query = query.where('cleared_at', open ? 'is' : 'is not', null)
      if (from !== undefined) query = query.where('raised_at', '>=', from)
      return (await query.execute()).map(({ body }) => JSON.parse(body) as Alert)
    },

    async saveQuarantine(rows) {
      if (rows.length === 0) return
      const bulk = engine.bulk(
        { key: 'text', body: 'text' },
        rows.map((row) => [row.key, JSON.stringify(row)]),
      )
      await sql`
        insert into quarantine (key, body) select key, body from ${bulk} where true
        on conflict (key) do update set body = excluded.body`.execute(engine.write)
    },
    async quarantine() {
      const rows = await engine.read.selectFrom('quarantine').select('body').execute()
      return rows.map(({ body }) => JSON.parse(body) as Quarantined)
    },
  }
}

async function migrate(engine: Engine): Promise<void> {
  const migrator = new Migrator({
    db: engine.write,
    provider: { getMigrations: async () => migrationsFor(engine.kind) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function reachable(engine: Engine): Promise<boolean> {
  try {
    await sql`select 1`.execute(engine.write)
    return true
  } catch {
    return false
  }
}

async function registered<T>(engine: Engine, table: 'sensor' | 'camera', edition: Edition): Promise<T[]> {
  const rows = await engine.read.selectFrom(table).select('body').where('edition', '=', edition).orderBy('id').execute()
  return rows.map(({ body }) => JSON.parse(body) as T)
}

/** One index step a series, then the values of the newest moment of each source. */
async function latestSamples(engine: Engine): Promise<Sample[]> {
  const { rows } = await sql<{ source: string; value: string; at: number; received_at: number; number: number }>`
    select s.source, s.value, r.at, r.received_at, r.value as number
    from series s join reading r on r.series = s.id
      and r.at = (select max(newest.at) from reading newest where newest.series = s.id)`.execute(engine.read)
  const bySource = new Map<string, { source: string; at: number; receivedAt: number; values: Record<string, number> }>()
  for (const { source, value, at, received_at, number } of rows) {
    const known = bySource.get(source)
    if (known !== undefined && known.at === at) known.values[value] = number
    else if (known === undefined || known.at < at) {
      bySource.set(source, { source, at, receivedAt: received_at, values: { [value]: number } })
    }
  }
  return [...bySource.values()]
}

async function statistics(engine: Engine, query: Parameters<Store['statistics']>[0]): Promise<StatisticReport[]> {
  const { edition, from, to, system, units } = query
  let select = engine.read
    .selectFrom('statistic as s')
    .selectAll()
    .where('s.edition', '=', edition)
    .where('s.period', '>=', from)
    .where('s.period', '<=', to)
    .where('s.at', '=', (newest) =>
      newest
        .selectFrom('statistic as n')
        .select((of) => of.fn.max('n.at').as('at'))
        .whereRef('n.edition', '=', 's.edition')
        .whereRef('n.system', '=', 's.system')
        .whereRef('n.unit', '=', 's.unit')
        .whereRef('n.period', '=', 's.period'),
    )
    .orderBy('s.period')
  if (system !== undefined) select = select.where('s.system', '=', system)
  if (units !== undefined) {
    const wanted = engine.bulk(
      { unit: 'text' },
      units.map((unit) => [unit]),
    )
    select = select.where(sql<boolean>`s.unit in (select unit from ${wanted})`)
  }
  return (await select.execute()).map((row) => ({
    system: row.system,
    edition,
    unit: row.unit,
    period: row.period,
    at: row.at,
    receivedAt: row.received_at,
    counts: JSON.parse(row.counts) as Record<string, number>,
    simulated: row.simulated === 1,
  }))
}

/** The last state of each event in the time asked for, oldest first. */
async function events(engine: Engine, query: Parameters<Store['events']>[0]): Promise<StoredEvent[]> {
  const rows = await engine.read
    .selectFrom('event')
    .select('body')
    .where('edition', '=', query.edition)
    .where('at', '>=', query.from)
    .where('at', '<', query.to)
    .orderBy('at')
    .execute()
  const last = new Map<string, StoredEvent>()
  for (const { body } of rows) {
    const event = JSON.parse(body) as StoredEvent
    last.set(`${event.system} ${event.unit} ${event.id}`, event)
  }
  return [...last.values()].filter(({ state }) => query.open === undefined || (state === 'open') === query.open)
}
