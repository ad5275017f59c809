import { formatDateTime } from '../../../ui/format.ts'
import type { Column } from './column.ts'

/** A column of text that is put in order, filtered and exported as it reads. */
export function textColumn<Row>(
  id: string,
  label: string,
  rank: Column<Row>['rank'],
  width: number,
  of: (row: Row) => string,
): Column<Row> {
  return { id, label, rank, width, wraps: true, grows: rank === 'name', cell: of, order: of, text: of }
}

/**
 * A column of moments, the last first.
 * @param of epoch ms; null: it has not come, or is not known
 * @param none what stands there then
 */
export function momentColumn<Row>(
  id: string,
  label: string,
  rank: Column<Row>['rank'],
  of: (row: Row) => number | null,
  none = '–',
): Column<Row> {
  return {
    id,
    label,
    rank,
    width: 172,
    fallsFirst: true,
    cell: (row) => {
      const at = of(row)
      return at === null ? none : formatDateTime(at)
    },
    order: (row) => of(row) ?? undefined,
    exports: [{ label, kind: 'moment', of }],
  }
}
