import { memo, useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import { openPressedRow } from './openPressedRow.ts'
import { type DrawnRows, rowClasses, useScrollToOpened } from './TableRows.tsx'
import { useVirtualRows } from './useVirtualRows.ts'

/** Height of a row before it is measured, CSS pixels. */
const ROW_PX = 78

/**
 * A list on a narrow screen: of each row its name, then its first columns; the others on asking. Everything to be pressed is as large as a
 * thumb needs.
 */
export function StackedRows<Row extends object>(props: DrawnRows<Row>) {
  const { caption, items, columns, shown, scroller, rowClass, opened } = props
  const rows = useVirtualRows({
    scroller,
    count: items.length,
    keyOf: useCallback((index: number) => items[index]?.key ?? '', [items]),
    estimate: () => ROW_PX,
    above: 0,
    isRow: (index) => items[index]?.is === 'row',
  })
  useScrollToOpened(items, opened?.key, rows.scrollTo)
  let drawnTo = 0
  return (
    <ul
      className="stack"
      aria-label={caption}
      onClick={openPressedRow}
      onKeyDown={rows.onKeyDown}
      onFocus={rows.onFocus}
      onBlur={rows.onBlur}
      style={{ paddingBottom: Math.max(0, rows.height - (rows.items.at(-1)?.end ?? 0)) }}
    >
      {rows.items.map(({ index, start, end }) => {
        const item = items[index]
        if (item === undefined) return null
        const gap = Math.max(0, start - drawnTo)
        drawnTo = end
        return (
          // The room of rows that are not drawn is no part of the row below it.
          <li
            key={item.key}
            ref={rows.measure}
            data-index={index}
            data-key={item.key}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className={item.is === 'row' ? rowClasses(item, rowClass, opened?.key) : undefined}
            style={{ marginTop: gap }}
          >
            {item.is === 'row' ? (
              <StackedRow row={item.row} columns={columns} shown={shown} />
            ) : item.is === 'detail' ? (
              <div className="stack__opened">{opened?.draw(item.row)}</div>
            ) : (
              <div className="table__group stack__head">{item.says}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface StackedRowProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
}

function StackedRowOf<Row>({ row, columns, shown }: StackedRowProps<Row>) {
  const { t } = useTranslation('list')
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const name = columns.find(({ rank }) => rank === 'name')
  const first = shown.filter((column) => column !== name)
  const rest = columns.filter((column) => column !== name && !first.includes(column))
  return (
    <>
      <div className="stack__line">
        <div className="stack__name">{name?.cell(row)}</div>
        {rest.length > 0 && (
          <button
            type="button"
            className="stack__more"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={t(isOpen ? 'showLessOf' : 'showMoreOf', { what: name?.text?.(row) ?? '' })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'showLess' : 'showMore')}
          </button>
        )}
      </div>
      <dl className="stack__first">
        {first.map((column) => (
          <div key={column.id}>
            <dt className={column.isNumber || column.isNamed ? undefined : 'visually-hidden'}>{column.label}</dt>
            <dd data-column={column.id}>{column.cell(row)}</dd>
          </div>
        ))}
      </dl>
      {isOpen && (
        <dl id={id} className="stack__rest">
          {rest.map((column) => (
            <div key={column.id}>
              <dt>{column.label}</dt>
              <dd>{column.cell(row)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

const StackedRow = memo(StackedRowOf) as typeof StackedRowOf
