import { sql, type Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import { addDue, removeDue, replaceHours } from './derived.ts'
import type { Engine } from './engine.ts'
import { forgetUnused, type MessageNumbers, type NumberedMessage, numbered, writeMessages } from './messages.ts'
import type { Retention } from './rollups.ts'
import { addSamples, forgetLatest, learn, type SeriesIds } from './samples.ts'
import { keepNewest } from './statisticDays.ts'
import type { Entry, StoredEvent } from './store.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables>
type Kind<I extends Entry['is']> = Extract<Entry, { is: I }>

/**
 * Writes a batch of entries in one transaction, in a handful of statements whatever its size.
 * @param seriesIds what is known of the series' numbers; only added to once they are committed
 */
export async function commit(
  {
    engine,
    seriesIds,
    retention,
    clock,
    numbers,
  }: { engine: Engine; seriesIds: SeriesIds; retention: Retention; clock: Clock; numbers: MessageNumbers },
  entries: readonly Entry[],
): Promise<void> {
  // Before the transaction: nobody waits for the writer while messages are being packed.
  const messages = await numbered(entries, numbers)
  const learnt = await engine.write.transaction().execute(async (db) => {
    const found: Tables['series'][] = []
    for (const part of parts(entries)) found.push(...(await write(db, part)))
    return found
  })
  learn(seriesIds, learnt)

  async function write(db: Db, part: readonly Entry[]): Promise<Tables['series'][]> {
    const of = <I extends Entry['is']>(is: I) => part.filter((entry): entry is Kind<I> => entry.is === is)
    const forgotten = of('forgotten').map(({ source }) => source)
    if (forgotten.length > 0) await forgetLatest(engine, db, forgotten)
    const found = await addSamples(engine, db, seriesIds, of('samples'), retention, clock.now())
    await keepNewest(
      engine,
      db,
      of('statistics').map((entry) => ({ reports: entry.reports, message: messages.get(entry) })),
    )
    await addEvents(
      engine,
      db,
      of('event').map((entry) => ({ event: entry.event, message: messages.get(entry) })),
    )
    await hold(engine, db, of('held'))
    await letGo(engine, db, of('released'))
    for (const entry of of('derived')) {
      found.push(...(await replaceHours(engine, db, seriesIds, entry.samples, retention, clock.now())))
      if (entry.done !== undefined) await removeDue(db, entry.done)
    }
    // Behind what is done: what became due in the meantime stays so.
    await addDue(engine, db, of('due'))
    await setStatuses(engine, db, of('status'))
    await setLags(engine, db, of('lag'))
    await endLives(db, of('retired'), of('revived'))
    await register(
      engine,
      db,
      'sensor',
      of('sensor').map(({ sensor, edition }) => ({ edition, id: sensor.id, body: sensor })),
    )
    await register(
      engine,
      db,
      'camera',
      of('camera').map(({ camera, edition }) => ({ edition, id: camera.id, body: camera })),
    )
    return found
  }
}

/** What begins a source anew stands between what came before it and what comes after; each begins a part. */
function parts(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const found: Entry[][] = [[]]
  for (const entry of entries) {
    if (entry.is === 'forgotten' || entry.is === 'retired' || entry.is === 'revived') found.push([])
    found.at(-1)?.push(entry)
  }
  return found.filter((part) => part.length > 0)
}

async function addEvents(
  engine: Engine,
  db: Db,
  entries: readonly { readonly event: StoredEvent; readonly message: NumberedMessage | undefined }[],
): Promise<void> {
  if (entries.length === 0) return
  const messages = entries.flatMap(({ message }) => message ?? [])
  await writeMessages(engine, db, messages)
  const columns = {
    edition: 'text',
    system: 'text',
    unit: 'text',
    id: 'text',
    at: 'bigint',
    received_at: 'bigint',
    state: 'text',
    body: 'text',
    device_at: 'bigint',
    message: 'bigint',
  } as const
  const rows = entries.map(({ event, message }) => {
    const { edition, system, unit, id, at, deviceAt = null, receivedAt, state } = event
    return [edition, system, unit, id, at, receivedAt, state, JSON.stringify(event), deviceAt, message?.id ?? null]
  })
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
  // In the order of the key, as the first columns have it: see `byPlace`.
  await sql`
    insert into event (${names}) select ${names} from ${engine.bulk(columns, rows)} where true
    order by 1, 2, 3, 4, 5 on conflict do nothing`.execute(db)
  await forgetUnused(
    engine,
    db,
    'event',
    messages.map(({ id }) => id),
  )
}

async function hold(engine: Engine, db: Db, entries: readonly Kind<'held'>[]): Promise<void> {
  if (entries.length === 0) return
  const bulk = engine.bulk(
    { key: 'text', body: 'text' },
    entries.map(({ message }) => [message.key, message.body]),
  )
  await sql`insert into held (key, body) select key, body from ${bulk} where true order by key
    on conflict do nothing`.execute(db)
}

async function letGo(engine: Engine, db: Db, entries: readonly Kind<'released'>[]): Promise<void> {
  const keys = entries.flatMap((entry) => entry.keys.map((key) => [key]))
  if (keys.length === 0) return
  await sql`delete from held where key in (select key from ${engine.bulk({ key: 'text' }, keys)})`.execute(db)
}

async function setStatuses(engine: Engine, db: Db, entries: readonly Kind<'status'>[]): Promise<void> {
  if (entries.length === 0) return
  const last = new Map(entries.map(({ source, said }) => [source, said]))
  const bulk = engine.bulk(
    { source: 'text', status: 'text', at: 'bigint', overruled: 'integer' },
    [...last].map(([source, { status, at, overruled }]) => [source, status, at, overruled ? 1 : 0]),
  )
  await sql`
    insert into said_status (source, status, at, overruled) select source, status, at, overruled from ${bulk} where true
    order by source on conflict (source) do update set status = excluded.status, at = excluded.at,
      overruled = excluded.overruled`.execute(db)
}

async function setLags(engine: Engine, db: Db, entries: readonly Kind<'lag'>[]): Promise<void> {
  if (entries.length === 0) return
  const last = new Map(entries.map(({ source, lagMs }) => [source, lagMs]))
  const bulk = engine.bulk({ source: 'text', lag_ms: 'bigint' }, [...last])
  await sql`insert into source_lag (source, lag_ms) select source, lag_ms from ${bulk} where true
    order by source on conflict (source) do update set lag_ms = excluded.lag_ms`.execute(db)
}

/** At most one of all of them: see `parts`. */
async function endLives(
  db: Db,
  retired: readonly Kind<'retired'>[],
  revived: readonly Kind<'revived'>[],
): Promise<void> {
  for (const { source } of revived) await sql`delete from retired where source = ${source}`.execute(db)
  for (const { retirement } of retired) {
    const { source, at, by } = retirement
    const values = { at, retired_by: by }
    await db
      .insertInto('retired')
      .values({ source, ...values })
      .onConflict((conflict) => conflict.column('source').doUpdateSet(values))
      .execute()
  }
}

/** The registry takes the last announcement of a batch. */
async function register(
  engine: Engine,
  db: Db,
  table: 'sensor' | 'camera',
  announced: readonly { edition: string; id: string; body: object }[],
): Promise<void> {
  if (announced.length === 0) return
  const rows = new Map(
    announced.map(({ edition, id, body }) => [`${edition} ${id}`, [edition, id, JSON.stringify(body)]]),
  )
  const bulk = engine.bulk({ edition: 'text', id: 'text', body: 'text' }, [...rows.values()])
  await sql`
    insert into ${sql.table(table)} (edition, id, body) select edition, id, body from ${bulk} where true
    order by 1, 2 on conflict (edition, id) do update set body = excluded.body`.execute(db)
}
