import { useEffect, useState, useSyncExternalStore } from 'react'
import type { WallState } from '../../../domain/walls/wallState.ts'
import { useExactClock, useHoldAround } from '../../live/useLive.ts'
import { createScreenTurner, type ScreenTurn } from './screenTurner.ts'

/**
 * What a screen of a wall shows now, and what it prepares. It becomes another in the frame at which every screen of the wall turns, and is the same
 * object until then: nothing renders with the seconds between.
 */
export function useScreenTurn(state: WallState): ScreenTurn {
  const now = useExactClock()
  const onComing = useHoldAround()
  const [turner] = useState(() => createScreenTurner({ first: state, now, later, nextFrame, onComing }))
  useEffect(() => {
    turner.follow(state)
    return () => turner.stop()
  }, [turner, state])
  return useSyncExternalStore(turner.onTurn, turner.read)
}

function later(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

function nextFrame(callback: () => void): () => void {
  const frame = requestAnimationFrame(callback)
  return () => cancelAnimationFrame(frame)
}
