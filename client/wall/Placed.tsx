import type { CSSProperties, ReactNode } from 'react'
import type { Box } from '../../domain/walls/geometry.ts'

/** A part of the wall in its box. */
export function Placed({
  box,
  at = 'top',
  children,
}: {
  readonly box: Box
  readonly at?: 'top' | 'bottom' | 'middle'
  readonly children: ReactNode
}) {
  return (
    <div className="wall__box" data-at={at} style={placeOf(box)}>
      {children}
    </div>
  )
}

function placeOf({ left, top, right, bottom }: Box): CSSProperties {
  return { left, top, width: right - left, height: bottom - top }
}
