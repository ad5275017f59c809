import { sql, type Transaction } from 'kysely'
import type { Engine } from './engine.ts'
import { withoutRepeats } from './repeats.ts'
import { byPlace, RAW_SLOT_MS, type Reading, type Retention, type RollupRow, rollUp, slotOf } from './rollups.ts'
import type { Entry, RawMessage } from './store.ts'
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

/** Samples with the message that brought them. */
type SampleEntry = Pick<Extract<Entry, { is: 'samples' }>, 'samples' | 'message'>

/**
 * Keeps samples that are not known yet, and counts each of them once in minute, hour and day.
 * @param known numbers of series that are committed
 * @returns series that were not known: to be learnt once this is committed
 */
export async function addSamples(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  entries: readonly SampleEntry[],
  retention: Retention,
  now: number,
): Promise<Tables['series'][]> {
  if (entries.length === 0) return []
  const { readings, found } = await readingsOf(engine, db, known, entries)
  if (readings.length === 0) return found
  const added = await addReadings(engine, db, readings)
  const counting = await withoutRepeats(engine, db, added, retention, now)
  if (counting.length > 0) await addRollups(engine, db, rollUp(counting))
  await addLatest(engine, db, readings)
  return found
}

/** As rows of the table, in the order of `byPlace`, and the series that were not known. */
export async function readingsOf(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  entries: readonly SampleEntry[],
): Promise<{ readings: Heard[]; found: Tables['series'][] }> {
  const found = await addSeries(engine, db, known, entries)
  const fresh: SeriesIds = new Map()
  learn(fresh, found)
  const readings: Heard[] = []
  for (const { samples, message } of entries) {
    for (const { source, at, deviceAt = null, receivedAt, values, retained = false } of samples) {
      const ids = known.get(source)
      const freshIds = fresh.get(source)
      // Of values that came together the first has the message.
      let brought = message
      for (const name in values) {
        const series = ids?.get(name) ?? freshIds?.get(name)
        if (series === undefined) throw new Error(`no series for ${source} ${name}`)
        const value = values[name] as number
        readings.push({ series, at, received_at: receivedAt, value, device_at: deviceAt, retained, message: brought })
        brought = undefined
      }
    }
  }
  return { readings: readings.sort(byPlace), found }
}

async function addSeries(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  entries: readonly SampleEntry[],
): Promise<Tables['series'][]> {
  const missing = new Map<string, Set<string>>()
  for (const { samples } of entries) {
    for (const { source, values } of samples) {
      const ofSource = known.get(source)
      for (const value in values) {
        if (ofSource?.has(value)) continue
        const names = missing.get(source)
        if (names === undefined) missing.set(source, new Set([value]))
        else names.add(value)
      }
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

/**
 * @param readings in the order of `byPlace`
 * @returns what was not there before, in the same order; the first of two with the same series and time is kept
 */
async function addReadings<R extends Reading>(engine: Engine, db: Db, readings: readonly R[]): Promise<readonly R[]> {
  const bulk = engine.bulk(
    { slot: 'integer', series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real', device_at: 'bigint' },
    readings.map(({ series, at, received_at, value, device_at }) => [
      slotOf(at, RAW_SLOT_MS),
      series,
      at,
      received_at,
      value,
      device_at,
    ]),
  )
  // Only what tells them apart: rows cross from the engine's thread one by one.
  const { rows } = await sql<{ series: number; at: number }>`
    insert into reading (slot, series, at, received_at, value, device_at)
    select slot, series, at, received_at, value, device_at from ${bulk} where true
    on conflict do nothing returning series, at`.execute(db)
  if (rows.length === readings.length) return readings
  const added = rows.sort(byPlace)
  let next = 0
  return readings.filter(({ series, at }) => {
    const isAdded = added[next]?.series === series && added[next]?.at === at
    if (isAdded) next++
    return isAdded
  })
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

/** The newest of each series; a live one takes the mark of a broker's memory away. @param readings in the order of `byPlace` */
async function addLatest(engine: Engine, db: Db, readings: readonly Heard[]): Promise<void> {
  const newest = new Map<number, Heard>()
  for (const reading of readings) {
    const known = newest.get(reading.series)
    if (known === undefined || known.at < reading.at) newest.set(reading.series, reading)
    else if (known.retained && !reading.retained) {
      newest.set(reading.series, { ...known, received_at: reading.received_at, retained: false })
    }
  }
  const bulk = engine.bulk(
    {
      series: 'integer',
      at: 'bigint',
      received_at: 'bigint',
      value: 'real',
      retained: 'integer',
      topic: 'text',
      body: 'text',
    },
    [...newest.values()].map(({ series, at, received_at, value, retained, message }) => [
      series,
      at,
      received_at,
      value,
      retained ? 1 : 0,
      message?.topic ?? null,
      message?.body ?? null,
    ]),
  )
  // Of two messages of one moment the first stands, also as what brought it: a live one that says the same takes its place.
  const stays = sql`latest.at = excluded.at and latest.value <> excluded.value`
  await sql`
    insert into latest (series, at, received_at, value, retained, topic, body)
    select series, at, received_at, value, retained, topic, body from ${bulk} where true
    on conflict (series) do update set at = excluded.at, received_at = excluded.received_at, retained = excluded.retained,
      value = case when latest.at = excluded.at then latest.value else excluded.value end,
      topic = case when ${stays} then latest.topic else excluded.topic end,
      body = case when ${stays} then latest.body else excluded.body end
    where latest.at < excluded.at or (latest.at = excluded.at and latest.retained > excluded.retained)`.execute(db)
}

/** A reading with what the present alone wants to know of it. */
interface Heard extends Reading {
  readonly retained: boolean
  readonly message: RawMessage | undefined
}

/** What sources said last is no longer their present. */
export async function forgetLatest(engine: Engine, db: Db, sources: readonly string[]): Promise<void> {
  const gone = engine.bulk(
    { source: 'text' },
    sources.map((source) => [source]),
  )
  await sql`delete from latest where series in (
    select id from series where source in (select source from ${gone}))`.execute(db)
}
