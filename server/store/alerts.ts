import { sql } from 'kysely'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Quarantined } from '../../domain/wire.ts'
import { isAmong } from './among.ts'
import type { Engine } from './engine.ts'
import type { Store } from './store.ts'

/** Alerts that were kept before they had any. */
const NO_EVIDENCE: Pick<Alert, 'evidence'> = { evidence: [] }

export async function writeAlert(engine: Engine, alert: Alert): Promise<void> {
  const { raisedAt, clearedAt, unit } = alert
  const row = { raised_at: raisedAt, cleared_at: clearedAt, unit, body: JSON.stringify(alert) }
  await engine.write
    .insertInto('alert')
    .values({ id: alert.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function readAlerts(
  engine: Engine,
  { open, from, to, units, limit }: Parameters<Store['alerts']>[0],
): Promise<Alert[]> {
  let query = engine.read.selectFrom('alert').select('body').limit(limit)
  // Each order has its index: `alert_in_order`, or `alert_open` and `alert_by_time` where only one kind is asked for.
  if (open === undefined) query = query.orderBy(sql`(cleared_at is null)`, 'desc')
  else query = query.where('cleared_at', open ? 'is' : 'is not', null)
  if (units !== undefined) query = query.where(isAmong(engine, units))
  if (from !== undefined) query = query.where('raised_at', '>=', from)
  if (to !== undefined) query = query.where('raised_at', '<', to)
  return (await query.orderBy('raised_at', 'desc').execute()).map(({ body }) => ({
    ...NO_EVIDENCE,
    ...(JSON.parse(body) as Alert),
  }))
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
