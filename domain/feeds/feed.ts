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

interface Followed<Row extends z.ZodObject> {
  readonly row: Row
  /** The column that is unique among the rows. */
  readonly key: keyof z.output<Row> & string
  /** Columns in their order on the wire. */
  readonly columns: readonly (keyof z.output<Row> & string)[]
}

/** Rows that belong to places: who may see them follows those of the places they reach. */
export interface PlaceFeed<Row extends z.ZodObject = z.ZodObject> extends Followed<Row> {
  readonly see: Permission
  /** Several units: whoever reaches one of them sees the row. */
  place(row: Readonly<z.output<Row>>, devices: DevicePlaces): Place | readonly string[]
}

/** Rows that belong to people: each person who has signed in follows their own, and nobody anybody else's. */
export interface PersonFeed<Row extends z.ZodObject = z.ZodObject> extends Followed<Row> {
  readonly see: 'self'
  /** Id of the person. */
  whose(row: Readonly<z.output<Row>>): string
}

/** What screens follow. A row is immutable: what changed is a new object under the same key. */
export type Feed<Row extends z.ZodObject = z.ZodObject> = PlaceFeed<Row> | PersonFeed<Row>

/** Declares a feed: its columns are those of its row, in the order in which they are written there. */
export function defineFeed<Row extends z.ZodObject>(declared: Omit<PlaceFeed<Row>, 'columns'>): PlaceFeed<Row> {
  return { ...declared, columns: columnsOf(declared.row) }
}

/** Declares a feed of which everybody follows their own rows. */
export function definePersonFeed<Row extends z.ZodObject>(
  declared: Omit<PersonFeed<Row>, 'columns' | 'see'>,
): PersonFeed<Row> {
  return { ...declared, see: 'self', columns: columnsOf(declared.row) }
}

function columnsOf<Row extends z.ZodObject>(row: Row): Followed<Row>['columns'] {
  return Object.keys(row.shape) as unknown as Followed<Row>['columns']
}
