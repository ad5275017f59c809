import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/useLanguage.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Sort } from '../../address.ts'
import { Popup } from '../Popup.tsx'
import { ColumnFilters } from './ColumnFilters.tsx'
import { type Column, isSortable } from './column.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { TypedField } from './TypedField.tsx'
import type { ListState } from './useListState.ts'
import { useWayText } from './useWayText.ts'

/** What stands above a list: its filters, how many rows they leave, its columns, and the way to take it along. */
export function ListTools<Row>({
  caption,
  columns,
  shown,
  rows,
  ordered,
  sort,
  list,
  notes,
  isStacked,
}: {
  caption: string
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  rows: readonly Row[]
  ordered: readonly Row[]
  sort: Sort
  list: ListState
  notes: readonly string[]
  isStacked: boolean
}) {
  const { t } = useTranslation('list')
  const [language] = useLanguage()
  const { choice, set } = list
  const isFilterable = columns.some(({ text, choice: few }) => text !== undefined || few !== undefined)
  const number = (n: number) => formatNumber(n, 0, language)
  return (
    <div className="list-tools">
      <TypedField
        className="list-tools__find"
        label={t('find')}
        hint={t('findHint')}
        value={choice.find}
        onTyped={(find) => set({ find })}
      />
      {isFilterable && <ColumnFilters columns={columns} rows={rows} list={list} />}
      <output className="list-tools__count">
        {ordered.length === rows.length
          ? t('rows', { count: rows.length, number: number(rows.length) })
          : t('rowsOf', { shown: number(ordered.length), total: number(rows.length) })}
      </output>
      <div className="list-tools__end">
        {isStacked ? (
          <SortChoice columns={columns} sort={sort} list={list} />
        ) : (
          <ColumnChoice columns={columns} shown={shown} list={list} />
        )}
        <ExportMenu
          caption={caption}
          columns={columns}
          shown={shown}
          rows={rows}
          ordered={ordered}
          sort={sort}
          list={list}
          notes={notes}
        />
      </div>
    </div>
  )
}

/** Which columns are drawn: those that fit, or those that were chosen. */
function ColumnChoice<Row>({
  columns,
  shown,
  list,
}: {
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  list: ListState
}) {
  const { t } = useTranslation('list')
  const choose = (id: string, isShown: boolean) =>
    list.set({
      columns: columns.flatMap((column) => {
        if (column.id === id) return isShown ? [id] : []
        return shown.includes(column) ? [column.id] : []
      }),
    })
  return (
    <Popup label={t('columns', { shown: shown.length, count: columns.length })}>
      {() => (
        <fieldset>
          <legend>{t('columnsShown')}</legend>
          <label className="popup__choice">
            <input
              type="checkbox"
              checked={list.choice.columns === undefined}
              onChange={({ target }) => list.set({ columns: target.checked ? undefined : shown.map(({ id }) => id) })}
            />
            {t('columnsFit')}
          </label>
          {columns
            .filter(({ rank }) => rank !== 'name')
            .map((column) => (
              <label key={column.id} className="popup__choice">
                <input
                  type="checkbox"
                  checked={shown.includes(column)}
                  onChange={({ target }) => choose(column.id, target.checked)}
                />
                {column.label}
              </label>
            ))}
        </fieldset>
      )}
    </Popup>
  )
}

/** Where there is no head to press. */
function SortChoice<Row>({ columns, sort, list }: { columns: readonly Column<Row>[]; sort: Sort; list: ListState }) {
  const { t } = useTranslation('list')
  const way = useWayText()(
    columns.find(({ id }) => id === sort.by),
    sort,
  )
  return (
    <span className="list-tools__sort">
      <select
        className="console__button"
        aria-label={t('sortBy')}
        value={sort.by}
        onChange={({ target: { value } }) => {
          const column = columns.find(({ id }) => id === value)
          if (column !== undefined) list.set({ sort: { by: column.id, falls: column.fallsFirst === true } })
        }}
      >
        {columns.filter(isSortable).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="console__button"
        aria-label={t('turn', { way })}
        onClick={() => list.set({ sort: { by: sort.by, falls: !sort.falls } })}
      >
        <span aria-hidden="true">{sort.falls ? '▾' : '▴'}</span>
      </button>
    </span>
  )
}
