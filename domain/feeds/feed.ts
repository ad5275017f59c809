import type * as z from 'zod'
import type { Permission } from '../access/permissions.ts'

/** Of what has no place: who follows the whole city sees it, and nobody else. */
export const WHOLE_CITY = 'whole city'
/** Of what everybody is told, wherever they look. */
export const EVERYWHERE = 'everywhere'

/** Where a row belongs: the code of a unit, or one of the two above; undefined while nobody knows. */
export type Place = string | typeof WHOLE_CITY | typeof EVERYWHERE | undefined

/** Where devices stand: the commune of one that has announced itself. */
export interface DevicePlaces {
  sensor(id: string): string | undefined
  camera(id: string): string | undefined
}

/** What screens follow. A row is immutable: what changed is a new object under the same key. */
export interface Feed<Row extends z.ZodObject = z.ZodObject> {
  readonly row: Row
  /** The column that is unique among the rows. */
  readonly key: keyof z.output<Row> & string
  /** Columns in their order on the wire. */
  readonly columns: readonly (keyof z.output<Row> & string)[]
  /** Who may follow it, as far as they reach. */
  readonly see: Permission
  place(row: Readonly<z.output<Row>>, devices: DevicePlaces): Place
}

/** Declares a feed: its columns are those of its row, in the order in which they are written there. */
export function defineFeed<Row extends z.ZodObject>(declared: Omit<Feed<Row>, 'columns'>): Feed<Row> {
  return { ...declared, columns: Object.keys(declared.row.shape) as Feed<Row>['columns'] }
}
