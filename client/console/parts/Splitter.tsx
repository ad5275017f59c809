import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recall, remember } from '../../remembered.ts'
import './splitter.css'

const LEAST = 25
const MOST = 70
const STEP = 2

const clamp = (share: number) => Math.min(MOST, Math.max(LEAST, Math.round(share)))

function remembered(fallback: number): number {
  const stored = Number(recall('split') ?? Number.NaN)
  return Number.isFinite(stored) ? clamp(stored) : fallback
}

/** Two panes side by side and the bar between them, moved by pointer or by arrow keys; stacked where there is no width. */
export function Splitter({ first, second }: { first: ReactNode; second: ReactNode }) {
  const { t } = useTranslation('console')
  const frame = useRef<HTMLDivElement>(null)
  const [share, setShare] = useState(() => remembered(42))

  function move(next: number): void {
    setShare(clamp(next))
    remember('split', String(clamp(next)))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST }[event.key]
    if (next === undefined) return
    event.preventDefault()
    move(next)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || frame.current === null) return
    const box = frame.current.getBoundingClientRect()
    move(((event.clientX - box.left) / box.width) * 100)
  }

  return (
    <div ref={frame} className="splitter" style={{ '--share': `${share}%` } as CSSProperties}>
      <div className="splitter__pane splitter__pane--first">{first}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; this is the window splitter pattern */}
      <div
        className="splitter__bar"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('splitter')}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        aria-valuenow={share}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <div className="splitter__pane">{second}</div>
    </div>
  )
}
