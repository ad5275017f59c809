import { useCallback, useEffect, useState } from 'react'
import type { Scene } from '../scenes/scene.ts'
import { dwellOf, step } from './rotation.ts'
import type { WallSettings } from './settings.ts'

export interface Turn {
  readonly scene: Scene | undefined
  readonly place: number
  readonly dwellMs: number
  /** By hand, one scene on or back; the new scene gets its full time. */
  turn(by: 1 | -1): void
}

/** Which scene is on, turning by itself. A programme of one stands still. */
export function useRotation(scenes: readonly Scene[], settings: WallSettings): Turn {
  const [place, setPlace] = useState(0)
  const at = place < scenes.length ? place : 0
  const scene = scenes[at]
  const dwellMs = scene === undefined ? 0 : dwellOf(scene, settings)
  const turn = useCallback((by: 1 | -1) => setPlace((old) => step(old, by, scenes.length)), [scenes.length])
  useEffect(() => {
    if (scenes.length < 2 || dwellMs <= 0) return
    const timer = setTimeout(() => setPlace(step(at, 1, scenes.length)), dwellMs)
    return () => clearTimeout(timer)
  }, [at, scenes, dwellMs])
  return { scene, place: at, dwellMs, turn }
}
