/** Marks that tell a state without colour. Drawn, not typed: a kiosk's fonts need not have them. */
export type ShapeName = 'disc' | 'half' | 'ring' | 'diamond' | 'triangle' | 'dash' | 'square' | 'cross'

/** A mark as large as the text beside it and in its colour; what it says stands in words next to it. */
export function Shape({ is }: { is: ShapeName }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      {DRAWN[is]}
    </svg>
  )
}

const STROKE = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 }

const DRAWN: Record<ShapeName, React.ReactNode> = {
  disc: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5" {...STROKE} />
      <path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor" />
      <path d="M9.5 5.2 12 7.7M9.5 8.6l2.6 2.6" stroke="currentColor" strokeWidth="1" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5" {...STROKE} />,
  diamond: <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="currentColor" />,
  triangle: <path d="M8 1.8 15 14H1z" fill="currentColor" />,
  dash: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />,
  cross: <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" strokeWidth="2.6" />,
  square: <path d="M2.5 2.5h11v11h-11z" fill="currentColor" />,
}
