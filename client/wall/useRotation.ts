import { useCallback, useEffect, useState } from 'react'
import { PREPARE_MS } from '../../domain/walls/turning.ts'
import type { Scene } from '../scenes/scene.ts'
import { dwellOf, step } from './rotation.ts'
import type { WallSettings } from './settings.ts'

export interface Turn {
  readonly scene: Scene | undefined
  readonly place: number
  readonly dwellMs: number
  /** What comes next, once it does so soon: to be prepared unseen. */
  readonly next: Scene | undefined
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
  const [endsAt, setEndsAt] = useState<number>()
  useEffect(() => {
    if (scenes.length < 2 || dwellMs <= 0) return
    const prepare = setTimeout(() => setEndsAt(at), Math.max(0, dwellMs - PREPARE_MS))
    const timer = setTimeout(() => setPlace(step(at, 1, scenes.length)), dwellMs)
    return () => {
      clearTimeout(prepare)
      clearTimeout(timer)
      setEndsAt(undefined)
    }
  }, [at, scenes, dwellMs])
  return { scene, place: at, dwellMs, next: endsAt === at ? scenes[step(at, 1, scenes.length)] : undefined, turn }
}
