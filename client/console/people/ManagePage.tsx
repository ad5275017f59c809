import type { ReactNode } from 'react'
import type { UnitTree } from '../../../domain/units/unit.ts'
import './peoplePage.css'
import { PageHead } from '../parts/PageHead.tsx'

/** A page of sections below one another, which scrolls as a whole. */
export function ManagePage({
  units,
  heading,
  side,
  children,
}: {
  units: UnitTree | undefined
  heading: string
  side?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="manage-page">
      <PageHead units={units} above={undefined} heading={heading}>
        {side}
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what does not fit */}
      <div className="manage-page__body" tabIndex={0}>
        <div className="manage">{children}</div>
      </div>
    </div>
  )
}
