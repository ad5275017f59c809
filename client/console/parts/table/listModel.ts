import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { fold } from '../../../../domain/units/search.ts'
import type { ColumnFilter, Sort } from '../../address.ts'
import type { Column } from './column.ts'

/** Names as Vietnamese readers expect them; numbers in names by their size: `Trạm 2` before `Trạm 10`. */
const collator = new Intl.Collator('vi', { numeric: true })

const features = tableFeatures({
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

/** Not a name that a declared column can have. */
const WHOLE_ROW = '*'

/** Rows as the reader asked for them. */
export interface ListQuery {
  readonly sort: Sort
  readonly find: string | undefined
  readonly where: readonly ColumnFilter[]
}

/**
 * The rows that hold what was asked for, in order. What compares equal keeps the order it came in.
 * @param rows another array when something in it has changed: while it is the same, nothing is done anew
 */
export function useListModel<Row extends object>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { sort, find, where }: ListQuery,
): readonly Row[] {
  const definitions = useMemo(() => definitionsOf(columns), [columns])
  const sorting = useMemo(() => [{ id: sort.by, desc: sort.falls }], [sort.by, sort.falls])
  const columnFilters = useMemo(
    () => [
      ...(find === undefined ? [] : [{ id: WHOLE_ROW, value: wordsOf(find) }]),
      ...where.map(({ column, is }) => ({ id: column, value: is })),
    ],
    [find, where],
  )
  const { getRowModel } = useTable({
    features,
    columns: definitions,
    data: rows,
    state: { sorting, columnFilters },
  })
  const model = getRowModel()
  return useMemo(() => model.rows.map(({ original }) => original), [model])
}

function definitionsOf<Row extends object>(columns: readonly Column<Row>[]): ColumnDef<typeof features, Row>[] {
  const texts = columns.flatMap(({ text }) => text ?? [])
  const foldedOnce = foldingOnce()
  return [
    {
      id: WHOLE_ROW,
      accessorFn: (row) => texts.map((text) => text(row)).join(' '),
      enableSorting: false,
      filterFn: (row, id, words: readonly string[]) => holdsAll(foldedOnce(row.getValue<string>(id)), words),
    },
    ...columns.map(
      (column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        accessorFn: (row) => column.order?.(row),
        // Where the page has put the rows in order, they stay in the order they come in.
        enableSorting: column.order !== undefined || column.compare !== undefined,
        sortUndefined: column.compare === undefined ? 'last' : false,
        sortFn: (a, b, id) => column.compare?.(a.original, b.original) ?? compareValues(a.getValue(id), b.getValue(id)),
        filterFn: ({ original }, _id, is: string) => {
          if (column.choice !== undefined) return column.choice.of(original) === is
          // A column that cannot be filtered by keeps every row: an address from elsewhere empties no list.
          return column.text === undefined || holdsAll(foldedOnce(column.text(original)), wordsOf(is))
        },
      }),
    ),
  ]
}

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

function wordsOf(text: string): string[] {
  return fold(text).split(' ')
}

function holdsAll(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word))
}

/** Folding costs more than all the rest of filtering, and rows come again with the same texts. */
function foldingOnce(): (text: string) => string {
  const folded = new Map<string, string>()
  return (text) => {
    const known = folded.get(text)
    if (known !== undefined) return known
    if (folded.size >= MOST_FOLDED) folded.clear()
    const fresh = fold(text)
    folded.set(text, fresh)
    return fresh
  }
}

const MOST_FOLDED = 20_000
