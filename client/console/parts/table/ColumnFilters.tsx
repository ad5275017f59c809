import { useTranslation } from 'react-i18next'
import { compareNames } from '../../../panels/names.ts'
import type { ColumnFilter } from '../../address.ts'
import { Popup } from '../Popup.tsx'
import type { Column } from './column.ts'
import { TypedField } from './TypedField.tsx'
import type { ListState } from './useListState.ts'

/** A field for every column that can be filtered by, and what the list is filtered by now. */
export function ColumnFilters<Row>({
  columns,
  rows,
  list,
}: {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  list: ListState
}) {
  const { t } = useTranslation('list')
  const { where } = list.choice
  const set = (column: string, is: string | undefined) =>
    list.set({
      where: [...where.filter((each) => each.column !== column), ...(is === undefined ? [] : [{ column, is }])],
    })
  const filterable = columns.filter(({ text, choice }) => text !== undefined || choice !== undefined)
  return (
    <>
      <Popup label={t('byColumn')}>
        {() =>
          filterable.map((column) => (
            <Filter
              key={column.id}
              column={column}
              rows={rows}
              is={where.find((each) => each.column === column.id)?.is}
              set={set}
            />
          ))
        }
      </Popup>
      {where.map((filter) => (
        <button
          key={filter.column}
          type="button"
          className="console__button list-tools__filter"
          aria-label={`${t('clear')}: ${filterText(columns, filter)}`}
          onClick={() => set(filter.column, undefined)}
        >
          {filterText(columns, filter)} <span aria-hidden="true">×</span>
        </button>
      ))}
    </>
  )
}

/** `Tình trạng: Mất tín hiệu`. */
export function filterText<Row>(columns: readonly Column<Row>[], { column: id, is }: ColumnFilter): string {
  const column = columns.find((each) => each.id === id)
  return `${column?.label ?? id}: ${column?.choice?.label(is) ?? is}`
}

function Filter<Row>({
  column,
  rows,
  is,
  set,
}: {
  column: Column<Row>
  rows: readonly Row[]
  is: string | undefined
  set: (column: string, is: string | undefined) => void
}) {
  const { t } = useTranslation('list')
  const { id, label, choice } = column
  const name = t('filterOf', { column: label })
  if (choice === undefined) {
    return (
      <div className="list-tools__by">
        <span aria-hidden="true">{label}</span>
        <TypedField label={name} value={is} onTyped={(next) => set(id, next)} />
      </div>
    )
  }
  // What a link filters by is among the choices, even when no row says it now.
  const ids = [...new Set([...rows.map(choice.of), ...(choice.others ?? []), ...(is === undefined ? [] : [is])])]
  return (
    <div className="list-tools__by">
      <span aria-hidden="true">{label}</span>
      <select
        className="console__button"
        aria-label={name}
        value={is ?? ''}
        onChange={({ target: { value } }) => set(id, value === '' ? undefined : value)}
      >
        <option value="">{t('any')}</option>
        {ids
          .map((each) => ({ id: each, label: choice.label(each) }))
          .sort((a, b) => compareNames(a.label, b.label))
          .map((each) => (
            <option key={each.id} value={each.id}>
              {each.label}
            </option>
          ))}
      </select>
    </div>
  )
}
