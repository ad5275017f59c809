import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What is commanded of each wall, what each of its screens reported last, and the log of both: what was done to a wall, and what its screens
 * said they showed, by number.
 */
export function walls(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table wall_state (wall text primary key, body text not null) ${strict}`.execute(db)
      await sql`create table wall_screen (key text primary key, wall text not null, body text not null) ${strict}`.execute(
        db,
      )
      await sql`create table wall_log (number ${long} primary key, wall text not null, at ${long} not null, body text not null) ${strict}`.execute(
        db,
      )
      await sql`create index wall_log_of on wall_log (wall, number)`.execute(db)
      await sql`create index wall_log_at on wall_log (at)`.execute(db)
    },
  }
}
