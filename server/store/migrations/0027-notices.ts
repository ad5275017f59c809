import { type Kysely, type Migration, sql } from 'kysely'

/**
 * The outbox of notices, one row for each person and way: what waits is found by when it is due, when it is given up and what it is about. How
 * people want to be told, and the browsers that take notices for them.
 */
export function notices(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table notice (id text primary key, at ${long} not null, person text not null, channel text not null,
        matter text not null, about text not null, urgency ${long} not null, state text not null, attempts ${long} not null,
        next_at ${long}, give_up_at ${long} not null, ended_at ${long}, reason text, begun_at ${long}, tried text not null,
        body text not null) ${strict}`.execute(db)
      await sql`create index notice_due on notice (channel, urgency, next_at) where state = 'pending'`.execute(db)
      await sql`create index notice_give_up on notice (give_up_at) where state = 'pending'`.execute(db)
      await sql`create index notice_about on notice (matter, about) where state = 'pending'`.execute(db)
      await sql`create index notice_at on notice (at, id)`.execute(db)
      await sql`create index notice_person on notice (person, at, id)`.execute(db)
      await sql`create index notice_state on notice (state, at)`.execute(db)
      await sql`create table contact (person text primary key, body text not null) ${strict}`.execute(db)
      await sql`create table push_subscription (endpoint text primary key, person text not null, at ${long} not null,
        body text not null) ${strict}`.execute(db)
    },
  }
}
