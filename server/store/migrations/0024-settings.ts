import { type Kysely, type Migration, sql } from 'kysely'

/** Changes of targets, calendar and thresholds by people, each with what stood before. */
export function settings(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table setting_change (number ${long} primary key, at ${long} not null, body text not null) ${strict}`.execute(
        db,
      )
    },
  }
}
