import { type Kysely, type Migration, Migrator } from 'kysely'
import { ConfigError } from '../config.ts'
import type { Tables } from './tables.ts'

/**
 * Runs what has not run yet, in one transaction: killed half way, nothing has happened.
 * @throws ConfigError when the database has seen one that this version does not know; and when a migration fails
 */
export async function migrate(db: Kysely<Tables>, migrations: Record<string, Migration>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error === undefined) return
  const [, newer] = /previously executed migration (\S+) is missing/.exec(String(error)) ?? []
  if (newer === undefined) throw error
  throw new ConfigError(
    `the database was last used by a newer version of the hub, which changed it (${newer}): run that version, or put back the backup from before`,
  )
}
