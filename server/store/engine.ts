import type { Kysely, Migration, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** Type of a column of rows that are handed over in bulk. */
export type BulkType = 'integer' | 'bigint' | 'real' | 'text'

/**
 * What differs between the two engines; everything else is one query layer. `read` may run beside `write`: neither waits for a long
 * query of the other.
 */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  readonly write: Kysely<Tables>
  readonly read: Kysely<Tables>
  /** Rows as one parameter a column or one in all, to select from by the name `bulk`: few statements however many rows. */
  bulk(columns: Readonly<Record<string, BulkType>>, rows: readonly (readonly unknown[])[]): RawBuilder<unknown>
  /** Least and greatest of two values: the functions' names. */
  readonly least: RawBuilder<unknown>
  readonly greatest: RawBuilder<unknown>
  /** The aggregate that joins texts with something between them: its name. */
  readonly joined: RawBuilder<unknown>
  /** True when an error is about what was to be written; false when the engine itself is in trouble. */
  blamesRows(error: unknown): boolean
  /** Opens and brings the tables up to date. Hubs that start at once on one database do not get into each other's way. */
  open(migrations: Record<string, Migration>): Promise<void>
  /** What to do when it cannot be opened: names it, without secrets, and the setting that says where it is. */
  readonly remedy: string
  close(): Promise<void>
}
