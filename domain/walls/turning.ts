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
