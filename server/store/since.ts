import { sql, type Transaction } from 'kysely'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { KpiState } from '../../domain/kpis/kpi.ts'
import type { KpiTurn, Span } from '../../domain/since/since.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { keysReadAs } from '../../domain/units/unitIn.ts'
import { alertOf } from './alerts.ts'
import { isAmong } from './among.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** What one look at all KPIs has found. */
export interface KpiLook {
  readonly edition: Edition
  /** The stretch of time that has been watched without a break, until now. */
  readonly watch: Span
  readonly turns: readonly KpiTurn[]
  /** Those that are new, or judged otherwise. */
  readonly states: readonly { readonly kpi: string; readonly unit: string; readonly state: KpiState }[]
  /** Turns and watches before this moment are let go, epoch ms. */
  readonly forgetBefore: number
}

export async function writeKpiLook(engine: Engine, look: KpiLook): Promise<void> {
  const { edition, watch, turns, states, forgetBefore } = look
  await engine.write.transaction().execute(async (tables) => {
    if (states.length > 0) {
      const rows = engine.bulk(
        { kpi: 'text', unit: 'text', state: 'text' },
        states.map(({ kpi, unit, state }) => [kpi, unit, state]),
      )
      await sql`insert into kpi_state (edition, kpi, unit, state) select ${edition}, kpi, unit, state from ${rows} where true
        on conflict (edition, kpi, unit) do update set state = excluded.state`.execute(tables)
    }
    if (turns.length > 0) {
      const rows = engine.bulk(
        { kpi: 'text', unit: 'text', at: 'bigint', was: 'text', state: 'text' },
        turns.map(({ kpi, unit, at, was, is }) => [kpi, unit, at, was, is]),
      )
      await sql`insert into kpi_turn (edition, kpi, unit, at, was, state)
        select ${edition}, kpi, unit, at, was, state from ${rows} where true on conflict do nothing`.execute(tables)
    }
    await tables
      .insertInto('kpi_watch')
      .values({ from_at: watch.from, to_at: watch.to })
      .onConflict((conflict) => conflict.column('from_at').doUpdateSet({ to_at: watch.to }))
      .execute()
    await tables.deleteFrom('kpi_turn').where('at', '<', forgetBefore).execute()
    await tables.deleteFrom('kpi_watch').where('to_at', '<', forgetBefore).execute()
  })
}

export async function readKpiStates(engine: Engine, edition: Edition): Promise<KpiLook['states']> {
  const rows = await engine.read
    .selectFrom('kpi_state')
    .select(['kpi', 'unit', 'state'])
    .where('edition', '=', edition)
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as KpiState }))
}

/** Turns in `[from, to)`, rising. */
export async function readKpiTurns(
  engine: Engine,
  { edition, from, to }: Span & { readonly edition: Edition },
): Promise<KpiTurn[]> {
  const rows = await engine.read
    .selectFrom('kpi_turn')
    .select(['kpi', 'unit', 'at', 'was', 'state'])
    .where('edition', '=', edition)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .orderBy('kpi')
    .orderBy('unit')
    .execute()
  return rows.map(({ state, was, ...row }) => ({ ...row, was: was as KpiState, is: state as KpiState }))
}

/** Stretches that were watched and reach into `[from, to)`, rising. */
export async function readKpiWatches(engine: Engine, { from, to }: Span): Promise<Span[]> {
  const rows = await engine.read
    .selectFrom('kpi_watch')
    .selectAll()
    .where('to_at', '>=', from)
    .where('from_at', '<', to)
    .orderBy('from_at')
    .execute()
  return rows.map(({ from_at, to_at }) => ({ from: from_at, to: to_at }))
}

/** Alerts that ended in `[from, to)` and had been raised before; the last ended first, at most `limit`. */
export async function readEndedAlerts(
  engine: Engine,
  edition: Edition,
  { from, to, units, limit }: Span & { readonly units?: readonly string[]; readonly limit: number },
): Promise<Alert[]> {
  const rows = await engine.read
    .selectFrom('alert')
    .select('body')
    .where('cleared_at', '>=', from)
    .where('cleared_at', '<', to)
    .where('raised_at', '<', from)
    .where(isAmong(engine, units && keysReadAs(edition, units)))
    .orderBy('cleared_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ body }) => alertOf(edition, body))
}

export async function readLastLook(engine: Engine, person: string): Promise<number | undefined> {
  return (await engine.read.selectFrom('last_look').select('at').where('person', '=', person).executeTakeFirst())?.at
}

/** @param at epoch ms; an earlier one than is kept changes nothing: two windows of one person may answer in any order */
export async function writeLastLook(tables: Transaction<Tables>, person: string, at: number): Promise<void> {
  await sql`insert into last_look (person, at) values (${person}, ${at})
    on conflict (person) do update set at = excluded.at where last_look.at < excluded.at`.execute(tables)
}
