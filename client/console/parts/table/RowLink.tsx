import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Page } from '../../../../domain/pages.ts'
import { useView } from '../../useView.ts'

/** The name of a row, which leads to the row's own page. */
export function RowLink({ page, title, children }: { page: Page; title?: string; children: ReactNode }) {
  const { toPage } = useView()
  return (
    <Link className="table__link" data-row to={toPage(page)} title={title}>
      {children}
    </Link>
  )
}
