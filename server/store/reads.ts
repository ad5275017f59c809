import { sql } from 'kysely'
import type { Engine } from './engine.ts'
import type { SaidStatus, Sample, SettledMoment, Store, StoredEvent } from './store.ts'

/** Kept as a value of its sensor, but derived from others: when it was received says nothing of them. */
const DERIVED = 'index'

/** The newest moment of each source with the values it had then; received when the first of them was, live if any of them is. */
export async function readLatest(engine: Engine): Promise<Sample[]> {
  const rows = await engine.read
    .selectFrom('latest')
    .innerJoin('series', 'series.id', 'latest.series')
    .select([
      'series.source',
      'series.value as name',
      'latest.at',
      'latest.received_at',
      'latest.value',
      'latest.retained',
    ])
    .execute()
  const bySource = new Map<string, Newest>()
  for (const { source, name, at, received_at: receivedAt, value, retained } of rows) {
    const known = bySource.get(source)
    if (known !== undefined && known.at > at) continue
    const one: Newest = { source, at, receivedAt, values: { [name]: value }, ...(retained === 1 && { retained: true }) }
    bySource.set(source, known === undefined || known.at < at ? one : together(known, one))
  }
  return [...bySource.values()]
}

type Newest = Omit<Sample, 'values'> & { readonly values: Readonly<Record<string, number>> }

/** Two values of one moment. */
function together(known: Newest, one: Newest): Newest {
  const values = { ...known.values, ...one.values }
  const isDerived = (newest: Newest) => Object.keys(newest.values).every((name) => name === DERIVED)
  if (isDerived(one)) return { ...known, values }
  if (isDerived(known)) return { ...one, values }
  if (known.retained !== one.retained) return { ...(known.retained ? one : known), values }
  return { ...(known.receivedAt <= one.receivedAt ? known : one), values }
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
export async function readSettledMoments(engine: Engine, limit: number): Promise<SettledMoment[]> {
  const newest = async (query: ReturnType<typeof sql<SettledMoment>>) => {
    const { rows } = await query.execute(engine.read)
    return rows.map(({ source, deviceAt, at }) => ({ source, deviceAt, at })).reverse()
  }
  const ofSystems = (table: 'statistic_day' | 'event', source: string) =>
    newest(sql<SettledMoment>`
      select ${source} || '/' || system || '/' || unit as source, device_at as "deviceAt", at from ${sql.table(table)}
      where device_at is not null order by received_at desc limit ${limit}`)
  const ofSamples = await newest(sql<SettledMoment>`
    select source, device_at as "deviceAt", at from reading join series on series.id = reading.series
    where device_at is not null order by received_at desc limit ${limit}`)
  return [...ofSamples, ...(await ofSystems('statistic_day', 'statistics')), ...(await ofSystems('event', 'event'))]
}

export async function readStatuses(engine: Engine): Promise<Map<string, SaidStatus>> {
  const rows = await engine.read.selectFrom('said_status').selectAll().execute()
  return new Map(
    rows.map(({ source, status, at, overruled }) => [
      source,
      { status: status === 'online' ? 'online' : 'offline', at, overruled: overruled === 1 },
    ]),
  )
}
