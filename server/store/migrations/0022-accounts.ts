import { type Kysely, type Migration, sql } from 'kysely'

/**
 * People, their sessions, tokens of programs and paired walls: each a record as JSON, found by its id and by its key, the user name or the hash of
 * the secret. `used_at` stands beside it, so that using one changes no record.
 */
export function accounts(engine: 'sqlite' | 'postgres'): Migration {
  const sqlite = engine === 'sqlite'
  const long = sql.raw(sqlite ? 'integer' : 'bigint')
  const strict = sql.raw(sqlite ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table account (kind text not null, id text not null, key text, body text not null, used_at ${long},
        primary key (kind, id)) ${strict}`.execute(db)
      await sql`create unique index account_key on account (kind, key)`.execute(db)
    },
  }
}
