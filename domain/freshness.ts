/**
 * How much a value can be trusted by its age alone.
 *
 * - `live`: within what its source promised
 * - `stale`: older than promised; shown, marked, never judged
 * - `lost`: so old that it says nothing about now
 * - `never`: nothing was ever received
 */
export type Freshness = 'live' | 'stale' | 'lost' | 'never'

/** Ages in milliseconds at which a value stops being live and stops being stale. */
export interface Patience {
  readonly staleAfterMs: number
  readonly lostAfterMs: number
}

/** Two missed reports and a half are a silence; ten are a loss. The floor keeps a source that speaks each second from flickering. */
export function patienceFor(everyMs: number): Patience {
  return { staleAfterMs: Math.max(5_000, everyMs * 2.5), lostAfterMs: Math.max(20_000, everyMs * 10) }
}

/**
 * @param at when the value was true at its source, epoch ms; undefined or null when nothing was ever received
 * @param now epoch ms on the hub's clock
 * @param retained the value came from a broker's memory and no live one has followed: never better than stale
 */
export function freshness(at: number | null | undefined, now: number, patience: Patience, retained = false): Freshness {
  if (at === null || at === undefined) return 'never'
  const age = now - at
  if (age > patience.lostAfterMs) return 'lost'
  if (age > patience.staleAfterMs || retained) return 'stale'
  return 'live'
}
