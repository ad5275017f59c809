import { useMemo } from 'react'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { Commanded } from '../../../domain/walls/commanded.ts'
import { type SceneView, WHOLE_VIEW } from '../../../domain/walls/viewAddress.ts'
import { SCENES } from '../../scenes/index.ts'
import type { Scene } from '../../scenes/scene.ts'
import { useScreenTurn } from './useScreenTurn.ts'
import type { Preview } from './useSteeredWall.ts'

/** What stands on the wall beside a scene, and says why it is there. */
export type Why = Reason & {
  /** The window was opened to look: it is not the wall, and reports nothing. */
  readonly isLook?: true
}

type Reason =
  /** Somebody has put it up, or an alert has. */
  | { readonly is: 'taken'; readonly take: NonNullable<Commanded['take']> }
  /** The programme stands still. */
  | { readonly is: 'paused'; readonly by: string; readonly until: number | null }
  /** The scene that was called is none of this build's. */
  | { readonly is: 'unknownScene'; readonly scene: string }
  /** Several machines show the same screen. `why`: what there is to say beside it. */
  | { readonly is: 'cloned'; readonly machines: number; readonly why: Why | undefined }
  /** The address names a wall that there is not. */
  | { readonly is: 'unknownWall'; readonly named: string }
  | { readonly is: 'preview' }
  /** Nothing but that somebody looks. */
  | { readonly is: 'look' }

/** What a wall shows, and where that comes from. */
export interface Programme {
  readonly scene: Scene | undefined
  /** Scenes that turn; one alone stands still. */
  readonly scenes: readonly Scene[]
  readonly dwellMs: number
  /** What is in focus, what it is narrowed to, and of which moment; `scene` is the one above. */
  readonly view: SceneView
  /** Undefined: it is what the wall shows by itself. */
  readonly why: Why | undefined
  /** Whose commands it follows. */
  readonly wall: WallStateRow | undefined
}

/** What a screen of a wall shows, and what it has ready. */
export interface Steered {
  readonly programme: Programme
  /** What it turns to soon, to be prepared unseen. */
  readonly next: Programme | undefined
  readonly isUnknownScene: boolean
  /** The version of the command that it has followed. */
  readonly version: number
  /** When its wall turned to what it shows, epoch ms on the hub's clock; null: it has shown nothing else yet. */
  readonly dueAt: number | null
}

/** What is commanded of a wall, as this build can show it: in place of a scene that it does not have stands its first. */
export function useSteered(state: WallStateRow): Steered {
  const { shown, next, version, dueAt } = useScreenTurn(state)
  return useMemo(
    () => ({
      programme: { ...programmeOf(shown), wall: state },
      next: next && { ...programmeOf(next), wall: state },
      isUnknownScene: sceneOf(shown.scene) === undefined,
      version,
      dueAt,
    }),
    [shown, next, version, dueAt, state],
  )
}

const programmes = new WeakMap<Commanded, Omit<Programme, 'wall'>>()

/** Of the same command the same object: what has been prepared is not drawn anew as it comes. */
function programmeOf(commanded: Commanded): Omit<Programme, 'wall'> {
  const made = programmes.get(commanded)
  if (made !== undefined) return made
  const { scene: id, focus, filter, moment, level, since, until, isPaused } = commanded
  const known = sceneOf(id)
  const turning = commanded.scenes.map(sceneOf).filter((each) => each !== undefined)
  const isTurning = level === 'schedule' && !isPaused
  const programme = {
    scene: known ?? turning[0] ?? SCENES[0],
    scenes: isTurning && turning.length > 1 ? turning : [],
    dwellMs: until === null ? 0 : until - since,
    view: known === undefined ? WHOLE_VIEW : { scene: id, focus: known.isFocus === true ? focus : {}, filter, moment },
    why: known === undefined ? ({ is: 'unknownScene', scene: id } as const) : whyOf(commanded),
  }
  programmes.set(commanded, programme)
  return programme
}

function whyOf({ take, pausedBy, until }: Commanded): Why | undefined {
  if (take !== undefined) return { is: 'taken', take }
  return pausedBy === null ? undefined : { is: 'paused', by: pausedBy, until }
}

const sceneOf = (id: string) => SCENES.find((each) => each.id === id)

/** Why something stands on a screen that so many machines show; the same object while both are the same. */
export function useWhyBeside(why: Why | undefined, machines: number): Why | undefined {
  return useMemo(() => (machines > 1 ? { is: 'cloned', machines, why } : why), [why, machines])
}

/** A scene as the wall would show it. */
export function usePreviewed(view: Preview): Programme {
  return useMemo(() => {
    const why = { is: 'preview' } as const
    return { scene: sceneOf(view.scene), scenes: [], dwellMs: 0, view, why, wall: undefined }
  }, [view])
}
