import { type Kysely, type Migration, sql } from 'kysely'

/** How KPIs were judged and when that changed, when somebody watched, and until when each person has looked at what happened. */
export function since(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table kpi_state (edition text not null, kpi text not null, unit text not null, state text not null,
        primary key (edition, kpi, unit)) ${strict}`.execute(db)
      await sql`create table kpi_turn (edition text not null, kpi text not null, unit text not null, at ${long} not null,
        was text not null, state text not null, primary key (edition, kpi, unit, at)) ${strict}`.execute(db)
      await sql`create index kpi_turn_at on kpi_turn (at)`.execute(db)
      await sql`create table kpi_watch (from_at ${long} not null primary key, to_at ${long} not null) ${strict}`.execute(
        db,
      )
      await sql`create table last_look (person text not null primary key, at ${long} not null) ${strict}`.execute(db)
      await sql`create index alert_cleared on alert (cleared_at) where cleared_at is not null`.execute(db)
    },
  }
}
