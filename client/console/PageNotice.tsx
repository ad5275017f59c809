import type { ReactNode } from 'react'
import { Shape } from '../ui/Shape.tsx'
import './notFound.css'
import { useTitle } from './useTitle.ts'

/** A page that has nothing to show but why. */
export function PageNotice({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <div className="not-found">
      <p className="not-found__mark" aria-hidden="true">
        <Shape is="ring" />
      </p>
      <h1 className="not-found__title" id="console-heading" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  )
}
