import type { ExportedTable } from '../../export/exportedTable.ts'
import { type Column, exportedOf } from './column.ts'

/** Rows and columns of a list as a table that leaves the console. */
export function exportedList<Row>({
  title,
  columns,
  rows,
  notes,
}: {
  title: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  notes: readonly string[]
}): ExportedTable {
  const values = columns.flatMap((column) => exportedOf(column))
  return { title, columns: values, rows: rows.map((row) => values.map((value) => value.of(row))), notes }
}
