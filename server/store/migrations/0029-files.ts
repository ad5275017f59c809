import { type Kysely, type Migration, sql } from 'kysely'

/** Files that people have added to matters; their content lies in the data directory under its hash. */
export function files(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table file (id text not null primary key, matter text not null, matter_id text not null,
        hash text not null, name text not null, type text not null, bytes ${long} not null, at ${long} not null,
        by_id text not null, by_name text not null) ${strict}`.execute(db)
      await sql`create index file_hash on file (hash)`.execute(db)
    },
  }
}
