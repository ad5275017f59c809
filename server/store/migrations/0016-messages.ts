import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Messages as they came. A report or an event points to the one that brought it, so that an array of days is kept once; what a source said
 * last is replaced with every message and stands beside its newest values. Long bodies are packed (deflate).
 */
export function messages(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const bytes = sql.raw(sqlite ? 'blob' : 'bytea')
  const strict = sql.raw(sqlite ? 'strict' : '')
  const steps = [
    sql`create table message (id ${long} primary key, received_at ${long} not null, topic text not null, body text,
      packed ${bytes}) ${strict}`,
    ...['statistic_day', 'event'].flatMap((table) => [
      sql`alter table ${sql.table(table)} add column message ${long}`,
      sql`create index ${sql.ref(`${table}_message`)} on ${sql.table(table)} (message) where message is not null`,
    ]),
    sql`alter table latest add column topic text`,
    sql`alter table latest add column body text`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
