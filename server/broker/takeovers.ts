import { LRUCache } from 'lru-cache'
import { MINUTE_MS } from '../../domain/time.ts'

/** Client ids looked at; the one heard of least lately gives way. */
const MAX_IDS = 2_000
/** A device whose line broke takes over its own dead connection, once or twice; two devices of one id go on doing it. */
const COLLISIONS = 3
const WITHIN_MS = MINUTE_MS

export interface Collision {
  /** Takeovers within the last minute. */
  readonly count: number
  readonly seconds: number
  /** Addresses they came from. */
  readonly addresses: readonly string[]
}

/** Tells devices that share a client id, each of which ends the connection of the other, from one that comes back. */
export interface Takeovers {
  /** A connection has taken the place of a living one with the same id. @returns what it looks like by now, undefined while it may be one device */
  took(id: string, from: string, displaced: string, now: number): Collision | undefined
}

export function createTakeovers(): Takeovers {
  const seen = new LRUCache<string, { readonly times: number[]; readonly addresses: Set<string> }>({ max: MAX_IDS })
  return {
    took(id, from, displaced, now) {
      const known = seen.get(id)
      const times = [...(known?.times ?? []).filter((at) => at > now - WITHIN_MS), now].slice(-100)
      // With the times that are past their addresses go, too: a device may move.
      const addresses = times.length === 1 ? new Set<string>() : (known?.addresses ?? new Set())
      if (addresses.size < 4) addresses.add(from).add(displaced)
      seen.set(id, { times, addresses })
      return times.length < COLLISIONS
        ? undefined
        : { count: times.length, seconds: WITHIN_MS / 1000, addresses: [...addresses] }
    },
  }
}
