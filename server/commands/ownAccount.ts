import { type PasswordRules, passwordFault } from '../../domain/people/password.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { verified } from '../accounts/attempts.ts'
import { newRecoveryCodes, newTotp, stepOfCode } from '../accounts/secondFactor.ts'
import { Problem } from '../problem.ts'
import { type PersonRecord, readAccount, readAccountsOf } from '../store/accounts.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import type { AccountParts } from './sessions.ts'

/** How long somebody may take to type a secret into a phone. */
const BEGUN_MS = 15 * MINUTE_MS
/** Codes that do not fit, of one that has been begun: after so many it is begun anew. */
const MOST_WRONG = 10
const NO_STEP = -1

/** What people do about their own account. */
export function ownAccountHandlers(
  { accounts, passwords, attempts, units }: AccountParts,
  rules: PasswordRules,
): CommandHandler[] {
  /** Second factors that have been begun, by person. */
  const begun = new Map<string, { readonly secret: string; readonly at: number; wrong: number }>()

  /** Whoever has an account here. @throws Problem `notHere` */
  function own({ principal }: Commanding): PersonRecord & { readonly password: NonNullable<PersonRecord['password']> } {
    const person = accounts.one('person', principal.id)
    if (person === undefined || person.password === null || person.external !== null) throw new Problem('notHere')
    return { ...person, password: person.password }
  }

  /** @throws Problem `wrongPassword`, `lockedOut` */
  async function checkPassword(
    { password, unlockedAt }: ReturnType<typeof own>,
    typed: string,
    { principal }: Commanding,
  ): Promise<void> {
    const attempt = attempts.beginProof(principal.session ?? '', unlockedAt)
    if (!(await verified(attempt, () => passwords.verify(password.hash, typed)))) {
      attempt.wrong()
      throw new Problem('wrongPassword')
    }
    attempt.right()
  }

  /** Changes the account; every session of it ends, and the browser that asks has a new one. */
  function change(
    person: ReturnType<typeof own>,
    commanding: Commanding,
    next: (person: PersonRecord) => PersonRecord,
  ) {
    const changes = accounts.changes()
    const { id } = person
    const { session, cookie } = accounts.newSession(person, commanding.asking)
    let after: PersonRecord = person
    const outcome: Omit<Outcome<never>, 'answer'> & { after(): PersonRecord } = {
      async write(tables) {
        const current = await readAccount(tables, units.edition, 'person', id)
        const before = await readAccount(tables, units.edition, 'session', commanding.principal.session ?? '')
        // What an administrator has reset meanwhile, or another session has changed, is not overwritten.
        if (current === undefined || before === undefined) throw new Problem('signInFirst')
        if (current.password?.hash !== person.password.hash) throw new Problem('wrongPassword')
        after = next(current)
        await changes.put(tables, 'person', after)
        const sessions = await readAccountsOf(tables, units.edition, 'session')
        for (const each of sessions.filter((one) => one.person === id)) await changes.remove(tables, 'session', each.id)
        await changes.put(tables, 'session', session)
      },
      apply: changes.apply,
      cookie,
      after: () => after,
    }
    return outcome
  }

  return [
    carriesOut('changePassword', async ({ old, new: chosen }, commanding) => {
      const person = own(commanding)
      await checkPassword(person, old, commanding)
      if (chosen === old) throw new Problem('passwordSame')
      const fault = passwordFault(chosen, person.user, rules)
      if (fault !== undefined) throw new Problem(fault, { min: rules.min, kinds: rules.kinds })
      const hash = await passwords.hash(chosen)
      const changed = change(person, commanding, (current) => ({
        ...current,
        password: { hash, chosenAt: commanding.at, isFirst: false },
      }))
      return { ...changed, answer: () => ({ pending: accounts.pendingOf(changed.after()) ?? null }) }
    }),

    carriesOut('beginTotp', async ({ password }, commanding) => {
      const person = own(commanding)
      const { id, user } = person
      // A desk left unlocked is not enough to put a phone in place of the one there is, nor where there is none yet.
      await checkPassword(person, password, commanding)
      const totp = newTotp(user)
      return {
        apply() {
          begun.set(id, { secret: totp.secret, at: commanding.at, wrong: 0 })
        },
        answer: () => totp,
      }
    }),

    carriesOut('confirmTotp', ({ code }, commanding) => {
      const person = own(commanding)
      const started = begun.get(person.id)
      if (started === undefined || commanding.at - started.at > BEGUN_MS) throw new Problem('noTotpBegun')
      const step = stepOfCode(started.secret, code, commanding.at, NO_STEP)
      if (step === undefined) {
        // Whoever has seen the secret types it right; whoever guesses needs the password to begin anew.
        if (++started.wrong >= MOST_WRONG) begun.delete(person.id)
        throw new Problem('wrongCode')
      }
      const { codes, hashes } = newRecoveryCodes()
      const changed = change(person, commanding, (current) => ({
        ...current,
        totp: { secret: started.secret, lastStep: step, recovery: hashes },
      }))
      return {
        ...changed,
        apply() {
          begun.delete(person.id)
          changed.apply?.()
        },
        answer: () => ({ recoveryCodes: [...codes], pending: accounts.pendingOf(changed.after()) ?? null }),
      }
    }),

    carriesOut('removeTotp', async ({ password }, commanding) => {
      const person = own(commanding)
      await checkPassword(person, password, commanding)
      if (person.grants.some(({ role }) => role === 'admin')) throw new Problem('totpRequired')
      return {
        ...change(person, commanding, (current) => ({ ...current, totp: null })),
        answer: () => ({}),
      }
    }),
  ]
}
