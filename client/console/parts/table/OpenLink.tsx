import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useView } from '../../useView.ts'

/**
 * Opens a row to what else there is of it, or closes it again.
 * @param row its key, as the address holds it
 * @param label what is opened, where the words on the link do not say of which row
 * @param isName the link is the name of its row: the arrow keys move from one such link to the next
 */
export function OpenLink({
  row,
  label,
  isName,
  children,
}: {
  row: string
  label?: string
  isName?: boolean
  children: ReactNode
}) {
  const { view, to } = useView()
  const isOpen = view.opened === row
  return (
    <Link
      className="table__link"
      data-row={isName ? true : undefined}
      data-opens
      to={to({ opened: isOpen ? undefined : row })}
      replace
      aria-expanded={isOpen}
      aria-label={label}
    >
      {children}
    </Link>
  )
}
