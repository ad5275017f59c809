import { startTransition, useEffect, useState } from 'react'
import { keyOfScene, type ViewedScene } from '../scenes/SceneMap.tsx'
import type { Why } from './steering/programmes.ts'

/** A scene that stands on the wall, seen or unseen, and why it is there. */
export interface StandingScene extends ViewedScene {
  readonly key: string
  readonly why: Why | undefined
}

export function standingScene(viewed: Omit<StandingScene, 'key'>): StandingScene {
  return { ...viewed, key: keyOfScene(viewed) }
}

/** What has left is taken down so long after the turn at the earliest, and by lot so much later: the screens of a wall do not do it at once. */
const LEAVES_AFTER_MS = 400
const LEAVES_SPREAD_MS = 800
/** A machine that never rests takes it down even so. */
const IDLE_WITHIN_MS = 1_000
/** Somebody who steps through a wall quickly leaves no more behind than this. */
const MOST_LEAVING = 2

/**
 * The scenes that stand on a wall: what is shown, what comes next, and, unseen, what has just left, which is taken down when the machine has nothing
 * else to do. They stay in the order in which they came, so that nothing is moved in the frame of a turn.
 */
export function useStandingScenes(
  shown: StandingScene | undefined,
  prepared: StandingScene | undefined,
): readonly StandingScene[] {
  const [kept, setKept] = useState<readonly StandingScene[]>([])
  const standing = withWanted(kept, shown, prepared)
  // Before anything below is drawn: what stands is told from what stood at the last turn.
  if (standing !== kept) setKept(standing)
  const isWanted = ({ key }: StandingScene) => key === shown?.key || key === prepared?.key
  const leaving = standing
    .filter((each) => !isWanted(each))
    .map(({ key }) => key)
    .join('\n')
  useEffect(() => {
    if (leaving === '') return
    const keys = leaving.split('\n')
    return whenIdle(() => startTransition(() => setKept((old) => old.filter(({ key }) => !keys.includes(key)))))
  }, [leaving])
  return standing
}

/** The same list while it says the same. */
function withWanted(
  kept: readonly StandingScene[],
  shown: StandingScene | undefined,
  prepared: StandingScene | undefined,
): readonly StandingScene[] {
  const wanted = [shown, prepared].filter((each) => each !== undefined)
  const wantedOf = (key: string) => wanted.find((each) => each.key === key)
  const isSame = (a: StandingScene, b: StandingScene) => a.key === b.key && a.why === b.why
  const leaving = kept.filter(({ key }) => wantedOf(key) === undefined)
  const over = new Set(leaving.slice(0, Math.max(0, leaving.length - MOST_LEAVING)))
  const standing = [
    ...kept
      .filter((each) => !over.has(each))
      .map((each) => {
        const now = wantedOf(each.key) ?? each
        return isSame(each, now) ? each : now
      }),
    ...wanted.filter(({ key }) => kept.every((each) => each.key !== key)),
  ]
  return standing.length === kept.length && standing.every((each, i) => each === kept[i]) ? kept : standing
}

/** @returns ends the wait */
function whenIdle(callback: () => void): () => void {
  let idle: number | undefined
  const timer = setTimeout(
    () => {
      if (typeof requestIdleCallback !== 'function') callback()
      else idle = requestIdleCallback(callback, { timeout: IDLE_WITHIN_MS })
    },
    LEAVES_AFTER_MS + Math.random() * LEAVES_SPREAD_MS,
  )
  return () => {
    clearTimeout(timer)
    if (idle !== undefined) cancelIdleCallback(idle)
  }
}
