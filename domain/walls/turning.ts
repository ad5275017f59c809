import { SECOND_MS } from '../time.ts'
import { type Commanded, commandedAt } from './commanded.ts'
import type { WallState } from './wallState.ts'

/** What a screen turns to, and when every screen of its wall does. */
export interface Turn {
  /** Epoch ms on the hub's clock; it may have passed: a screen that is late turns at once. */
  readonly at: number
  readonly to: Commanded
  /** An act brings it; else it comes with time. */
  readonly isCommanded: boolean
}

/** How long before its turn a screen prepares what comes: its panels ask for their data, and are laid out unseen. */
export const PREPARE_MS = 2 * SECOND_MS

/**
 * The next turn of a screen; undefined: it stays as it is for as long as nobody commands anything.
 * @param shown what it shows, and the version of the command that it has followed
 * @param now epoch ms on the hub's clock
 */
export function nextTurn(
  state: WallState,
  { commanded, version }: { readonly commanded: Commanded; readonly version: number },
  now: number,
): Turn | undefined {
  const agreed = state.version === version ? null : state.turnsAt
  const to = commandedAt(state, Math.max(now, agreed ?? now))
  if (!saysSame(to, commanded)) {
    // What comes with time came when the scene ended; where the clock was set back, it comes now.
    const at = agreed ?? Math.min(commanded.until ?? now, now)
    return { at, to, isCommanded: state.version !== version }
  }
  const { until } = commanded
  if (until === null) return undefined
  const then = commandedAt(state, Math.max(until, now))
  return saysSame(then, commanded) ? undefined : { at: until, to: then, isCommanded: false }
}

/** What is commanded is plain: of two that say the same, a screen shows the same. */
export function saysSame(a: Commanded, b: Commanded): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** A wall whose screens have not said yet how long they take turns so long after an act, ms. */
export const TURNS_AFTER_MS = 300
/** However quick its screens are, the command has to be written and told; however slow, who pressed waits no longer. */
const LEAST_LEAD_MS = 150
export const MOST_LEAD_MS = 400
/** Between what took longest and the turn: three frames. */
const SPARE_MS = 50
/** So long every screen has between being told of an act and turning: where it was long in being written, they still turn together. */
const LEAST_AFTER_TOLD_MS = 100

/**
 * How long after an act every screen of a wall turns, ms, at the same moment of the hub's clock: the time that the command takes to be written and
 * told, and its slowest screen to have ready what comes.
 * @param needed how long after the latest acts its screens had it ready, ms
 */
export function leadMs(needed: readonly number[]): number {
  if (needed.length === 0) return TURNS_AFTER_MS
  return Math.round(Math.min(MOST_LEAD_MS, Math.max(LEAST_LEAD_MS, Math.max(...needed) + SPARE_MS)))
}

/** A state whose screens are told of it only now, epoch ms: where its turn would be too near or over, it is put off for all of them. */
export function toldAt(state: WallState, now: number): WallState {
  const { turnsAt } = state
  return turnsAt === null ? state : { ...state, turnsAt: Math.max(turnsAt, now + LEAST_AFTER_TOLD_MS) }
}
