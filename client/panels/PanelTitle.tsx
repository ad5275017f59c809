import type { ReactNode } from 'react'
import './panelTitle.css'

/** The small heading over a part of the wall, with what it counts at its end. */
export function PanelTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <header className="panel-title">
      <h2 className="panel-title__text">{children}</h2>
      {aside !== undefined && <span className="panel-title__aside">{aside}</span>}
    </header>
  )
}
