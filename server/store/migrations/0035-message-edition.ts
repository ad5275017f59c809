import { type Kysely, type Migration, sql } from 'kysely'

/**
 * A message names the map of units that it was received under. Those that were kept before get it from the reports or the event that point to them; of
 * one that nothing points to it stays unknown.
 */
export const messageEdition: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table message add column edition text`.execute(db)
    await sql`update message set edition = coalesce(
      (select max(day.edition) from statistic_day day where day.message = message.id),
      (select max(event.edition) from event where event.message = message.id))`.execute(db)
  },
}
