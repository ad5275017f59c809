import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Alerts are read page by page along a unique key: when they were raised, then their id. What stood at an earlier moment is found by when it
 * was cleared.
 */
export function alertKeys(): Migration {
  const steps = [
    sql`drop index alert_by_time`,
    sql`drop index alert_open`,
    sql`drop index alert_in_order`,
    sql`create index alert_by_key on alert (raised_at desc, id desc)`,
    sql`create index alert_open_by_key on alert (raised_at desc, id desc) where cleared_at is null`,
    sql`create index alert_by_clearing on alert (cleared_at)`,
  ]
  return {
    async up(db: Kysely<unknown>) {
      for (const step of steps) await step.execute(db)
    },
  }
}
