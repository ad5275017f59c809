import { useEffect, useRef, useState } from 'react'
import type { Arrival } from '../layers/layerData.ts'
import { isStill } from '../motion.ts'
import { newerThan } from './newer.ts'
import type { Seen } from './seen.ts'
import './breaths.css'

/**
 * A place breathes once when its report arrives: a ring that opens and fades, drawn by the browser's compositor, so that the map does not
 * have to draw itself anew. Nothing where motion is not wanted.
 */
export function Breaths({
  arrivals,
  seen,
  scale,
}: {
  readonly arrivals: readonly Arrival[]
  readonly seen: Seen
  readonly scale: number
}) {
  const [breathing, setBreathing] = useState<readonly Arrival[]>([])
  const known = useRef(new Map<string, number>())
  useEffect(() => {
    const newer = newerThan(known.current, arrivals)
    if (newer.length === 0 || isStill()) return
    setBreathing((old) => [...old.filter(({ id }) => newer.every((one) => one.id !== id)), ...newer])
  }, [arrivals])
  return breathing.map(({ id, at, lng, lat, height }) => {
    const [x, y] = seen.project(lng, lat, height)
    return (
      <span
        key={`${id} ${at}`}
        className="map-breath"
        style={{ left: x, top: y, fontSize: 12 * scale }}
        onAnimationEnd={() => setBreathing((old) => old.filter((one) => one.id !== id))}
      />
    )
  })
}
