import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { Edition } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Engine } from './engine.ts'
import type { Entry, RawMessage, SourceMessage, Store, StoredEvent, StoredMessage } from './store.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables>

/** Longer bodies are packed: arrays of days that differ in a few digits, which shrink to a tenth. Characters. */
const PACKED_FROM = 2_048
/** A number tells the time, so that messages lie in the order in which they came; what begins two hubs at once tells them apart. */
const SINCE = Date.UTC(2026, 0, 1)
const HUBS = 8_192

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Gives each message a number that no other has, also over a restart and beside other hubs on the same database. */
export interface MessageNumbers {
  next(): number
  /** What an earlier life of the hub gave. */
  continueAfter(number: number): void
}

export function createMessageNumbers({ clock }: { clock: Clock }): MessageNumbers {
  const hub = Math.floor(Math.random() * HUBS)
  let last = 0
  return {
    next() {
      last = Math.max(last + 1, clock.now() - SINCE)
      return last * HUBS + hub
    },
    continueAfter(number) {
      last = Math.max(last, Math.floor(number / HUBS))
    },
  }
}

/** A message that is to be written. */
export interface NumberedMessage extends RawMessage {
  readonly id: number
  /** The map of units under which it was received. */
  readonly edition: Edition
  /** Undefined: the body is short, and kept as text. */
  readonly packed: Buffer | undefined
}

/** The messages of reports and events of a batch, by entry. */
export async function numbered(
  entries: readonly Entry[],
  numbers: MessageNumbers,
): Promise<ReadonlyMap<Entry, NumberedMessage>> {
  const found = new Map<Entry, NumberedMessage>()
  for (const entry of entries) {
    if ((entry.is !== 'statistics' && entry.is !== 'event') || entry.message === undefined) continue
    const { message } = entry
    const edition = entry.is === 'event' ? entry.event.edition : entry.reports[0]?.edition
    if (edition === undefined) continue
    const packed = message.body.length > PACKED_FROM ? await deflate(message.body) : undefined
    found.set(entry, { ...message, id: numbers.next(), edition, packed })
  }
  return found
}

export async function writeMessages(engine: Engine, db: Db, messages: readonly NumberedMessage[]): Promise<void> {
  const short = messages.filter(({ packed }) => packed === undefined)
  if (short.length > 0) {
    const bulk = engine.bulk(
      { id: 'bigint', received_at: 'bigint', topic: 'text', body: 'text', edition: 'text' },
      short.map(({ id, receivedAt, topic, body, edition }) => [id, receivedAt, topic, body, edition]),
    )
    await sql`insert into message (id, received_at, topic, body, edition)
      select id, received_at, topic, body, edition from ${bulk} where true order by id on conflict do nothing`.execute(
      db,
    )
  }
  for (const { id, receivedAt, topic, packed, edition } of messages) {
    if (packed === undefined) continue
    await sql`insert into message (id, received_at, topic, packed, edition)
      values (${id}, ${receivedAt}, ${topic}, ${packed}, ${edition})
      on conflict do nothing`.execute(db)
  }
}

/** Of these messages those that no report, or no event, points to any more, or ever did. */
export async function forgetUnused(
  engine: Engine,
  db: Db,
  table: 'statistic_day' | 'event',
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const bulk = engine.bulk(
    { id: 'bigint' },
    ids.map((id) => [id]),
  )
  await sql`delete from message where id in (select id from ${bulk})
    and not exists (select 1 from ${sql.table(table)} used where used.message = message.id)`.execute(db)
}

/** The greatest number that was given so far; 0 when none was. */
export async function lastNumber(engine: Engine): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from message`.execute(engine.read)
  return rows[0]?.id ?? 0
}

/** Messages received before then, a slice of them. @returns how many were let go */
export async function forgetMessages(engine: Engine, before: number, slice: number): Promise<bigint | undefined> {
  const { numAffectedRows } = await sql`
    delete from message where id in (
      select id from message where id < ${Math.max(0, before - SINCE) * HUBS} order by id limit ${slice})`.execute(
    engine.write,
  )
  return numAffectedRows
}

/** What sources said last, received before then. @returns how many were let go */
export async function forgetLastMessages(engine: Engine, before: number, slice: number): Promise<bigint | undefined> {
  const { numAffectedRows } = await sql`
    update latest set topic = null, body = null where series in (
      select series from latest where received_at < ${before} and body is not null limit ${slice})`.execute(
    engine.write,
  )
  return numAffectedRows
}

export async function readMessage(engine: Engine, id: number): Promise<StoredMessage | undefined> {
  return (await readMessages(engine, [id])).get(id)
}

async function readMessages(engine: Engine, ids: readonly number[]): Promise<Map<number, StoredMessage>> {
  if (ids.length === 0) return new Map()
  const bulk = engine.bulk(
    { id: 'bigint' },
    ids.map((id) => [id]),
  )
  const { rows } = await sql<{
    id: number
    received_at: number
    topic: string
    body: string | null
    packed: Uint8Array | ArrayBuffer | null
    edition: Edition | null
  }>`select id, received_at, topic, body, packed, edition from message where id in (select id from ${bulk})`.execute(
    engine.read,
  )
  const messages = await Promise.all(
    rows.map(async ({ id, received_at: receivedAt, topic, body, packed, edition }) => {
      const unpacked = packed === null ? (body ?? '') : (await inflate(packed)).toString('utf8')
      return { id, receivedAt, topic, body: unpacked, edition }
    }),
  )
  return new Map(messages.map((message) => [message.id, message]))
}

/** In the order of the reports; undefined where the message is not kept, or the history has another report of that day by now. */
export async function readReportMessages(
  engine: Engine,
  reports: Parameters<Store['reportMessages']>[0],
): Promise<(StoredMessage | undefined)[]> {
  if (reports.length === 0) return []
  const bulk = engine.bulk(
    { n: 'integer', edition: 'text', system: 'text', period: 'text', unit: 'text', at: 'bigint' },
    reports.map(({ edition, system, period, unit, at }, n) => [n, edition, system, period, unit, at]),
  )
  const { rows } = await sql<{ n: number; message: number }>`
    select bulk.n, day.message from ${bulk} cross join statistic_day day
    where day.edition = bulk.edition and day.system = bulk.system and day.period = bulk.period and day.unit = bulk.unit
      and day.at = bulk.at and day.message is not null`.execute(engine.read)
  return inOrder(engine, rows, reports.length)
}

/** In the order of the events. */
export async function readEventMessages(
  engine: Engine,
  events: readonly StoredEvent[],
): Promise<(StoredMessage | undefined)[]> {
  if (events.length === 0) return []
  const bulk = engine.bulk(
    { n: 'integer', edition: 'text', system: 'text', unit: 'text', id: 'text', at: 'bigint', state: 'text' },
    events.map(({ edition, system, unit, id, at, state }, n) => [n, edition, system, unit, id, at, state]),
  )
  const { rows } = await sql<{ n: number; message: number }>`
    select bulk.n, event.message from ${bulk} cross join event
    where event.edition = bulk.edition and event.system = bulk.system and event.unit = bulk.unit and event.id = bulk.id
      and event.at = bulk.at and event.state = bulk.state and event.message is not null`.execute(engine.read)
  return inOrder(engine, rows, events.length)
}

async function inOrder(
  engine: Engine,
  rows: readonly { readonly n: number; readonly message: number }[],
  length: number,
): Promise<(StoredMessage | undefined)[]> {
  const messages = await readMessages(engine, [...new Set(rows.map(({ message }) => message))])
  const found: (StoredMessage | undefined)[] = Array.from({ length })
  for (const { n, message } of rows) found[Number(n)] = messages.get(message)
  return found
}

/** Of each of these sources the message that brought its newest values. */
export async function readSourceMessages(
  engine: Engine,
  sources: readonly string[],
): Promise<Map<string, SourceMessage>> {
  if (sources.length === 0) return new Map()
  const bulk = engine.bulk(
    { source: 'text' },
    sources.map((source) => [source]),
  )
  const { rows } = await sql<{ source: string; at: number; received_at: number; topic: string; body: string }>`
    select series.source, latest.at, latest.received_at, latest.topic, latest.body
    from latest join series on series.id = latest.series
    where series.source in (select source from ${bulk}) and latest.body is not null
    order by latest.at, latest.received_at desc`.execute(engine.read)
  // The last of a source stands: of the newest moment the message that came first.
  return new Map(
    rows.map(({ source, at, received_at: receivedAt, topic, body }) => [source, { at, receivedAt, topic, body }]),
  )
}
