import { type ReactNode, useMemo } from 'react'
import { useBox } from '../../../panels/useBox.ts'
import type { Sort } from '../../address.ts'
import './dataTable.css'
import { usePrinting } from '../usePrinting.ts'
import { type Column, isSortable, shownColumns } from './column.ts'
import { ListTools } from './ListTools.tsx'
import { type Apart, listItems } from './listItems.ts'
import { useListModel } from './listModel.ts'
import { NoMatch } from './NoMatch.tsx'
import { StackedRows } from './StackedRows.tsx'
import { TableRows } from './TableRows.tsx'
import { useListState } from './useListState.ts'

/** Narrower than this, a row is read from top to bottom, CSS pixels. */
const STACKED_BELOW = 440
/** Room of a sheet whose letters are small and whose cells wrap: that of a wide screen, whatever screen it is printed from. */
const PAPER_PX = 1_200

export interface DataTableProps<Row extends object> {
  /** What the list is of: its name for screen readers and in exported files. */
  caption: string
  /** Another array when a row in it has changed; a row that has not changed is the same object. */
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The same array while the language is. */
  columns: readonly Column<Row>[]
  /** The order that nobody has chosen: worst first, where there is a worst. */
  opensWith: Sort
  /** Said instead of the list when there is nothing to list at all. */
  none: ReactNode
  className?: string | undefined
  rowClass?: ((row: Row) => string | undefined) | undefined
  /** What a row opens to, and the key of the one that is open. */
  opened?: { readonly key: string | undefined; draw(row: Row): ReactNode } | undefined
  isFirst?: ((row: Row) => boolean) | undefined
  apart?: Apart<Row> | undefined
  /** What an exported file says beside its rows: how figures are computed, what they cover. */
  notes?: readonly string[] | undefined
  /**
   * One of several lists of a page, in a part that scrolls as a whole: it is only as high as its rows, up to a limit, and what is chosen about
   * it stays out of the address.
   */
  isBeside?: boolean | undefined
}

/**
 * The list of the house: sorted, filtered, with the columns that fit or were chosen, moved through by keys, taken along as a file. Only what
 * is in sight is drawn. Where it is narrow each row is read from top to bottom.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  return props.rows.length === 0 ? <div className="console__empty">{props.none}</div> : <Filled {...props} />
}

function Filled<Row extends object>(props: DataTableProps<Row>) {
  const { caption, rows, keyOf, columns, opensWith, className, rowClass, opened, isFirst, apart, notes } = props
  const list = useListState(props.isBeside !== true)
  const [scroller, box] = useBox<HTMLDivElement>()
  const { choice } = list
  const sort = sortAmong(columns, choice.sort) ?? opensWith
  const ordered = useListModel(rows, columns, { sort, find: choice.find, where: choice.where })
  const isPrinting = usePrinting()
  const isStacked = !isPrinting && box !== undefined && box.width < STACKED_BELOW
  const room = isPrinting ? PAPER_PX : isStacked ? 0 : box?.width
  const by = sort?.by
  const shown = useMemo(() => shownColumns(columns, choice.columns, room, by), [columns, choice.columns, room, by])
  const items = useMemo(
    () => listItems({ rows: ordered, keyOf, isFirst, apart, opened: opened?.key }),
    [ordered, keyOf, isFirst, apart, opened?.key],
  )
  const drawn = { caption, items, columns, shown, sort, list, scroller, className, rowClass, opened }
  return (
    <div className={props.isBeside ? 'data-table data-table--beside' : 'data-table'}>
      <ListTools
        caption={caption}
        columns={columns}
        shown={shown}
        rows={rows}
        ordered={ordered}
        sort={sort}
        list={list}
        notes={notes ?? []}
        isStacked={isStacked}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs the focus to be scrolled by keys */}
      <section ref={scroller} className="data-table__scroll" aria-label={caption} tabIndex={0}>
        {ordered.length === 0 ? (
          <NoMatch count={rows.length} list={list} />
        ) : isStacked ? (
          <StackedRows {...drawn} />
        ) : box === undefined ? null : (
          <TableRows {...drawn} />
        )}
      </section>
    </div>
  )
}

/** An order by a column that there is not, or that orders nothing, is none. */
function sortAmong<Row>(columns: readonly Column<Row>[], sort: Sort | undefined): Sort | undefined {
  return columns.some((column) => column.id === sort?.by && isSortable(column)) ? sort : undefined
}
