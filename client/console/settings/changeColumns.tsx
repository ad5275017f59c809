import type { TFunction } from 'i18next'
import { formatDateTime } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { ChangeLink } from './ChangeLink.tsx'

/** Something that people may have set. */
interface Changed {
  readonly changed: { readonly by: string; readonly at: number; readonly note: string | null } | null
}

/**
 * Who has set something last and when, and for who may the way to set it anew.
 * @param row the row's key, as addresses hold it
 * @param what it is called
 */
export function changeColumns<Row extends Changed>(
  t: TFunction<'settings'>,
  mayChange: boolean,
  row: (each: Row) => string,
  what: (each: Row) => string,
): readonly Column<Row>[] {
  const changed: Column<Row> = {
    id: 'changed',
    label: t('changed'),
    rank: 'second',
    width: 190,
    wraps: true,
    cell: ({ changed: last }) =>
      last === null ? (
        t('never')
      ) : (
        <>
          <bdi>{last.by}</bdi>
          <div className="table__faint">{formatDateTime(last.at)}</div>
        </>
      ),
    text: ({ changed: last }) => last?.by ?? t('never'),
    exports: [
      { label: t('changed'), kind: 'text', of: ({ changed: last }) => last?.by ?? null },
      { label: t('when'), kind: 'moment', of: ({ changed: last }) => last?.at ?? null },
      { label: t('note'), kind: 'text', of: ({ changed: last }) => last?.note ?? null },
    ],
  }
  if (!mayChange) return [changed]
  return [
    changed,
    {
      id: 'change',
      label: t('change'),
      rank: 'first',
      width: 80,
      cell: (each) => <ChangeLink row={row(each)} what={what(each)} />,
    },
  ]
}
