import { type Kysely, type Migration, sql } from 'kysely'

/** The unit of an alert beside its body: what has cleared is looked up by the place it was in. */
export function alertUnits(engine: 'sqlite' | 'postgres'): Migration {
  const unit = engine === 'sqlite' ? sql`json_extract(body, '$.unit')` : sql`body::json ->> 'unit'`
  return {
    async up(db: Kysely<unknown>) {
      await sql`alter table alert add column unit text`.execute(db)
      await sql`update alert set unit = ${unit}`.execute(db)
    },
  }
}
