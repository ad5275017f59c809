import { type Kysely, type Migration, sql } from 'kysely'

/** The log of who did what: each entry as canonical JSON, with a hash over it and the one before. */
export function audit(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table audit (number ${long} primary key, at ${long} not null, body text not null, hash text not null) ${strict}`.execute(
        db,
      )
      await sql`create index audit_at on audit (at)`.execute(db)
    },
  }
}
