import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What the present consists of beside newest values: whether a value came from a broker's memory, what each device said last of being
 * online, and which sources have ended.
 */
export function present(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  const long = sql.raw(sqlite ? 'integer' : 'bigint')

  const steps = [
    sql`alter table latest add column retained integer not null default 0`,
    sql`alter table statistic_day add column retained integer not null default 0`,
    sql`create table said_status (source text not null primary key, status text not null, at ${long} not null,
      overruled integer not null) ${tail}`,
    sql`create table retired (source text not null primary key, at ${long} not null, retired_by text) ${tail}`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
