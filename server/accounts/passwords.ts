import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../problem.ts'
import { randomSecret } from './secrets.ts'

/** Argon2id as OWASP recommends it (Password Storage Cheat Sheet): 19 MiB, two passes, one thread. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** One core is left to everything else. */
const AT_ONCE = Math.max(1, availableParallelism() - 1)
/** Those beyond would wait longer than anybody does. */
const MAX_WAITING = 300

/** Hashes passwords in threads of Node's own, a few at once, so that live data do not wait for people who sign in. */
export interface Passwords {
  /** @throws Problem `signInBusy` */
  hash(password: string): Promise<string>
  /**
   * @param stored undefined: nobody's; it takes as long
   * @throws Problem `signInBusy`
   */
  verify(stored: string | undefined, password: string): Promise<boolean>
}

export function createPasswords(): Passwords {
  /** Of no password: what an unknown name is compared with, so that it takes as long. */
  const nobodys = hash(randomSecret(), COST)
  let running = 0
  const waiting: (() => void)[] = []

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= MAX_WAITING) throw new Problem('signInBusy')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    async verify(stored, password) {
      const fits = await inTurn(async () => verify(stored ?? (await nobodys), password))
      return stored !== undefined && fits
    },
  }
}
