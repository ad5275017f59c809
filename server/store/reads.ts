import { sql } from 'kysely'
import type { Engine } from './engine.ts'
import type { AheadMoment, Sample, Store, StoredEvent } from './store.ts'

/** The newest moment of each source with the values it had then. */
export async function readLatest(engine: Engine): Promise<Sample[]> {
  const rows = await engine.read
    .selectFrom('latest')
    .innerJoin('series', 'series.id', 'latest.series')
    .select(['series.source', 'series.value as name', 'latest.at', 'latest.received_at', 'latest.value'])
    .execute()
  const bySource = new Map<string, { source: string; at: number; receivedAt: number; values: Record<string, number> }>()
  for (const { source, name, at, received_at, value } of rows) {
    const known = bySource.get(source)
    if (known !== undefined && known.at === at) known.values[name] = value
    else if (known === undefined || known.at < at) {
      bySource.set(source, { source, at, receivedAt: received_at, values: { [name]: value } })
    }
  }
  return [...bySource.values()]
}

/** The last state of each event in the time asked for, oldest first. */
export async function readEvents(
  engine: Engine,
  { edition, from, to, open }: Parameters<Store['events']>[0],
): Promise<StoredEvent[]> {
  const rows = await engine.read
    .selectFrom('event')
    .select('body')
    .where('edition', '=', edition)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    // Opened and closed at the same moment: closed is what remains.
    .orderBy('state', 'desc')
    .execute()
  const last = new Map<string, StoredEvent>()
  for (const { body } of rows) {
    const event = JSON.parse(body) as StoredEvent
    const key = `${event.system} ${event.unit} ${event.id}`
    // Taken out first: the map keeps the order of the last states.
    last.delete(key)
    last.set(key, event)
  }
  return [...last.values()].filter(({ state }) => open === undefined || (state === 'open') === open)
}

/** The readings that came last, of series by their sources; reports and events by their systems and units. */
export async function readAheadMoments(engine: Engine, limit: number): Promise<AheadMoment[]> {
  const newest = async (query: ReturnType<typeof sql<AheadMoment>>) => {
    const { rows } = await query.execute(engine.read)
    return rows.map(({ source, deviceAt, at }) => ({ source, deviceAt, at })).reverse()
  }
  const ofSystems = (table: 'statistic_day' | 'event', source: string) =>
    newest(sql<AheadMoment>`
      select ${source} || '/' || system || '/' || unit as source, device_at as "deviceAt", at from ${sql.table(table)}
      where device_at is not null order by received_at desc limit ${limit}`)
  const ofSamples = await newest(sql<AheadMoment>`
    select source, device_at as "deviceAt", at from reading join series on series.id = reading.series
    where device_at is not null order by received_at desc limit ${limit}`)
  return [...ofSamples, ...(await ofSystems('statistic_day', 'statistics')), ...(await ofSystems('event', 'event'))]
}
