import { LRUCache } from 'lru-cache'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from '../gate/network.ts'
import { createPlaces } from '../gate/places.ts'
import { Problem } from '../problem.ts'
import { hashOfSecret, randomSecret, randomTyped, typedText } from './secrets.ts'

/** How long a code on a wall may be typed. */
const CODE_MS = 10 * MINUTE_MS
/** Codes that wait at a time; beyond, see `Places.take`. */
const MAX_WAITING = 4_000
/** Codes that one network may have asked for within their time and that nobody has typed, also when they have given way. */
const MAX_OF_NETWORK = 5
/** Networks whose codes are counted; beyond, the one that has asked longest ago is forgotten. */
const MAX_NETWORKS = 20_000

/** A wall that waits to be paired. */
export interface Pairing {
  /** As it is shown. */
  readonly code: string
  /** SHA-256 of what the wall keeps. */
  readonly hash: string
  readonly endsAt: number
  readonly address: string
}

/** Walls that wait to be paired: in memory, as long as their code holds. */
export interface Pairings {
  /** @throws Problem `tooManyPairings`: this network has asked for too many */
  begin(address: string): { readonly pairing: Pairing; readonly secret: string }
  /** By the code as somebody typed it. */
  byCode(typed: string): Pairing | undefined
  byHash(hash: string): Pairing | undefined
  /** It has been paired. */
  end(pairing: Pairing): void
  waiting(): number
}

export function createPairings({ clock, maxWaiting = MAX_WAITING }: { clock: Clock; maxWaiting?: number }): Pairings {
  /** In the order in which they were asked for, and so in that in which they end. */
  const byHash = new Map<string, Pairing>()
  const byCode = new Map<string, Pairing>()
  const places = createPlaces<Pairing>(maxWaiting)
  const askedBy = new LRUCache<string, readonly Pairing[]>({ max: MAX_NETWORKS })

  function forget(pairing: Pairing): void {
    byHash.delete(pairing.hash)
    byCode.delete(typedText(pairing.code))
    places.leave(pairing)
  }

  function forgetEnded(): void {
    for (const pairing of byHash.values()) {
      if (pairing.endsAt > clock.now()) break
      forget(pairing)
    }
  }

  function freshCode(): string {
    const code = randomTyped(2, 4).toUpperCase()
    return byCode.has(typedText(code)) ? freshCode() : code
  }

  return {
    begin(address) {
      forgetEnded()
      const network = networkOf(address)
      const asked = (askedBy.get(network) ?? []).filter(({ endsAt }) => endsAt > clock.now())
      if (asked.length >= MAX_OF_NETWORK) throw new Problem('tooManyPairings')
      const secret = randomSecret()
      const pairing = { code: freshCode(), hash: hashOfSecret(secret), endsAt: clock.now() + CODE_MS, address }
      byHash.set(pairing.hash, pairing)
      byCode.set(typedText(pairing.code), pairing)
      const displaced = places.take(pairing, address)
      if (displaced !== undefined) forget(displaced)
      askedBy.set(network, [...asked, pairing])
      return { pairing, secret }
    },
    byCode(typed) {
      forgetEnded()
      return byCode.get(typedText(typed))
    },
    byHash(hash) {
      forgetEnded()
      return byHash.get(hash)
    },
    end(pairing) {
      forget(pairing)
      const network = networkOf(pairing.address)
      askedBy.set(
        network,
        (askedBy.get(network) ?? []).filter((each) => each !== pairing),
      )
    },
    waiting() {
      forgetEnded()
      return byHash.size
    },
  }
}
