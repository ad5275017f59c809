import { type Kysely, type Migration, sql } from 'kysely'

/** By how much what a source says lags behind the hub's clock: a restart knows it without measuring anew. */
export function sourceLags(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table source_lag (source text not null primary key, lag_ms ${long} not null) ${tail}`.execute(db)
    },
  }
}
