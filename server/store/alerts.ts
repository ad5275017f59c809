import { type RawBuilder, sql, type Transaction } from 'kysely'
import { type Alert, carriedAlert } from '../../domain/alerts/alert.ts'
import type { Quarantined } from '../../domain/sources/quarantined.ts'
import { type Edition, unitKey } from '../../domain/units/unit.ts'
import { keysReadAs, unitIn } from '../../domain/units/unitIn.ts'
import { readInTurns } from '../ownTurn.ts'
import { isAmong } from './among.ts'
import type { Engine } from './engine.ts'
import type { AlertPlace, Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Its unit names the map that it is of. */
const keptUnit = (edition: Edition, { unit }: Alert) => (unit === null ? null : unitKey(edition, unit))
const keptBody = (edition: Edition, alert: Alert) => JSON.stringify({ edition, ...alert })

/** An alert that was kept under another map has the unit that the map in force reads; where there is none it is the whole city's. */
export function alertOf(edition: Edition, body: string): Alert {
  const { edition: own, ...kept } = JSON.parse(body) as Alert & { readonly edition: Edition }
  const alert = carriedAlert(kept)
  if (own === edition || alert.unit === null) return alert
  return { ...alert, unit: unitIn(edition, unitKey(own, alert.unit)) ?? null }
}

/** One alert as it stands, in the transaction of what changed it. @param edition the map in force, of which its unit is */
export async function writeAlert(tables: Transaction<Tables>, edition: Edition, alert: Alert): Promise<void> {
  const { id, raisedAt, clearedAt } = alert
  const kept = {
    ...{ raised_at: raisedAt, cleared_at: clearedAt },
    ...{ unit: keptUnit(edition, alert), body: keptBody(edition, alert) },
  }
  await tables
    .insertInto('alert')
    .values({ id, ...kept })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
    .execute()
}

export async function readAlert(engine: Engine, edition: Edition, id: string): Promise<Alert | undefined> {
  const row = await engine.read.selectFrom('alert').select('body').where('id', '=', id).executeTakeFirst()
  return row && alertOf(edition, row.body)
}

export async function writeAlerts(engine: Engine, edition: Edition, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return
  // The last of two with one id: an insert may touch a row once.
  const rows = new Map(
    alerts.map((alert) => [
      alert.id,
      [alert.id, alert.raisedAt, alert.clearedAt, keptUnit(edition, alert), keptBody(edition, alert)] as const,
    ]),
  )
  const bulk = engine.bulk({ id: 'text', raised_at: 'bigint', cleared_at: 'bigint', unit: 'text', body: 'text' }, [
    ...rows.values(),
  ])
  await sql`
    insert into alert (id, raised_at, cleared_at, unit, body) select id, raised_at, cleared_at, unit, body from ${bulk} where true
    order by id on conflict (id) do update set raised_at = excluded.raised_at, cleared_at = excluded.cleared_at,
      unit = excluded.unit, body = excluded.body`.execute(engine.write)
}

type AlertQuery = Parameters<Store['alerts']>[0]

/** Along a key that no alert changes and no two share; without a filter, those that are open, or were at a given moment, before the others. */
export async function readAlerts(engine: Engine, edition: Edition, query: AlertQuery): Promise<Alert[]> {
  const { open, after, asOf, limit } = query
  if (open !== undefined) return readPart(engine, edition, query, isOpen(open), after, limit)
  const [first, second] = asOf === undefined ? [isOpen(true), isOpen(false)] : [stood(asOf), ended(asOf)]
  if (after?.wasOpen === false) return readPart(engine, edition, query, second, after, limit)
  const found = await readPart(engine, edition, query, first, after, limit)
  return [...found, ...(await readPart(engine, edition, query, second, undefined, limit - found.length))]
}

const isOpen = (open: boolean) => (open ? sql<boolean>`cleared_at is null` : sql<boolean>`cleared_at is not null`)
const stood = (at: number) => sql<boolean>`(cleared_at is null or cleared_at >= ${at})`
const ended = (at: number) => sql<boolean>`cleared_at < ${at}`

async function readPart(
  engine: Engine,
  edition: Edition,
  { from, to, units }: AlertQuery,
  part: RawBuilder<boolean>,
  after: AlertPlace | undefined,
  limit: number,
): Promise<Alert[]> {
  if (limit <= 0) return []
  let query = engine.read.selectFrom('alert').select('body').where(part).limit(limit)
  if (units !== undefined) query = query.where(isAmong(engine, keysReadAs(edition, units)))
  if (from !== undefined) query = query.where('raised_at', '>=', from)
  if (to !== undefined) query = query.where('raised_at', '<', to)
  if (after !== undefined) query = query.where(sql<boolean>`(raised_at, id) < (${after.raisedAt}, ${after.id})`)
  const rows = await query.orderBy('raised_at', 'desc').orderBy('id', 'desc').execute()
  return readInTurns(
    rows.map(({ body }) => body),
    (body) => alertOf(edition, body),
  )
}

export async function deleteQuarantine(engine: Engine, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const gone = engine.bulk(
    { key: 'text' },
    keys.map((key) => [key]),
  )
  await sql`delete from quarantine where key in (select key from ${gone})`.execute(engine.write)
}

export async function writeQuarantine(engine: Engine, rows: readonly Quarantined[]): Promise<void> {
  if (rows.length === 0) return
  // The last of two with one key: an insert may touch a row once.
  const bodies = new Map(rows.map((row) => [row.key, JSON.stringify(row)]))
  const bulk = engine.bulk({ key: 'text', body: 'text' }, [...bodies])
  await sql`
    insert into quarantine (key, body) select key, body from ${bulk} where true order by key
    on conflict (key) do update set body = excluded.body`.execute(engine.write)
}

/** What a row had not yet when it was written by an earlier version. */
const NOT_TOLD = { known: true, client: null, params: {} }

export async function readQuarantine(engine: Engine): Promise<Quarantined[]> {
  const rows = await engine.read.selectFrom('quarantine').select('body').orderBy('key').execute()
  return rows.map(({ body }) => ({ ...NOT_TOLD, ...(JSON.parse(body) as Quarantined) }))
}
