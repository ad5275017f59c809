import { type Commanded, commandedAt } from '../../../domain/walls/commanded.ts'
import { nextTurn, PREPARE_MS, saysSame } from '../../../domain/walls/turning.ts'
import type { WallState } from '../../../domain/walls/wallState.ts'

/** So near its turn a screen looks at the clock with each frame. */
const FRAMES_FROM_MS = 40
/** It looks at least so often: the clock may have been corrected meanwhile. */
const LOOK_EVERY_MS = 1_000

/** What a screen shows, and what it has ready. */
export interface ScreenTurn {
  readonly shown: Commanded
  /** The version of the command that it has followed. */
  readonly version: number
  /** What comes next, to be prepared unseen; undefined: nothing does soon. */
  readonly next: Commanded | undefined
  /** When its wall turned to what it shows, epoch ms on the hub's clock; null: it has shown nothing else yet. */
  readonly dueAt: number | null
}

/**
 * Turns a screen in the first frame at or after the moment at which every screen of its wall turns, by its estimate of the hub's clock. A screen
 * that hears of it late turns in the next frame.
 */
export interface ScreenTurner {
  /** The same object until it says something else. */
  read(): ScreenTurn
  /** @returns stops listening. Who draws at once when told has what is shown in the same frame's picture. */
  onTurn(listener: () => void): () => void
  follow(state: WallState): void
  stop(): void
}

/**
 * @param first what is commanded as the page begins, which is shown at once
 * @param now epoch ms on the hub's clock; @param later, nextFrame return what ends the wait
 * @param onComing told when it turns, epoch ms on the hub's clock, soon before it does
 */
export function createScreenTurner({
  first,
  now,
  later,
  nextFrame,
  onComing,
}: {
  first: WallState
  now: () => number
  later: (callback: () => void, ms: number) => () => void
  nextFrame: (callback: () => void) => () => void
  onComing: (at: number) => void
}): ScreenTurner {
  const listeners = new Set<() => void>()
  let state = first
  let turn: ScreenTurn = {
    ...{ shown: commandedAt(first, now()), version: first.version },
    ...{ next: undefined, dueAt: null },
  }
  let endWait: () => void = () => undefined

  function set(next: ScreenTurn): void {
    turn = next
    for (const listener of [...listeners]) listener()
  }

  /** Of what has been prepared already the same object, so that nothing of it is drawn anew. */
  const prepared = (to: Commanded) => (turn.next !== undefined && saysSame(turn.next, to) ? turn.next : to)

  function look(isFrame: boolean): void {
    endWait()
    const time = now()
    const coming = nextTurn(state, { commanded: turn.shown, version: turn.version }, time)
    const inMs = coming === undefined ? Number.POSITIVE_INFINITY : coming.at - time
    if (coming !== undefined && isFrame && inMs <= 0) {
      set({ shown: prepared(coming.to), version: state.version, next: undefined, dueAt: coming.at })
      look(false)
      return
    }
    // An act that changes nothing that is shown has been followed as it is heard.
    const version = coming?.isCommanded === true ? turn.version : state.version
    const next = coming !== undefined && inMs <= PREPARE_MS ? prepared(coming.to) : undefined
    if (coming !== undefined && next !== undefined) onComing(coming.at)
    if (next !== turn.next || version !== turn.version) set({ ...turn, next, version })
    if (inMs <= FRAMES_FROM_MS) endWait = nextFrame(() => look(true))
    else {
      const waitMs = next === undefined ? inMs - PREPARE_MS : inMs - FRAMES_FROM_MS
      endWait = later(() => look(false), Math.max(1, Math.min(LOOK_EVERY_MS, waitMs)))
    }
  }

  return {
    read: () => turn,
    onTurn(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    follow(told) {
      state = told
      look(false)
    },
    stop: () => endWait(),
  }
}
