import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Sort } from '../address.ts'
import { useView } from '../useView.ts'

/**
 * A column head that orders its table. The order is part of the address.
 * @param fallsFirst the first press gives the falling order
 */
export function SortHead({
  by,
  sort,
  fallsFirst,
  number,
  children,
}: {
  by: string
  sort: Sort
  fallsFirst: boolean
  number?: boolean | undefined
  children: ReactNode
}) {
  const { to } = useView()
  const mine = sort.by === by
  const next: Sort = { by, falls: mine ? !sort.falls : fallsFirst }
  return (
    <th
      scope="col"
      className={number ? 'table__number' : undefined}
      aria-sort={mine ? (sort.falls ? 'descending' : 'ascending') : undefined}
    >
      <Link className="table__sort" to={to({ sort: next })} replace>
        {children}
        <span className="table__arrow" aria-hidden="true">
          {mine ? (sort.falls ? '▾' : '▴') : ''}
        </span>
      </Link>
    </th>
  )
}
