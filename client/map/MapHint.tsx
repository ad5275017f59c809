import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { Picked } from './mapEngine.ts'
import './mapHint.css'

/** What the pointer rests on, and where it came upon it, px in the map. */
export interface Hovered {
  readonly picked: Picked
  readonly x: number
  readonly y: number
}

/** The hint stays where the pointer met a thing: following every motion it would be in the way of what it is about. */
export function hoveredNow(
  before: Hovered | undefined,
  picked: Picked | undefined,
  x: number,
  y: number,
): Hovered | undefined {
  if (picked === undefined) return undefined
  const isSame = before?.picked.id === picked.id && before.picked.layer === picked.layer
  return isSame ? before : { picked, x, y }
}

/** From the pointer, px. */
const ASIDE = 14

/**
 * A few words beside the pointer. It takes no focus and no click, Escape closes it, and it is not read aloud: all it says stands in the
 * tables too.
 */
export function MapHint({ hovered, end, children }: { hovered: Hovered; end: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const { x, y } = hovered
  useLayoutEffect(() => {
    const element = box.current
    const map = element?.parentElement
    if (element === null || map == null) return
    const right = x + ASIDE + element.offsetWidth > map.clientWidth
    const low = y + ASIDE + element.offsetHeight > map.clientHeight
    element.style.left = `${Math.max(0, right ? x - ASIDE - element.offsetWidth : x + ASIDE)}px`
    element.style.top = `${Math.max(0, low ? y - ASIDE - element.offsetHeight : y + ASIDE)}px`
  })
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && end()
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [end])
  return (
    <div ref={box} className="map-hint" aria-hidden="true">
      {children}
    </div>
  )
}
