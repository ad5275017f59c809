import { sql } from 'kysely'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import { ROLLUPS, type RollupName } from './rollups.ts'
import type { Bucket, Store } from './store.ts'

/** How long each resolution is kept, ms; days are kept for ever. */
export interface Retention {
  readonly raw: number
  readonly minute: number
  readonly hour: number
}
export const DEFAULT_RETENTION: Retention = { raw: 8 * DAY_MS, minute: 35 * DAY_MS, hour: 3 * 366 * DAY_MS }

/** Bucket widths that read well on an axis. */
const WIDTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY_MS),
]

type Query = Parameters<Store['series']>[0]
type Series = Awaited<ReturnType<Store['series']>>

export async function readSeries(engine: Engine, retention: Retention, now: number, query: Query): Promise<Series> {
  const row = await engine.read
    .selectFrom('series')
    .select('id')
    .where('source', '=', query.source)
    .where('value', '=', query.value)
    .executeTakeFirst()
  if (row === undefined) return { resolution: 'raw', bucketMs: 0, buckets: [] }
  if (query.from >= now - retention.raw) {
    const raw = await readRaw(engine, row.id, query)
    if (raw !== undefined) return raw
  }
  return readRollup(engine, row.id, retention, now, query)
}

/** The readings themselves, when they are few enough. */
async function readRaw(engine: Engine, series: number, { from, to, points }: Query): Promise<Series | undefined> {
  const rows = await engine.read
    .selectFrom('reading')
    .select(['at', 'value'])
    .where('series', '=', series)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .limit(points + 1)
    .execute()
  if (rows.length > points) return undefined
  return {
    resolution: 'raw',
    bucketMs: 0,
    buckets: rows.map(({ at, value }) => ({ at, mean: value, min: value, max: value, count: 1 })),
  }
}

async function readRollup(
  engine: Engine,
  series: number,
  retention: Retention,
  now: number,
  { from, to, points }: Query,
): Promise<Series> {
  // Partial buckets at both ends cost one more than the range holds.
  const wanted = WIDTHS_MS.find((ms) => Math.ceil((to - from) / ms) + 1 <= points) ?? Math.ceil((to - from) / points)
  const base = baseFor(from, wanted, retention, now)
  const bucketMs = Math.max(wanted, base.ms)
  const rows = await engine.read
    .selectFrom('rollup')
    .select(['at', 'count', 'sum', 'min', 'max'])
    .where('series', '=', series)
    .where('size', '=', base.size)
    .where('at', '>=', bucketStart(from, base.ms))
    .where('at', '<', to)
    .orderBy('at')
    .execute()
  const buckets: (Bucket & { sum: number })[] = []
  for (const { at, count, sum, min, max } of rows) {
    const start = bucketStart(at, bucketMs)
    const last = buckets.at(-1)
    if (last?.at !== start) {
      buckets.push({ at: start, mean: sum / count, min, max, count, sum })
      continue
    }
    const total = { sum: last.sum + sum, count: last.count + count }
    buckets[buckets.length - 1] = {
      at: start,
      mean: total.sum / total.count,
      min: Math.min(last.min, min),
      max: Math.max(last.max, max),
      ...total,
    }
  }
  return { resolution: base.name, bucketMs, buckets: buckets.map(({ sum: _, ...bucket }) => bucket) }
}

/** The coarsest rollup that still divides the wanted width and reaches back to `from`. */
function baseFor(from: number, wanted: number, retention: Retention, now: number): (typeof ROLLUPS)[number] {
  const reaches = (name: RollupName) => name === 'day' || from >= now - retention[name]
  const fitting = ROLLUPS.filter(({ ms, name }) => reaches(name) && wanted % ms === 0)
  return fitting.at(-1) ?? ROLLUPS.find(({ name }) => reaches(name)) ?? ROLLUPS[2]
}

type HourlyQuery = Parameters<Store['hourly']>[0]

export async function readHourly(
  engine: Engine,
  { sources, value, from, to }: HourlyQuery,
): Promise<Map<string, Bucket[]>> {
  const result = new Map<string, Bucket[]>(sources.map((source) => [source, []]))
  if (sources.length === 0) return result
  const wanted = engine.bulk(
    { source: 'text' },
    sources.map((source) => [source]),
  )
  const { rows } = await sql<{ source: string; at: number; count: number; sum: number; min: number; max: number }>`
    select s.source, r.at, r.count, r.sum, r.min, r.max
    from series s join rollup r on r.series = s.id
    where s.value = ${value} and s.source in (select source from ${wanted})
      and r.size = 2 and r.at >= ${from} and r.at < ${to}
    order by s.source, r.at`.execute(engine.read)
  for (const { source, at, count, sum, min, max } of rows) {
    result.get(source)?.push({ at, mean: sum / count, min, max, count })
  }
  return result
}
