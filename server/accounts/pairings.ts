import { LRUCache } from 'lru-cache'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { neighbourhoodOf, networkOf } from '../gate/network.ts'
import { Problem } from '../problem.ts'
import { hashOfSecret, randomSecret, randomTyped, typedText } from './secrets.ts'

/** How long a code on a wall may be typed. */
const CODE_MS = 10 * MINUTE_MS
/** Codes that wait at a time. Whoever asks for more than their share of them gives way: see `giveWay`. */
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

/** Those of one network that wait, in the order in which they were asked for. */
interface Network {
  readonly neighbourhood: string
  readonly waiting: Set<Pairing>
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
  const networks = new Map<string, Network>()
  const askedBy = new LRUCache<string, readonly Pairing[]>({ max: MAX_NETWORKS })

  function forget(pairing: Pairing): void {
    byHash.delete(pairing.hash)
    byCode.delete(typedText(pairing.code))
    const name = networkOf(pairing.address)
    const network = networks.get(name)
    network?.waiting.delete(pairing)
    if (network?.waiting.size === 0) networks.delete(name)
  }

  function forgetEnded(): void {
    for (const pairing of byHash.values()) {
      if (pairing.endsAt > clock.now()) break
      forget(pairing)
    }
  }

  /**
   * The oldest code of the network that has most; of several, of one in the neighbourhood that has most of them. A stranger with many addresses takes
   * codes from themselves, and a wall that has asked for one keeps it for as long as it holds.
   */
  function giveWay(): void {
    const all = [...networks.values()]
    const most = Math.max(...all.map(({ waiting }) => waiting.size))
    const crowded = new Map<string, Network[]>()
    for (const network of all)
      if (network.waiting.size === most) {
        const neighbours = crowded.get(network.neighbourhood)
        if (neighbours === undefined) crowded.set(network.neighbourhood, [network])
        else neighbours.push(network)
      }
    const largest = [...crowded.values()].reduce((largest, each) => (each.length > largest.length ? each : largest), [])
    const [oldest] = largest[0]?.waiting ?? []
    if (oldest !== undefined) forget(oldest)
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
      if (byHash.size >= maxWaiting) giveWay()
      const secret = randomSecret()
      const pairing = { code: freshCode(), hash: hashOfSecret(secret), endsAt: clock.now() + CODE_MS, address }
      byHash.set(pairing.hash, pairing)
      byCode.set(typedText(pairing.code), pairing)
      const own = networks.get(network) ?? { neighbourhood: neighbourhoodOf(address), waiting: new Set() }
      own.waiting.add(pairing)
      networks.set(network, own)
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
