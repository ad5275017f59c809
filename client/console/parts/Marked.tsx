import type { ReactNode } from 'react'
import { Shape, type ShapeName } from '../../ui/Shape.tsx'
import './marked.css'

/** A word with its shape before it; a tone where the colour helps those who see it. */
export function Marked({ is, tone, children }: { is: ShapeName; tone?: 'near' | 'missed'; children: ReactNode }) {
  return (
    <span className={tone === undefined ? 'marked' : `marked marked--${tone}`}>
      <Shape is={is} /> {children}
    </span>
  )
}
