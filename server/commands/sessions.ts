import { may } from '../../domain/access/principal.ts'
import { userNameOf } from '../../domain/people/person.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { type Attempts, verified } from '../accounts/attempts.ts'
import { disguised } from '../accounts/disguise.ts'
import type { Passwords } from '../accounts/passwords.ts'
import { codeInUse, type MarkUsed, refusalOfCode } from '../accounts/secondFactor.ts'
import type { Peers } from '../gate/peers.ts'
import type { Asking } from '../gate/principals.ts'
import { Problem } from '../problem.ts'
import { type PersonRecord, readAccount, readAccountsOf } from '../store/accounts.ts'
import { type CommandHandler, carriesOut, type Outcome } from './handler.ts'

/** What handlers of accounts are given. */
export interface AccountParts {
  readonly accounts: Accounts
  readonly passwords: Passwords
  readonly attempts: Attempts
  readonly peers: Peers
  readonly units: UnitTree
  /** Whether the demo's people and walls may come in. */
  readonly isDemo: boolean
}

/** A cookie that a browser would drop, or send where others read it, is not set. @throws Problem `signInNeedsTls` */
export function checkEncrypted(peers: Peers, asking: Asking): void {
  if (!peers.isEncrypted(asking) && !peers.isThisMachine(asking)) throw new Problem('signInNeedsTls')
}

/** @throws Problem `demoOnly` */
export function checkDemo({ isDemo, peers }: Pick<AccountParts, 'isDemo' | 'peers'>, asking: Asking): void {
  if (!isDemo || !peers.isThisMachine(asking)) throw new Problem('demoOnly')
}

/** Signing in and out, and the ends of sessions. */
export function sessionHandlers(parts: AccountParts): CommandHandler[] {
  const { accounts, passwords, attempts, peers, units } = parts

  /** Begins a session in place of the one that the browser had: its id is never one that somebody knew before. */
  function begin(person: PersonRecord, asking: Asking, keep?: MarkUsed) {
    const changes = accounts.changes()
    const replaced = accounts.sessionOf(asking)
    const { session, cookie } = accounts.newSession(person, asking)
    const isStored = accounts.one('person', person.id) !== undefined
    const outcome: Omit<Outcome<{ pending: PersonRecord['password'] }>, 'answer'> = {
      async write(tables) {
        if (isStored) {
          const current = await readAccount(tables, units.edition, 'person', person.id)
          // Whoever has changed password or second factor meanwhile has ended what was known before.
          const isSame =
            current?.password?.hash === person.password?.hash && current?.totp?.secret === person.totp?.secret
          if (current === undefined || current.disabledAt !== null || !isSame) throw new Problem('wrongSignIn')
          await changes.put(tables, 'person', { ...(keep?.(current) ?? current), lastSignInAt: session.startedAt })
        }
        if (replaced !== undefined) await changes.remove(tables, 'session', replaced.id)
        for (const { id } of accounts.crowdedOut(person.id, replaced)) await changes.remove(tables, 'session', id)
        await changes.put(tables, 'session', session)
      },
      apply: changes.apply,
      who: { is: 'person', id: person.id, name: person.name, session: session.id },
      cookie,
    }
    return outcome
  }

  /**
   * The second factor, with what is kept of a code that has been used.
   * @throws Problem `codeNeeded`, `wrongCode`, `wrongRecoveryCode`
   */
  function checkCode(person: PersonRecord, code: string | undefined, at: number): MarkUsed {
    if (person.totp === null) return (current) => current
    if (code === undefined || code.trim() === '') throw new Problem('codeNeeded')
    const markUsed = codeInUse(person.totp, code, at)
    if (markUsed === undefined) throw new Problem(refusalOfCode(code))
    return markUsed
  }

  /** What the log has of a name that nobody has: it may be a password that was typed into the wrong field. */
  const logged = <I extends { user: string }>(input: I): I => {
    const user = userNameOf(input.user)
    const isKnown = accounts.personByUser(user) ?? accounts.demoPeople.find((each) => each.user === user)
    return { ...input, user: isKnown === undefined ? disguised(input.user) : user }
  }

  return [
    carriesOut(
      'signIn',
      async ({ user: typed, password, code }, { asking, from, at }) => {
        checkEncrypted(peers, asking)
        const user = userNameOf(typed)
        const person = accounts.personByUser(user)
        const attempt = attempts.begin(user, from.address, person?.unlockedAt)
        const fits = await verified(attempt, () => passwords.verify(person?.password?.hash, password))
        if (person === undefined || !fits || person.disabledAt !== null) {
          attempt.wrong()
          throw new Problem('wrongSignIn')
        }
        let keep: MarkUsed
        try {
          keep = checkCode(person, code, at)
        } catch (error) {
          if (error instanceof Problem && error.code === 'codeNeeded') attempt.unfinished()
          else attempt.wrong()
          throw error
        }
        attempt.right()
        return { ...begin(person, asking, keep), answer: () => ({ pending: accounts.pendingOf(person) ?? null }) }
      },
      { logged },
    ),

    carriesOut('signOut', (_input, { asking }) => {
      const changes = accounts.changes()
      const session = accounts.sessionOf(asking)
      return {
        async write(tables) {
          if (session !== undefined) await changes.remove(tables, 'session', session.id)
        },
        apply: changes.apply,
        answer: () => ({}),
        cookie: null,
      }
    }),

    carriesOut('endSession', ({ session: id }, { principal }) => {
      const changes = accounts.changes()
      const session = accounts.one('session', id)
      const isAllowed = session?.person === principal.id || may(principal, 'people.manage', units.city.code, units)
      if (session === undefined || !isAllowed) throw new Problem('unknownSession')
      return {
        write: (tables) => changes.remove(tables, 'session', id),
        apply: changes.apply,
        answer: () => ({}),
        before: () => ({ person: session.person }),
      }
    }),

    carriesOut('endSessions', ({ person }) => {
      const changes = accounts.changes()
      if (accounts.personOf(person) === undefined) throw new Problem('unknownPerson', { person })
      let ended = 0
      return {
        async write(tables) {
          const sessions = await readAccountsOf(tables, units.edition, 'session')
          for (const { id } of sessions.filter((each) => each.person === person)) {
            await changes.remove(tables, 'session', id)
            ended++
          }
        },
        apply: changes.apply,
        answer: () => ({ ended }),
      }
    }),

    carriesOut(
      'signInAs',
      ({ user }, { asking }) => {
        checkDemo(parts, asking)
        const person = accounts.demoPeople.find((each) => each.user === user)
        if (person === undefined) throw new Problem('demoOnly')
        return { ...begin(person, asking), answer: () => ({}) }
      },
      { logged },
    ),
  ]
}
