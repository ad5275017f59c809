import { type Kysely, type Migration, sql } from 'kysely'

/**
 * A browser takes notices as long as the session lasts in which its person asked for it. Of those that are there nobody knows which session that
 * was: they end, and the console asks anew for whoever had asked before.
 */
export function pushSessions(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql`delete from push_subscription`.execute(db)
      await sql`alter table push_subscription add column session text not null default ''`.execute(db)
    },
  }
}
