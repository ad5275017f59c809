import { type Kysely, type Migration, sql } from 'kysely'

/**
 * The device's own time where it is not the moment that counts, found by time of receipt: few have one. What waits until its device's
 * clock is known. And of each system and unit its latest day, which the present is shown from.
 */
export function deviceTimes(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const tail = sql.raw(sqlite ? 'strict, without rowid' : '')
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const timed = ['reading', 'statistic_day', 'event']

  const steps = [
    ...timed.map((table) => sql`alter table ${sql.table(table)} add column device_at ${long}`),
    ...timed.map(
      (table) =>
        sql`create index ${sql.ref(`${table}_ahead`)} on ${sql.table(table)} (received_at) where device_at is not null`,
    ),
    sql`create table held (key text not null primary key, body text not null) ${tail}`,
    sql`create table statistic_newest (edition text not null, system text not null, unit text not null, period text not null,
      primary key (edition, system, unit)) ${tail}`,
    sql`insert into statistic_newest (edition, system, unit, period)
      select edition, system, unit, max(period) from statistic_day group by edition, system, unit order by 1, 2, 3`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
