import { sql } from 'kysely'
import { DAY_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import { RAW_SLOT_MS, type Retention, slotOf, slotsOf } from './rollups.ts'
import type { Store } from './store.ts'

type Query = Parameters<Store['samplesAt']>[0]
type Samples = Awaited<ReturnType<Store['samplesAt']>>

/** Looked back so far at first: nearly all have spoken by then. */
const NEAR_MS = 2 * RAW_SLOT_MS

/** Of each value the newest reading at a moment, as far back as readings are kept as they came. */
export async function readSamplesAt(engine: Engine, retention: Retention, now: number, query: Query): Promise<Samples> {
  const { sources, at } = query
  const found: Map<string, Record<string, { at: number; receivedAt: number; value: number }>> = new Map()
  const series = await engine.read
    .selectFrom('series')
    .selectAll()
    .where('source', 'in', sources.length === 0 ? [''] : [...sources])
    .execute()
  let missing = new Map(series.map((each) => [each.id, each]))
  const oldest = now - retention.raw
  let to = at + 1
  for (let from = Math.max(oldest, at - NEAR_MS); missing.size > 0 && from < to; ) {
    for (const row of await newestIn(engine, [...missing.keys()], from, to)) {
      const of = missing.get(row.series)
      if (of === undefined) continue
      const known = found.get(of.source) ?? {}
      found.set(of.source, known)
      known[of.value] = { at: Number(row.at), receivedAt: Number(row.received_at), value: row.value }
      missing.delete(row.series)
    }
    missing = new Map(missing)
    to = from
    from = Math.max(oldest, from - DAY_MS)
  }
  return found
}

async function newestIn(engine: Engine, series: readonly number[], from: number, to: number) {
  const pairs = slotsOf(from, to, RAW_SLOT_MS).flatMap((slot) => series.map((id) => [slot, id] as const))
  const { rows: newest } = await sql<{ series: number; at: number }>`
    select reading.series, max(reading.at) as at
    from ${engine.bulk({ slot: 'integer', series: 'integer' }, pairs)} cross join reading
    where reading.slot = bulk.slot and reading.series = bulk.series and reading.at >= ${from} and reading.at < ${to}
    group by reading.series`.execute(engine.read)
  const places = newest.map((row) => [slotOf(Number(row.at), RAW_SLOT_MS), row.series, Number(row.at)] as const)
  const { rows } = await sql<{ series: number; at: number; received_at: number; value: number }>`
    select reading.series, reading.at, reading.received_at, reading.value
    from ${engine.bulk({ slot: 'integer', series: 'integer', at: 'bigint' }, places)} cross join reading
    where reading.slot = bulk.slot and reading.series = bulk.series and reading.at = bulk.at`.execute(engine.read)
  return rows
}
