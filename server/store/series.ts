import { type RawBuilder, sql } from 'kysely'
import type { Bucket } from '../../domain/queries/series.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import { RAW_SLOT_MS, type Retention, ROLLUPS, type Rollup, reaches, slotsOf } from './rollups.ts'
import type { HourColumns, Store } from './store.ts'

/** Bucket widths that read well on an axis; each divides the next level of rollups or is made of it. */
const WIDTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY_MS),
]

type Query = Parameters<Store['series']>[0]
type Series = Awaited<ReturnType<Store['series']>>

/** A bucket as the engine adds it up. */
interface Sums {
  readonly at: number
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
}

const asBucket = ({ at, count, sum, min, max }: Sums): Bucket => ({ at, mean: sum / count, min, max, count })

export async function readSeries(engine: Engine, retention: Retention, now: number, query: Query): Promise<Series> {
  // Nothing is kept that lies further ahead; a range without end must not become a list of slots without end.
  const range = { ...query, from: Math.max(0, query.from), to: Math.min(query.to, now + DAY_MS) }
  const row = await engine.read
    .selectFrom('series')
    .select('id')
    .where('source', '=', query.source)
    .where('value', '=', query.value)
    .executeTakeFirst()
  if (row === undefined || range.from >= range.to) return { resolution: 'raw', bucketMs: 0, buckets: [] }
  if (range.from >= now - retention.raw) {
    const raw = await readRaw(engine, row.id, range)
    if (raw !== undefined) return raw
  }
  return readRollup(engine, row.id, shapeOf(range, retention, now), range)
}

/** The readings themselves, when they are few enough. */
async function readRaw(engine: Engine, series: number, { from, to, points }: Query): Promise<Series | undefined> {
  const { rows } = await sql<{ at: number; value: number }>`
    select reading.at, reading.value from ${slotList(engine, slotsOf(from, to, RAW_SLOT_MS))} cross join reading
    where reading.slot = bulk.slot and reading.series = ${series} and reading.at >= ${from} and reading.at < ${to}
    order by reading.at limit ${points + 1}`.execute(engine.read)
  if (rows.length > points) return undefined
  return {
    resolution: 'raw',
    bucketMs: 0,
    buckets: rows.map(({ at, value }) => ({ at, mean: value, min: value, max: value, count: 1 })),
  }
}

/** Which rollups answer, added up to buckets of which width, the first beginning when. */
interface Shape {
  readonly rollup: Rollup
  readonly bucketMs: number
  readonly first: number
}

/** The finest width that gives at most `points` buckets, and the coarsest rollup that makes it up and still reaches back to `from`. */
export function shapeOf(
  { from, to, points }: Pick<Query, 'from' | 'to' | 'points'>,
  retention: Retention,
  now: number,
): Shape {
  const reaching = ROLLUPS.filter(({ name }) => reaches(name, from, retention, now))
  const finest = reaching[0] ?? ROLLUPS[2]
  const buckets = (ms: number) => (bucketStart(to - 1, ms) - bucketStart(from, ms)) / ms + 1
  const width = WIDTHS_MS.find((ms) => ms >= finest.ms && buckets(ms) <= points)
  // For very few points the grid can be far too wide: it must not fall on a line of it.
  if (width !== undefined && (width === finest.ms || width * points <= 3 * (to - from))) {
    const rollup = reaching.findLast(({ ms }) => width % ms === 0) ?? finest
    return { rollup, bucketMs: width, first: bucketStart(from, width) }
  }
  // Very few points, or decades: as many buckets as asked for, from the first rollup on.
  const rollup = reaching.findLast(({ ms }) => ms * points <= to - from) ?? finest
  const first = bucketStart(from, rollup.ms)
  return { rollup, bucketMs: Math.ceil((to - first) / points / rollup.ms) * rollup.ms, first }
}

async function readRollup(
  engine: Engine,
  series: number,
  { rollup, bucketMs, first }: Shape,
  { from, to }: Query,
): Promise<Series> {
  const start = bucketStart(from, rollup.ms)
  const { rows } = await sql<Sums>`
    select (rollup.at - ${sql.lit(first)}) / ${sql.lit(bucketMs)} as at,
      sum(rollup.count) as count, sum(rollup.sum) as sum, min(rollup.min) as min, max(rollup.max) as max
    from ${slotList(engine, slotsOf(start, to, rollup.slotMs))} cross join rollup
    where rollup.size = ${rollup.size} and rollup.slot = bulk.slot and rollup.series = ${series}
      and rollup.at >= ${start} and rollup.at < ${to}
    group by 1 order by 1`.execute(engine.read)
  const buckets = rows.map(({ at, ...sums }) => asBucket({ ...sums, at: first + at * bucketMs }))
  return { resolution: rollup.name, bucketMs, buckets }
}

function slotList(engine: Engine, slots: readonly number[]) {
  return engine.bulk(
    { slot: 'integer' },
    slots.map((slot) => [slot]),
  )
}

type HourlyQuery = Parameters<Store['hourly']>[0]

export async function readHourly(
  engine: Engine,
  retention: Retention,
  now: number,
  { sources, value, from, to }: HourlyQuery,
): Promise<Map<string, Bucket[]>> {
  const result = new Map<string, Bucket[]>(sources.map((source) => [source, []]))
  if (sources.length === 0) return result
  const found = await seriesOf(engine, sources, value)
  const { rows } = await sql<Sums & { series: number }>`
    select rollup.series, rollup.at, rollup.count, rollup.sum, rollup.min, rollup.max
    from ${hoursOf(engine, retention, now, found, { from, to })}
    order by rollup.at`.execute(engine.read)
  for (const row of rows) result.get(found.get(row.series) ?? '')?.push(asBucket(row))
  return result
}

/** A row a source: see `readStatisticDays`. */
export async function readHourColumns(
  engine: Engine,
  retention: Retention,
  now: number,
  { sources, value, of, from, to, only }: Parameters<Store['hourColumns']>[0],
): Promise<Map<string, HourColumns>> {
  if (sources.length === 0) return new Map()
  const found = await seriesOf(engine, sources, value)
  const hour = of === 'max' ? sql`rollup.max` : sql`rollup.sum / rollup.count`
  const column = (cell: RawBuilder<unknown>) => sql`${engine.joined}(cast(${cell} as text), ',' order by rollup.at)`
  const among =
    only &&
    engine.bulk(
      { at: 'bigint' },
      [...only].map((at) => [at]),
    )
  const { rows } = await sql<{ series: number; at: string; hours: string }>`
    select rollup.series, ${column(sql`rollup.at`)} as at, ${column(hour)} as hours
    from ${hoursOf(engine, retention, now, found, { from, to })}
      ${among === undefined ? sql`` : sql`and rollup.at in (select at from ${among})`}
    group by rollup.series`.execute(engine.read)
  const numbers = (text: string) => JSON.parse(`[${text}]`) as number[]
  return new Map(
    rows.map(({ series, at, hours }) => [found.get(series) ?? '', { at: numbers(at), values: numbers(hours) }]),
  )
}

/** Hour rollups of some series in `[from, to)`. */
function hoursOf(
  engine: Engine,
  retention: Retention,
  now: number,
  series: ReadonlyMap<number, string>,
  { from, to }: { readonly from: number; readonly to: number },
) {
  const { size, slotMs } = ROLLUPS[1]
  const slots = slotsOf(Math.max(0, from, now - retention.hour), Math.min(to, now + DAY_MS), slotMs)
  return sql`${slotList(engine, slots)} cross join rollup
    where rollup.size = ${size} and rollup.slot = bulk.slot and rollup.series in (select id from ${idList(engine, series)})
      and rollup.at >= ${from} and rollup.at < ${to}`
}

/** Days are kept for ever, so the first of them is where a series began. */
export async function readFirstDays(
  engine: Engine,
  { sources, value }: Parameters<Store['firstDays']>[0],
): Promise<Map<string, number>> {
  if (sources.length === 0) return new Map()
  const found = await seriesOf(engine, sources, value)
  const { rows } = await sql<{ series: number; at: number }>`
    select series, min(at) as at from rollup
    where size = ${ROLLUPS[2].size} and series in (select id from ${idList(engine, found)}) group by series`.execute(
    engine.read,
  )
  return new Map(rows.map(({ series, at }) => [found.get(series) ?? '', at]))
}

/** Sources that have had a value, by number of the series. */
async function seriesOf(engine: Engine, sources: readonly string[], value: string): Promise<Map<number, string>> {
  const wanted = engine.bulk(
    { source: 'text' },
    sources.map((source) => [source]),
  )
  const { rows } = await sql<{ id: number; source: string }>`
    select id, source from series where value = ${value} and source in (select source from ${wanted})`.execute(
    engine.read,
  )
  return new Map(rows.map(({ id, source }) => [id, source]))
}

function idList(engine: Engine, series: ReadonlyMap<number, string>) {
  return engine.bulk(
    { id: 'integer' },
    [...series.keys()].map((id) => [id]),
  )
}
