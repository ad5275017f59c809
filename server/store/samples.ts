import { sql, type Transaction } from 'kysely'
import { bucketStart, MINUTE_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import {
  byPlace,
  RAW_SLOT_MS,
  type Reading,
  type Retention,
  ROLLUPS,
  type RollupRow,
  reaches,
  rollUp,
  slotOf,
} from './rollups.ts'
import type { Sample } from './store.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables>

/** Numbers of series by source, then by value. */
export type SeriesIds = Map<string, Map<string, number>>

export function learn(ids: SeriesIds, rows: Iterable<{ id: number; source: string; value: string }>): void {
  for (const { id, source, value } of rows) {
    const ofSource = ids.get(source)
    if (ofSource === undefined) ids.set(source, new Map([[value, id]]))
    else ofSource.set(value, id)
  }
}

/**
 * Keeps samples that are not known yet, and counts each of them once in minute, hour and day.
 * @param known numbers of series that are committed
 * @returns series that were not known: to be learnt once this is committed
 */
export async function addSamples(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  samples: readonly Sample[],
  retention: Retention,
  now: number,
): Promise<Tables['series'][]> {
  if (samples.length === 0) return []
  const found = await addSeries(engine, db, known, samples)
  const fresh: SeriesIds = new Map()
  learn(fresh, found)
  const readings: Reading[] = []
  for (const { source, at, receivedAt, values } of samples) {
    for (const [value, number] of Object.entries(values)) {
      const series = known.get(source)?.get(value) ?? fresh.get(source)?.get(value)
      if (series === undefined) throw new Error(`no series for ${source} ${value}`)
      readings.push({ series, at, received_at: receivedAt, value: number })
    }
  }
  const added = await addReadings(engine, db, readings.sort(byPlace))
  const counting = await withoutRepeats(engine, db, added, retention, now)
  if (counting.length > 0) {
    await addRollups(engine, db, rollUp(counting))
    await addLatest(engine, db, counting)
  }
  return found
}

async function addSeries(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  samples: readonly Sample[],
): Promise<Tables['series'][]> {
  const missing = new Map<string, Set<string>>()
  for (const { source, values } of samples) {
    const ofSource = known.get(source)
    for (const value of Object.keys(values)) {
      if (ofSource?.has(value)) continue
      const names = missing.get(source)
      if (names === undefined) missing.set(source, new Set([value]))
      else names.add(value)
    }
  }
  if (missing.size === 0) return []
  const pairs = [...missing].flatMap(([source, names]) => [...names].map((value) => [source, value]))
  const bulk = engine.bulk({ source: 'text', value: 'text' }, pairs)
  // Another hub may have added them in the meantime: what is there already is read back like the rest. In order: see `byPlace`.
  await sql`insert into series (source, value) select source, value from ${bulk} where true order by source, value
    on conflict do nothing`.execute(db)
  const { rows } = await sql<Tables['series']>`
    select id, source, value from series where (source, value) in (select source, value from ${bulk})`.execute(db)
  return rows
}

/** @returns what was not there before; the first of two with the same series and time is kept */
async function addReadings(engine: Engine, db: Db, readings: readonly Reading[]): Promise<Reading[]> {
  const bulk = engine.bulk(
    { slot: 'integer', series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real' },
    readings.map(({ series, at, received_at, value }) => [slotOf(at, RAW_SLOT_MS), series, at, received_at, value]),
  )
  const { rows } = await sql<Reading>`
    insert into reading (slot, series, at, received_at, value)
    select slot, series, at, received_at, value from ${bulk} where true
    on conflict do nothing returning series, at, received_at, value`.execute(db)
  return [...rows].sort(byPlace)
}

async function addRollups(engine: Engine, db: Db, rollups: readonly RollupRow[]): Promise<void> {
  const bulk = engine.bulk(
    {
      size: 'integer',
      slot: 'integer',
      series: 'integer',
      at: 'bigint',
      count: 'integer',
      sum: 'real',
      min: 'real',
      max: 'real',
      minutes: 'bigint',
    },
    rollups.map((row) => [
      row.size,
      row.slot,
      row.series,
      row.at,
      row.count,
      row.sum,
      row.min,
      row.max,
      // As text: JSON numbers end at 53 bits.
      String(row.minutes),
    ]),
  )
  await sql`
    insert into rollup (size, slot, series, at, count, sum, min, max, minutes)
    select size, slot, series, at, count, sum, min, max, minutes from ${bulk} where true
    on conflict (size, slot, series, at) do update set
      count = rollup.count + excluded.count,
      sum = rollup.sum + excluded.sum,
      min = ${engine.least}(rollup.min, excluded.min),
      max = ${engine.greatest}(rollup.max, excluded.max),
      minutes = rollup.minutes | excluded.minutes`.execute(db)
}

async function addLatest(engine: Engine, db: Db, readings: readonly Reading[]): Promise<void> {
  const newest = new Map<number, Reading>()
  for (const reading of readings) newest.set(reading.series, reading)
  const bulk = engine.bulk(
    { series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real' },
    [...newest.values()].map(({ series, at, received_at, value }) => [series, at, received_at, value]),
  )
  await sql`
    insert into latest (series, at, received_at, value) select series, at, received_at, value from ${bulk} where true
    on conflict (series) do update set at = excluded.at, received_at = excluded.received_at, value = excluded.value
    where latest.at < excluded.at`.execute(db)
}

/**
 * Readings older than the raw history have no twin left that would tell a repeat from news. The hours remember which of their minutes
 * were counted: one that was, and whose raw rows have been let go, is closed, and what comes for it now is taken for a repeat. So a
 * device that sends its month again changes nothing, and one that fills a gap of minutes still does. Older than hours are kept, all counts.
 */
async function withoutRepeats(
  engine: Engine,
  db: Db,
  added: readonly Reading[],
  retention: Retention,
  now: number,
): Promise<readonly Reading[]> {
  const hours = ROLLUPS[1]
  const minutes = new Map<string, { series: number; at: number; added: number }>()
  const keys = added.map(({ series, at }) => {
    if (at >= now - retention.raw || !reaches('hour', bucketStart(at, hours.ms), retention, now)) return ''
    const minute = bucketStart(at, MINUTE_MS)
    const key = `${series} ${minute}`
    const known = minutes.get(key)
    if (known === undefined) minutes.set(key, { series, at: minute, added: 1 })
    else known.added++
    return key
  })
  if (minutes.size === 0) return added

  const asked = engine.bulk(
    { slot: 'integer', series: 'integer', hour: 'bigint', at: 'bigint', minute: 'integer' },
    [...minutes.values()].map(({ series, at }) => {
      const hour = bucketStart(at, hours.ms)
      return [slotOf(hour, hours.slotMs), series, hour, at, (at - hour) / MINUTE_MS]
    }),
  )
  const { rows: counted } = await sql<{ series: number; at: number }>`
    select bulk.series, bulk.at from ${asked} cross join rollup
    where rollup.size = ${hours.size} and rollup.slot = bulk.slot and rollup.series = bulk.series
      and rollup.at = bulk.hour and ((rollup.minutes >> bulk.minute) & 1) = 1`.execute(db)
  if (counted.length === 0) return added

  const inRaw = engine.bulk(
    { slot: 'integer', series: 'integer', at: 'bigint' },
    counted.map(({ series, at }) => [slotOf(at, RAW_SLOT_MS), series, at]),
  )
  const { rows: there } = await sql<{ series: number; at: number; count: number }>`
    select bulk.series, bulk.at, count(*) as count from ${inRaw} cross join reading
    where reading.slot = bulk.slot and reading.series = bulk.series
      and reading.at >= bulk.at and reading.at < bulk.at + ${sql.lit(MINUTE_MS)}
    group by bulk.series, bulk.at`.execute(db)
  const closed = new Set(
    there
      .map(({ series, at, count }) => ({ key: `${series} ${at}`, count }))
      .filter(({ key, count }) => count === minutes.get(key)?.added)
      .map(({ key }) => key),
  )
  const isRepeat = (_: Reading, i: number) => closed.has(keys[i] ?? '')
  const repeats = added.filter(isRepeat)
  if (repeats.length === 0) return added
  const gone = engine.bulk(
    { slot: 'integer', series: 'integer', at: 'bigint' },
    repeats.map(({ series, at }) => [slotOf(at, RAW_SLOT_MS), series, at]),
  )
  await sql`delete from reading where (slot, series, at) in (select slot, series, at from ${gone})`.execute(db)
  return added.filter((reading, i) => !isRepeat(reading, i))
}
