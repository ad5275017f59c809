import { type Kysely, type Migration, sql } from 'kysely'

/** Stills of what hung on a wall, by their number in its log; their content lies among the files under its hash. */
export function wallStills(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table wall_still (number ${long} primary key, wall text not null, at ${long} not null,
        hash text not null, type text not null) ${strict}`.execute(db)
      await sql`create index wall_still_hash on wall_still (hash)`.execute(db)
    },
  }
}
