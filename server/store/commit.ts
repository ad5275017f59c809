import { sql, type Transaction } from 'kysely'
import type { Engine } from './engine.ts'
import { type ReadingRow, rollUp } from './rollups.ts'
import type { Entry } from './store.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables>

/**
 * Writes a batch of entries in one transaction, in a handful of statements whatever its size.
 * @param seriesIds what is known of the series' numbers; only added to once they are committed
 */
export async function commit(engine: Engine, seriesIds: Map<string, number>, entries: readonly Entry[]): Promise<void> {
  const learnt = await engine.write.transaction().execute(async (db) => {
    const fresh = await addSeries(engine, db, seriesIds, entries)
    await addReadings(engine, db, (key) => seriesIds.get(key) ?? fresh.get(key), entries)
    await addStatistics(engine, db, entries)
    await addEvents(engine, db, entries)
    await register(engine, db, 'sensor', entries)
    await register(engine, db, 'camera', entries)
    return fresh
  })
  for (const [key, id] of learnt) seriesIds.set(key, id)
}

export function seriesKey(source: string, value: string): string {
  return `${source} ${value}`
}

async function addSeries(
  engine: Engine,
  db: Db,
  known: ReadonlyMap<string, number>,
  entries: readonly Entry[],
): Promise<Map<string, number>> {
  const missing = new Map<string, [source: string, value: string]>()
  for (const entry of entries) {
    if (entry.is !== 'samples') continue
    for (const { source, values } of entry.samples) {
      for (const value of Object.keys(values)) {
        const key = seriesKey(source, value)
        if (!known.has(key)) missing.set(key, [source, value])
      }
    }
  }
  if (missing.size === 0) return new Map()
  const bulk = engine.bulk({ source: 'text', value: 'text' }, [...missing.values()])
  // Another hub may have added them in the meantime: what is there already is read back like the rest.
  await sql`insert into series (source, value) select source, value from ${bulk} where true on conflict do nothing`.execute(
    db,
  )
  const wanted = engine.bulk({ source: 'text', value: 'text' }, [...missing.values()])
  const { rows } = await sql<{ id: number; source: string; value: string }>`
    select id, source, value from series where (source, value) in (select source, value from ${wanted})`.execute(db)
  return new Map(rows.map(({ id, source, value }) => [seriesKey(source, value), id]))
}

async function addReadings(
  engine: Engine,
  db: Db,
  seriesId: (key: string) => number | undefined,
  entries: readonly Entry[],
): Promise<void> {
  const readings = new Map<string, ReadingRow>()
  for (const entry of entries) {
    if (entry.is !== 'samples') continue
    for (const { source, at, receivedAt, values } of entry.samples) {
      for (const [value, number] of Object.entries(values)) {
        const series = seriesId(seriesKey(source, value))
        if (series === undefined) throw new Error(`no series for ${source} ${value}`)
        // The first of two with the same (source, at) is kept, in the batch as in the table.
        const key = `${series} ${at}`
        if (!readings.has(key)) readings.set(key, [series, at, receivedAt, number])
      }
    }
  }
  if (readings.size === 0) return
  const bulk = engine.bulk({ series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real' }, [
    ...readings.values(),
  ])
  const { rows: added } = await sql<{ series: number; at: number }>`
    insert into reading (series, at, received_at, value)
    select series, at, received_at, value from ${bulk} where true
    on conflict do nothing returning series, at`.execute(db)
  const rollups = rollUp(
    added.flatMap(({ series, at }) => {
      const reading = readings.get(`${series} ${at}`)
      return reading === undefined ? [] : [reading]
    }),
  )
  if (rollups.length === 0) return
  const sums = engine.bulk(
    { series: 'integer', size: 'integer', at: 'bigint', count: 'bigint', sum: 'real', min: 'real', max: 'real' },
    rollups,
  )
  await sql`
    insert into rollup (series, size, at, count, sum, min, max)
    select series, size, at, count, sum, min, max from ${sums} where true
    on conflict (series, size, at) do update set
      count = rollup.count + excluded.count,
      sum = rollup.sum + excluded.sum,
      min = ${engine.least}(rollup.min, excluded.min),
      max = ${engine.greatest}(rollup.max, excluded.max)`.execute(db)
}

async function addStatistics(engine: Engine, db: Db, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap((entry) => {
    if (entry.is !== 'statistic') return []
    const { edition, system, unit, period, at, receivedAt, counts, simulated } = entry.report
    return [[edition, system, unit, period, at, receivedAt, JSON.stringify(counts), simulated ? 1 : 0]]
  })
  if (rows.length === 0) return
  const bulk = engine.bulk(
    {
      edition: 'text',
      system: 'text',
      unit: 'text',
      period: 'text',
      at: 'bigint',
      received_at: 'bigint',
      counts: 'text',
      simulated: 'integer',
    },
    rows,
  )
  await sql`
    insert into statistic (edition, system, unit, period, at, received_at, counts, simulated)
    select edition, system, unit, period, at, received_at, counts, simulated from ${bulk} where true
    on conflict do nothing`.execute(db)
}

async function addEvents(engine: Engine, db: Db, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap((entry) => {
    if (entry.is !== 'event') return []
    const { edition, system, unit, id, at, receivedAt, state } = entry.event
    return [[edition, system, unit, id, at, receivedAt, state, JSON.stringify(entry.event)]]
  })
  if (rows.length === 0) return
  const bulk = engine.bulk(
    {
      edition: 'text',
      system: 'text',
      unit: 'text',
      id: 'text',
      at: 'bigint',
      received_at: 'bigint',
      state: 'text',
      body: 'text',
    },
    rows,
  )
  await sql`
    insert into event (edition, system, unit, id, at, received_at, state, body)
    select edition, system, unit, id, at, received_at, state, body from ${bulk} where true
    on conflict do nothing`.execute(db)
}

/** The registry takes the last announcement of a batch. */
async function register(engine: Engine, db: Db, table: 'sensor' | 'camera', entries: readonly Entry[]): Promise<void> {
  const rows = new Map<string, [edition: string, id: string, body: string]>()
  for (const entry of entries) {
    if (entry.is !== table) continue
    const announced = entry.is === 'sensor' ? entry.sensor : (entry as Extract<Entry, { is: 'camera' }>).camera
    rows.set(`${entry.edition} ${announced.id}`, [entry.edition, announced.id, JSON.stringify(announced)])
  }
  if (rows.size === 0) return
  const bulk = engine.bulk({ edition: 'text', id: 'text', body: 'text' }, [...rows.values()])
  await sql`
    insert into ${sql.table(table)} (edition, id, body) select edition, id, body from ${bulk} where true
    on conflict (edition, id) do update set body = excluded.body`.execute(db)
}
