import { sql, type Transaction } from 'kysely'
import { bucketStart, DAY_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import {
  RAW_SLOT_MS,
  type Reading,
  type Retention,
  ROLLUPS,
  type RollupRow,
  rollUp,
  slotOf,
  slotsOf,
} from './rollups.ts'
import { readingsOf, type SeriesIds } from './samples.ts'
import type { Entry, HourSpan, Sample } from './store.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables>

const [, HOUR, DAY] = ROLLUPS

/**
 * Keeps one value an hour in place of what the hour had, and adds its day up anew. Days of which hours have been let go are left as they are.
 * @param known numbers of series that are committed
 * @returns series that were not known: to be learnt once this is committed
 */
export async function replaceHours(
  engine: Engine,
  db: Db,
  known: SeriesIds,
  samples: readonly Sample[],
  retention: Retention,
  now: number,
): Promise<Tables['series'][]> {
  const whole = samples.filter(({ at }) => bucketStart(at, DAY_MS) >= now - retention.hour)
  if (whole.length === 0) return []
  const { readings, found } = await readingsOf(engine, db, known, [{ samples: whole }])
  // Minutes and hours hold this one value; what a day holds is more than these hours.
  const rollups = rollUp(readings).filter(({ size }) => size !== DAY.size)
  await putReadings(engine, db, readings)
  await putRollups(engine, db, rollups)
  await addUpDays(engine, db, readings)
  await putLatest(engine, db, readings)
  return found
}

async function putReadings(engine: Engine, db: Db, readings: readonly Reading[]): Promise<void> {
  const bulk = engine.bulk(
    { slot: 'integer', series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real' },
    readings.map(({ series, at, received_at, value }) => [slotOf(at, RAW_SLOT_MS), series, at, received_at, value]),
  )
  await sql`
    insert into reading (slot, series, at, received_at, value)
    select slot, series, at, received_at, value from ${bulk} where true
    on conflict (slot, series, at) do update set received_at = excluded.received_at, value = excluded.value`.execute(db)
}

async function putRollups(engine: Engine, db: Db, rollups: readonly RollupRow[]): Promise<void> {
  const bulk = engine.bulk(
    { size: 'integer', slot: 'integer', series: 'integer', at: 'bigint', value: 'real', minutes: 'bigint' },
    rollups.map(({ size, slot, series, at, sum, minutes }) => [size, slot, series, at, sum, String(minutes)]),
  )
  await sql`
    insert into rollup (size, slot, series, at, count, sum, min, max, minutes)
    select size, slot, series, at, 1, value, value, value, minutes from ${bulk} where true
    on conflict (size, slot, series, at) do update set
      count = 1, sum = excluded.sum, min = excluded.min, max = excluded.max, minutes = excluded.minutes`.execute(db)
}

async function addUpDays(engine: Engine, db: Db, readings: readonly Reading[]): Promise<void> {
  const days = new Map(
    readings.map(({ series, at }) => [
      `${series} ${bucketStart(at, DAY_MS)}`,
      { series, day: bucketStart(at, DAY_MS) },
    ]),
  )
  const bulk = engine.bulk(
    { day_slot: 'integer', series: 'integer', day: 'bigint', slot: 'integer' },
    [...days.values()].flatMap(({ series, day }) =>
      slotsOf(day, day + DAY_MS, HOUR.slotMs).map((slot) => [slotOf(day, DAY.slotMs), series, day, slot]),
    ),
  )
  await sql`
    insert into rollup (size, slot, series, at, count, sum, min, max, minutes)
    select ${sql.lit(DAY.size)}, bulk.day_slot, bulk.series, bulk.day,
      sum(hour.count), sum(hour.sum), min(hour.min), max(hour.max), 0
    from ${bulk} cross join rollup as hour
    where hour.size = ${HOUR.size} and hour.slot = bulk.slot and hour.series = bulk.series
      and hour.at >= bulk.day and hour.at < bulk.day + ${sql.lit(DAY_MS)}
    group by bulk.day_slot, bulk.series, bulk.day
    on conflict (size, slot, series, at) do update set
      count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max`.execute(db)
}

async function putLatest(engine: Engine, db: Db, readings: readonly Reading[]): Promise<void> {
  const newest = new Map<number, Reading>()
  for (const reading of readings) newest.set(reading.series, reading)
  const bulk = engine.bulk(
    { series: 'integer', at: 'bigint', received_at: 'bigint', value: 'real' },
    [...newest.values()].map(({ series, at, received_at, value }) => [series, at, received_at, value]),
  )
  await sql`
    insert into latest (series, at, received_at, value) select series, at, received_at, value from ${bulk} where true
    on conflict (series) do update set at = excluded.at, received_at = excluded.received_at, value = excluded.value
    where latest.at <= excluded.at`.execute(db)
}

/** A span that is due already grows. */
export async function addDue(engine: Engine, db: Db, entries: readonly Extract<Entry, { is: 'due' }>[]): Promise<void> {
  if (entries.length === 0) return
  const spans = new Map<string, HourSpan>()
  for (const { hours } of entries) {
    const before = spans.get(hours.source) ?? hours
    const [first, last] = [Math.min(before.first, hours.first), Math.max(before.last, hours.last)]
    spans.set(hours.source, { source: hours.source, first, last })
  }
  const bulk = engine.bulk(
    { source: 'text', first: 'bigint', last: 'bigint' },
    [...spans.values()].map(({ source, first, last }) => [source, first, last]),
  )
  await sql`
    insert into due_hours (source, first, last) select source, first, last from ${bulk} where true order by source
    on conflict (source) do update set
      first = ${engine.least}(due_hours.first, excluded.first), last = ${engine.greatest}(due_hours.last, excluded.last)`.execute(
    db,
  )
}

/** A span that has grown since it was read stays due. */
export async function removeDue(db: Db, { source, first, last }: HourSpan): Promise<void> {
  await sql`delete from due_hours where source = ${source} and first >= ${first} and last <= ${last}`.execute(db)
}
