import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from '../gate/network.ts'
import { Problem } from '../problem.ts'

/** Wrong passwords in a row before a name is locked. */
const FREE_ATTEMPTS = 5
/** It is locked for this long then, and twice as long after each further one. */
const FIRST_LOCK_MS = 30 * SECOND_MS
const LONGEST_LOCK_MS = 15 * MINUTE_MS
/** Wrong attempts under any names that one address may make in this time. */
const ADDRESS_ATTEMPTS = 100
const ADDRESS_MS = 10 * MINUTE_MS
/** Attempts of one address that may be under way at once: what is not known to be wrong yet is not counted. */
const ADDRESS_AT_ONCE = 100
/** Names and addresses that are remembered; beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 20_000

/** Wrong passwords and codes: they are counted for names that nobody has as well, so that an answer tells nothing of who there is. */
export interface Attempts {
  /**
   * Counts an attempt as a wrong one until it is known to have been right: many at once are no way around.
   * @param unlockedAt when somebody has lifted a lock-out of the name, epoch ms: what was wrong before is forgotten
   * @throws Problem `lockedOut`, `tooManyAttempts`
   */
  begin(user: string, address: string, unlockedAt?: number): Attempt
  /**
   * The same of somebody who has signed in and shows by their password or a code again who they are. It is held against their session alone: whoever is
   * a stranger, or has another session, keeps nobody from it.
   * @throws Problem `lockedOut`
   */
  beginProof(session: string, unlockedAt?: number): Attempt
  /** Until when a name is locked, epoch ms; null: it is not. */
  lockedUntil(user: string, unlockedAt?: number): number | null
}

export interface Attempt {
  /** It was right: what was wrong before is forgotten. */
  right(): void
  /** It was neither: something is still to be typed, or it could not be looked at. */
  unfinished(): void
  /** It was wrong: the address is held to account as well. */
  wrong(): void
}

/** What was wrong of each, the last one last. */
type Held = Map<string, { count: number; lockedUntil: number; at: number }>

export function createAttempts({ clock }: { clock: Clock }): Attempts {
  const names: Held = new Map()
  const proofs: Held = new Map()
  const addresses = new Map<string, { count: number; since: number }>()
  const underWay = new Map<string, number>()

  /** What is held against a name, or a session. */
  function heldAgainst(held: Held, key: string, unlockedAt = Number.NEGATIVE_INFINITY) {
    const known = held.get(key)
    return known === undefined || known.at <= unlockedAt ? { count: 0, lockedUntil: 0, at: 0 } : known
  }

  /** @throws Problem */
  function checkAddress(address: string): void {
    const known = addresses.get(address)
    if (known === undefined || known.count < ADDRESS_ATTEMPTS) return
    const waitMs = known.since + ADDRESS_MS - clock.now()
    if (waitMs > 0) throw new Problem('tooManyAttempts', { seconds: Math.ceil(waitMs / SECOND_MS) })
    addresses.delete(address)
  }

  function countAddress(address: string): void {
    const now = clock.now()
    const known = addresses.get(address)
    if (known !== undefined && now - known.since < ADDRESS_MS) known.count++
    else remember(addresses, address, { count: 1, since: now })
  }

  /** Holds an attempt against a name or a session. @throws Problem `lockedOut` */
  function hold(held: Held, key: string, unlockedAt: number | undefined): Attempt {
    const now = clock.now()
    const known = heldAgainst(held, key, unlockedAt)
    if (known.lockedUntil > now)
      throw new Problem('lockedOut', { seconds: Math.ceil((known.lockedUntil - now) / SECOND_MS) })
    known.count++
    known.at = now
    const over = known.count - FREE_ATTEMPTS
    if (over >= 0) known.lockedUntil = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** over)
    remember(held, key, known)
    return {
      right: () => void held.delete(key),
      unfinished() {
        known.count = Math.max(0, known.count - 1)
        known.lockedUntil = 0
      },
      wrong: () => undefined,
    }
  }

  return {
    begin(user, from, unlockedAt) {
      const address = networkOf(from)
      checkAddress(address)
      const others = underWay.get(address) ?? 0
      if (others >= ADDRESS_AT_ONCE) throw new Problem('signInBusy')
      const name = hold(names, user, unlockedAt)
      underWay.set(address, others + 1)
      function ended(): void {
        const left = (underWay.get(address) ?? 1) - 1
        if (left > 0) underWay.set(address, left)
        else underWay.delete(address)
      }
      return {
        right() {
          ended()
          name.right()
        },
        unfinished() {
          ended()
          name.unfinished()
        },
        wrong() {
          ended()
          countAddress(address)
        },
      }
    },
    beginProof: (session, unlockedAt) => hold(proofs, session, unlockedAt),
    lockedUntil(user, unlockedAt) {
      const { lockedUntil } = heldAgainst(names, user, unlockedAt)
      return lockedUntil > clock.now() ? lockedUntil : null
    },
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= MAX_REMEMBERED) break
    map.delete(oldest)
  }
}

/**
 * Verifies within an attempt: what could not be looked at counts as nothing.
 * @throws whatever `verify` throws
 */
export async function verified(attempt: Attempt, verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify()
  } catch (error) {
    attempt.unfinished()
    throw error
  }
}
