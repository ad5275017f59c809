import { type Kysely, type Migration, sql } from 'kysely'

/** Of what time data may be missing, and what a hub remembers of itself from one life to the next. */
export function dataGaps(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const steps = [
    sql`create table data_gap (id text primary key, from_at ${long} not null, to_at ${long} not null, body text not null) ${tail}`,
    sql`create index data_gap_by_end on data_gap (to_at)`,
    sql`create table mark (key text primary key, body text not null) ${tail}`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
