import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from '../gate/network.ts'
import { Problem } from '../problem.ts'
import { hashOfSecret, randomSecret, randomTyped, typedText } from './secrets.ts'

/** How long a code on a wall may be typed. */
const CODE_MS = 10 * MINUTE_MS
const MAX_WAITING = 50
const MAX_WAITING_OF_ADDRESS = 5

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
  /** @throws Problem `tooManyPairings` */
  begin(address: string): { readonly pairing: Pairing; readonly secret: string }
  /** By the code as somebody typed it. */
  byCode(typed: string): Pairing | undefined
  byHash(hash: string): Pairing | undefined
  end(pairing: Pairing): void
  waiting(): number
}

export function createPairings({ clock }: { clock: Clock }): Pairings {
  const byCode = new Map<string, Pairing>()
  function forgetEnded(): void {
    for (const [key, { endsAt }] of byCode) if (endsAt <= clock.now()) byCode.delete(key)
  }
  return {
    begin(address) {
      forgetEnded()
      const network = networkOf(address)
      const ofAddress = [...byCode.values()].filter((each) => networkOf(each.address) === network)
      if (byCode.size >= MAX_WAITING || ofAddress.length >= MAX_WAITING_OF_ADDRESS) throw new Problem('tooManyPairings')
      const secret = randomSecret()
      const code = randomTyped(2, 4).toUpperCase()
      const pairing = { code, hash: hashOfSecret(secret), endsAt: clock.now() + CODE_MS, address }
      byCode.set(typedText(code), pairing)
      return { pairing, secret }
    },
    byCode(typed) {
      forgetEnded()
      return byCode.get(typedText(typed))
    },
    byHash(hash) {
      forgetEnded()
      return [...byCode.values()].find((each) => each.hash === hash)
    },
    end: ({ code }) => void byCode.delete(typedText(code)),
    waiting() {
      forgetEnded()
      return byCode.size
    },
  }
}
