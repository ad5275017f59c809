import type { ReactNode } from 'react'
import type { ExportedCell, ExportedColumn } from '../../export/exportedTable.ts'

/** What is known is put in order; what is not (undefined) stands behind it, whichever way the column runs. */
type Ordered = string | number | undefined

/** One value of a row in an exported file. What a column draws may be several: a state and its time. */
export interface ExportedValue<Row> extends ExportedColumn {
  of(row: Row): ExportedCell
}

/** One column of a list of the house: what it is called, how it is drawn, put in order, filtered and exported. */
export interface Column<Row> {
  /** As in the address: a letter, then letters and digits. */
  readonly id: string
  /** In the reader's language. */
  readonly label: string
  /** Drawn in the head instead of the label. */
  readonly head?: ReactNode
  cell(row: Row): ReactNode
  /** The least width it can be read at, in CSS pixels. */
  readonly width: number
  /** Takes a part of the width that is left over. */
  readonly grows?: boolean
  /**
   * What gives way first where there is no room: `name` and `first` are always drawn, `second` before `third`. A row has one `name`; it
   * leads the row on every screen.
   */
  readonly rank: 'name' | 'first' | 'second' | 'third'
  readonly isNumber?: boolean
  /** Its cells do not say by themselves what they are: on a narrow screen its label stands before them, as before numbers. */
  readonly isNamed?: boolean
  /** Texts that may take several lines. */
  readonly wraps?: boolean
  /**
   * What its rows are put in order by: a value of each, two of them beside each other, or the page itself, which hands the rows over in the
   * order of the address. Without any the column orders nothing.
   */
  order?(row: Row): Ordered
  compare?(a: Row, b: Row): number
  readonly isOrderedByPage?: boolean
  /** What its rising and its falling order are called, where `rising` would say the opposite: the worst first is no rising severity. */
  readonly ways?: { readonly rising: string; readonly falling: string }
  /** The first press gives the falling order. */
  readonly fallsFirst?: boolean
  /** What the filters read in it; without it the column cannot be filtered by. */
  text?(row: Row): string
  /** Says one of a few things: their ids, as in the address, and how each reads. */
  readonly choice?: {
    of(row: Row): string
    label(id: string): string
    /** What may be chosen beside what the rows at hand say. */
    readonly others?: readonly string[]
  }
  /** What of it stands in an exported file; its text, if undefined. */
  readonly exports?: readonly ExportedValue<Row>[]
}

/** Whether a list can be put in order by a column. */
export function isSortable<Row>({ order, compare, isOrderedByPage }: Column<Row>): boolean {
  return order !== undefined || compare !== undefined || isOrderedByPage === true
}

/** The values of a column in an exported file. */
export function exportedOf<Row>({ label, text, exports }: Column<Row>): readonly ExportedValue<Row>[] {
  return exports ?? (text === undefined ? [] : [{ label, kind: 'text', of: text }])
}

const RANKS = ['name', 'first', 'second', 'third'] as const

/**
 * The columns that are drawn, in the order they are declared: those that were chosen, or as many as there is room for, what the rows are put in
 * order by before others.
 * @param chosen ids; those there are none of are as if they were not there
 * @param room CSS pixels; undefined: not measured yet
 * @param orderedBy id of a column
 */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
  room: number | undefined,
  orderedBy?: string,
): readonly Column<Row>[] {
  const wanted = columns.filter(({ id, rank }) => rank === 'name' || chosen?.includes(id))
  if (wanted.some(({ rank }) => rank !== 'name')) return wanted
  if (room === undefined) return columns
  const fitting = new Set<Column<Row>>()
  let left = room
  let isFull = false
  const rankOf = ({ id, rank }: Column<Row>) => (id === orderedBy && rank !== 'name' ? 'first' : rank)
  for (const rank of RANKS) {
    for (const column of columns) {
      if (rankOf(column) !== rank) continue
      const isSure = rank === 'name' || rank === 'first'
      // What stands behind the first that does not fit gives way as well: columns do not overtake each other.
      isFull ||= !isSure && column.width > left
      if (isFull) continue
      left -= column.width
      fitting.add(column)
    }
  }
  return columns.filter((column) => fitting.has(column))
}

export function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined
}
