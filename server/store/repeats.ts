import { sql, type Transaction } from 'kysely'
import { bucketStart, MINUTE_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import { RAW_SLOT_MS, type Reading, type Retention, ROLLUPS, reaches, slotOf } from './rollups.ts'
import type { Tables } from './tables.ts'

/**
 * Readings older than the raw history have no twin left that would tell a repeat from news. The hours remember which of their minutes
 * were counted: one that was, and whose raw rows have been let go, is closed, and what comes for it now is taken for a repeat. So a
 * device that sends its month again changes nothing, and one that fills a gap of minutes still does. Older than hours are kept, all counts.
 */
export async function withoutRepeats(
  engine: Engine,
  db: Transaction<Tables>,
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
