import { type Kysely, type Migration, Migrator } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Runs what has not run yet, in one transaction: killed half way, nothing has happened.
 * @throws when a migration fails, or the database has seen one that this version does not know
 */
export async function migrate(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error !== undefined) throw error
}
