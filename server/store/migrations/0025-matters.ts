import { type Kysely, type Migration, sql } from 'kysely'

/** What people do: facts, which are only ever appended, and beside them each matter as it stands, for lists and for the start. */
export function matters(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table fact (matter text not null, id text not null, version ${long} not null, at ${long} not null,
        body text not null, primary key (matter, id, version)) ${strict}`.execute(db)
      await sql`create index fact_at on fact (matter, at)`.execute(db)
      await sql`create table matter (kind text not null, id text not null, version ${long} not null, state text not null,
        unit text, words text not null, opened_at ${long} not null, closed_at ${long}, due_at ${long}, given_by text,
        turn text, body text not null, primary key (kind, id)) ${strict}`.execute(db)
      await sql`create index matter_opened on matter (kind, opened_at, id)`.execute(db)
      await sql`create index matter_open on matter (kind, opened_at, id) where closed_at is null`.execute(db)
    },
  }
}
