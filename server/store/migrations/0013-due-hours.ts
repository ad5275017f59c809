import { type Kysely, type Migration, sql } from 'kysely'

/** Hours of a source that changed after something was derived from them, until that is derived anew: one span a source. */
export function dueHours(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table due_hours (source text not null primary key, first ${long} not null, last ${long} not null)
        ${tail}`.execute(db)
    },
  }
}
