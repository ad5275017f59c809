import type { Transaction } from 'kysely'
import { MINUTE_MS } from '../../domain/time.ts'
import type { AccountChanges } from '../accounts/accounts.ts'
import { verified } from '../accounts/attempts.ts'
import { codeInUse, type MarkUsed } from '../accounts/secondFactor.ts'
import { Problem } from '../problem.ts'
import { readAccount } from '../store/accounts.ts'
import type { Tables } from '../store/tables.ts'
import type { Commanding, Outcome } from './handler.ts'
import type { AccountParts } from './sessions.ts'

/** Whoever has no password here shows the identity provider who they are, no longer ago; that it has let them in again is not enough. */
const SHOWN_WITHIN_MS = 10 * MINUTE_MS

/** Keeps that a code has been used; called where the act is written. @throws Problem when somebody else has used it meanwhile */
export type KeepShown = (tables: Transaction<Tables>, changes: AccountChanges) => Promise<void>

export type ShowAgain = ReturnType<typeof createStepUp>

export type HandOut = ReturnType<typeof createHandOut>

/** For acts that always hand something out: that it was shown is kept with what they write. */
export function createHandOut(parts: AccountParts) {
  const showAgain = createStepUp(parts)
  /**
   * @param begin called once it has been shown; what it changes of accounts itself goes into the same changes
   * @throws Problem as `ShowAgain`, and as `begin`
   */
  return async function handOut<A>(
    commanding: Commanding,
    proof: string | undefined,
    begin: (changes: AccountChanges) => Outcome<A> | Promise<Outcome<A>>,
  ): Promise<Outcome<A>> {
    const keepShown = await showAgain(commanding, proof)
    const changes = parts.accounts.changes()
    const outcome = await begin(changes)
    return {
      ...outcome,
      async write(tables) {
        await keepShown(tables, changes)
        await outcome.write?.(tables)
      },
      apply() {
        changes.apply()
        outcome.apply?.()
      },
    }
  }
}

/**
 * Whoever hands out a key or a right that outlives their session (an account, a token, a role, a password, a wall, what devices publish with), or has
 * notices go to another address, shows again who they are by their password or a code: a session at an unlocked desk, or one that was stolen, makes no other and outlives
 * nothing. The command line of the machine itself and people of the demo have no password to show.
 */
export function createStepUp({ accounts, passwords, attempts, units }: AccountParts) {
  /** @throws Problem `peopleOnly`, `proofNeeded`, `wrongProof`, `signInAgain`, `lockedOut` */
  return async function showAgain({ principal, from, at }: Commanding, proof = ''): Promise<KeepShown> {
    const nothing = async () => undefined
    if (from.via === 'command line' || accounts.demoPeople.some(({ id }) => id === principal.id)) return nothing
    if (principal.is !== 'person') throw new Problem('peopleOnly')
    const person = accounts.one('person', principal.id)
    if (person === undefined) throw new Problem('proofNeeded')
    if (person.external !== null || person.password === null) {
      const session = accounts.one('session', principal.session ?? '')
      if (session?.shownAt == null || at - session.shownAt > SHOWN_WITHIN_MS)
        throw new Problem('signInAgain', { minutes: SHOWN_WITHIN_MS / MINUTE_MS })
      return nothing
    }
    if (proof.trim() === '') throw new Problem('proofNeeded')
    const { unlockedAt, totp } = person
    const { hash } = person.password
    const attempt = attempts.beginProof(principal.session ?? '', unlockedAt)
    const markUsed: MarkUsed | undefined = totp === null ? undefined : codeInUse(totp, proof, at)
    if (markUsed === undefined && !(await verified(attempt, () => passwords.verify(hash, proof)))) {
      attempt.wrong()
      throw new Problem('wrongProof')
    }
    attempt.right()
    return async (tables, changes) => {
      const current = await readAccount(tables, units.edition, 'person', person.id)
      if (current === undefined || current.password?.hash !== hash) throw new Problem('wrongProof')
      if (markUsed !== undefined) await changes.put(tables, 'person', markUsed(current))
    }
  }
}
