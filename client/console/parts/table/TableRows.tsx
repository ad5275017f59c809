import { memo, type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Sort } from '../../address.ts'
import '../table.css'
import { type Column, isSortable } from './column.ts'
import type { ListItem } from './listItems.ts'
import { openPressedRow } from './openPressedRow.ts'
import type { ListState } from './useListState.ts'
import { useVirtualRows, type VirtualRows } from './useVirtualRows.ts'

/** Height of a row of one line, CSS pixels; what is higher is measured. */
const ROW_PX = 29

/** What a list hands to the form it is drawn in. */
export interface DrawnRows<Row> {
  caption: string
  items: readonly ListItem<Row>[]
  columns: readonly Column<Row>[]
  /** Those of the columns that are drawn. */
  shown: readonly Column<Row>[]
  sort: Sort
  list: ListState
  scroller: RefObject<HTMLElement | null>
  className: string | undefined
  rowClass: ((row: Row) => string | undefined) | undefined
  opened: { readonly key: string | undefined; draw(row: Row): ReactNode } | undefined
}

/** A list as a table under a head that stays in sight. */
export function TableRows<Row extends object>(props: DrawnRows<Row>) {
  const { caption, items, columns, shown, sort, list, scroller, className, rowClass, opened } = props
  const head = useRef<HTMLTableSectionElement>(null)
  const headPx = useHeightOf(head)
  const rows = useVirtualRows({
    scroller,
    count: items.length,
    keyOf: useCallback((index: number) => items[index]?.key ?? '', [items]),
    estimate: () => ROW_PX,
    above: headPx,
    isRow: (index) => items[index]?.is === 'row',
  })
  useScrollToOpened(items, opened?.key, rows.scrollTo)
  const sections = sectionsOf(items, rows.items)
  return (
    <table
      className={className === undefined ? 'table table--list' : `table table--list ${className}`}
      // The head is a row as well.
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length}
      onClick={openPressedRow}
      onKeyDown={rows.onKeyDown}
      onFocus={rows.onFocus}
      onBlur={rows.onBlur}
      style={{ minWidth: shown.reduce((sum, { width }) => sum + width, 0) }}
    >
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        {shown.map(({ id, grows, width }) => (
          <col key={id} style={grows ? undefined : { width }} />
        ))}
      </colgroup>
      <thead ref={head}>
        <tr aria-rowindex={1}>
          {shown.map((column) => (
            <ColumnHead key={column.id} column={column} place={columns.indexOf(column) + 1} sort={sort} list={list} />
          ))}
        </tr>
      </thead>
      {sections.map((section) => (
        <tbody key={section[0]?.item.is === 'head' ? section[0].item.key : ''}>
          {section.map(({ item, index, gap }) => (
            <WithGap key={item.key} px={gap} columns={shown.length}>
              {item.is === 'row' ? (
                <TableRow
                  index={index}
                  id={item.key}
                  row={item.row}
                  columns={columns}
                  shown={shown}
                  className={rowClasses(item, rowClass, opened?.key)}
                  measure={rows.measure}
                />
              ) : (
                <tr ref={rows.measure} data-index={index} aria-rowindex={index + 2}>
                  {item.is === 'detail' ? (
                    <td colSpan={shown.length} className="table__opened">
                      {opened?.draw(item.row)}
                    </td>
                  ) : (
                    <th scope="rowgroup" colSpan={shown.length} className="table__group">
                      {item.says}
                    </th>
                  )}
                </tr>
              )}
            </WithGap>
          ))}
        </tbody>
      ))}
      <tfoot aria-hidden="true">
        <Gap px={rows.height - (rows.items.at(-1)?.end ?? 0)} columns={shown.length} />
      </tfoot>
    </table>
  )
}

/** Height of the head, which a narrower column makes higher, CSS pixels. */
function useHeightOf(head: RefObject<HTMLElement | null>): number {
  const [px, setPx] = useState(ROW_PX)
  useLayoutEffect(() => {
    if (head.current === null) return
    const element = head.current
    const measure = () => setPx(element.getBoundingClientRect().height)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [head])
  return px
}

interface DrawnItem<Row> {
  readonly item: ListItem<Row>
  readonly index: number
  /** Room of the items before it that are not drawn, CSS pixels. */
  readonly gap: number
}

/** What is drawn, cut where a head begins a group of its own. */
function sectionsOf<Row>(items: readonly ListItem<Row>[], drawn: VirtualRows['items']): DrawnItem<Row>[][] {
  const sections: DrawnItem<Row>[][] = [[]]
  let drawnTo = 0
  for (const { index, start, end } of drawn) {
    const item = items[index]
    if (item === undefined) continue
    if (item.is === 'head') sections.push([])
    sections.at(-1)?.push({ item, index, gap: start - drawnTo })
    drawnTo = end
  }
  return sections.filter((section) => section.length > 0)
}

/** What opens by its address must be in sight: a mark on the map leads to one row among thousands. */
export function useScrollToOpened<Row>(
  items: readonly ListItem<Row>[],
  opened: string | undefined,
  scrollTo: (index: number) => void,
): void {
  const shownFor = useRef<string>(undefined)
  useEffect(() => {
    const place = opened === undefined ? -1 : items.findIndex(({ is, key }) => is === 'row' && key === opened)
    if (shownFor.current === opened || (opened !== undefined && place < 0)) return
    shownFor.current = opened
    if (place >= 0) scrollTo(place)
  })
}

export function rowClasses<Row>(
  { key, row, isApart }: Extract<ListItem<Row>, { is: 'row' }>,
  rowClass: ((row: Row) => string | undefined) | undefined,
  opened: string | undefined,
): string {
  const classes = [key === opened && 'table__row--current', isApart && 'table__apart', rowClass?.(row)]
  return ['table__row', ...classes.filter(Boolean)].join(' ')
}

interface TableRowProps<Row> {
  index: number
  /** Of the row among the rows of the list. */
  id: string
  row: Row
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  className: string
  measure: (element: HTMLElement | null) => void
}

function TableRowOf<Row>({ index, id, row, columns, shown, className, measure }: TableRowProps<Row>) {
  return (
    <tr ref={measure} data-index={index} data-key={id} aria-rowindex={index + 2} className={className}>
      {shown.map((column) => {
        const Cell = column.rank === 'name' ? 'th' : 'td'
        return (
          <Cell
            key={column.id}
            {...(column.rank === 'name' && { scope: 'row' })}
            data-column={column.id}
            aria-colindex={columns.indexOf(column) + 1}
            className={cellClass(column)}
          >
            {column.cell(row)}
          </Cell>
        )
      })}
    </tr>
  )
}

/** Drawn anew when its row has changed; what ages in it looks at the clock by itself. */
const TableRow = memo(TableRowOf) as typeof TableRowOf

function cellClass<Row>({ isNumber, wraps }: Column<Row>): string | undefined {
  return isNumber ? 'table__number' : wraps ? 'table__wrap' : undefined
}

/** The room of rows that are not drawn, before those that are. */
function WithGap({ px, columns, children }: { px: number; columns: number; children: ReactNode }) {
  return (
    <>
      <Gap px={px} columns={columns} />
      {children}
    </>
  )
}

function Gap({ px, columns }: { px: number; columns: number }) {
  return px < 1 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a tabindex takes no focus
    <tr aria-hidden="true" className="table__gap">
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  )
}

/** A column's head; where the column can be put in order, the way to that. */
function ColumnHead<Row>({
  column,
  place,
  sort,
  list,
}: {
  column: Column<Row>
  place: number
  sort: Sort
  list: ListState
}) {
  const { id, label, head, isNumber, fallsFirst } = column
  const isMine = sort.by === id
  const next: Sort = { by: id, falls: isMine ? !sort.falls : fallsFirst === true }
  const address = list.toSort(next)
  const says = (
    <>
      <span className="table__head">{head ?? label}</span>
      <span className="table__arrow" aria-hidden="true">
        {isMine ? (sort.falls ? '▾' : '▴') : ''}
      </span>
    </>
  )
  return (
    <th
      scope="col"
      aria-colindex={place}
      className={isNumber ? 'table__number' : undefined}
      aria-sort={isMine ? (sort.falls ? 'descending' : 'ascending') : undefined}
    >
      {!isSortable(column) ? (
        <span className="table__head">{head ?? label}</span>
      ) : address === undefined ? (
        <button type="button" className="table__sort" onClick={() => list.set({ sort: next })}>
          {says}
        </button>
      ) : (
        <Link className="table__sort" to={address} replace>
          {says}
        </Link>
      )}
    </th>
  )
}
