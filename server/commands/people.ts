import type { Transaction } from 'kysely'
import type { Grant } from '../../domain/access/principal.ts'
import { quoted } from '../../domain/problems.ts'
import type { AccountChanges } from '../accounts/accounts.ts'
import { randomId, randomTyped } from '../accounts/secrets.ts'
import { Problem } from '../problem.ts'
import { type PersonRecord, readAccount, readAccountsOf } from '../store/accounts.ts'
import type { Tables } from '../store/tables.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import type { AccountParts } from './sessions.ts'
import { createHandOut, createStepUp, type KeepShown } from './stepUp.ts'

/** Sixteen letters of twenty-seven: 76 bits, and still read out without a mistake. */
const firstPassword = () => randomTyped(4, 4)

const ANYBODY = () => true

/** What administrators do about people. */
export function peopleHandlers(parts: AccountParts): CommandHandler[] {
  const { accounts, passwords, units } = parts
  const showAgain = createStepUp(parts)
  const handOut = createHandOut(parts)

  /** @throws Problem `unknownUnit` */
  function checkPlaces(grants: readonly Grant[]): void {
    for (const { place } of grants)
      if (!units.byCode.has(place)) throw new Problem('unknownUnit', { unit: quoted(place) })
  }

  const isAdministrator = ({ grants, disabledAt, external }: PersonRecord) =>
    disabledAt === null &&
    external === null &&
    grants.some(({ role, place }) => role === 'admin' && place === units.city.code)

  /** Somebody must be left who signs in here and manages the others. @throws Problem `lastAdmin` */
  async function checkAdministrators(tables: Transaction<Tables>, changed: PersonRecord): Promise<void> {
    const before = await readAccountsOf(tables, units.edition, 'person')
    const after = before.map((person) => (person.id === changed.id ? changed : person))
    if (before.some(isAdministrator) && !after.some(isAdministrator)) throw new Problem('lastAdmin')
  }

  type Guarded = (current: PersonRecord, tables: Transaction<Tables>, changes: AccountChanges) => Promise<void>

  /**
   * Has whoever commands show again who they are where somebody is handed a key or a right: see `createStepUp`.
   * @param isOf whether that is so of the account as it stands
   * @throws Problem
   */
  async function guard(
    id: string,
    isOf: (person: PersonRecord) => boolean,
    commanding: Commanding,
    proof: string | undefined,
  ): Promise<Guarded> {
    const known = accounts.one('person', id)
    let keepShown: KeepShown | undefined
    if (known !== undefined && isOf(known)) keepShown = await showAgain(commanding, proof)
    return async (current, tables, changes) => {
      // Their account was another one when it was asked.
      if (keepShown === undefined && isOf(current)) throw new Problem('proofNeeded')
      await keepShown?.(tables, changes)
    }
  }

  async function endSessions(tables: Transaction<Tables>, changes: AccountChanges, person: string): Promise<void> {
    const sessions = await readAccountsOf(tables, units.edition, 'session')
    for (const { id } of sessions.filter((each) => each.person === person)) await changes.remove(tables, 'session', id)
  }

  /**
   * Changes somebody.
   * @param endsSessions whether they have to sign in again
   * @param guarded see `guard`
   */
  function change(
    id: string,
    next: (person: PersonRecord) => PersonRecord,
    {
      endsSessions = false,
      before,
      guarded,
    }: { endsSessions?: boolean; before?: (person: PersonRecord) => unknown; guarded?: Guarded } = {},
  ): Omit<Outcome<never>, 'answer'> {
    const known = accounts.one('person', id)
    if (known === undefined) throw new Problem('unknownPerson', { person: quoted(id) })
    const changes = accounts.changes()
    let stood = known
    return {
      async write(tables) {
        const current = async () => {
          const person = await readAccount(tables, units.edition, 'person', id)
          if (person === undefined) throw new Problem('unknownPerson', { person: quoted(id) })
          return person
        }
        stood = await current()
        await guarded?.(stood, tables, changes)
        // Whoever changes their own account has it as it is with the code marked that they have shown.
        const changed = next(guarded === undefined ? stood : await current())
        await checkAdministrators(tables, changed)
        await changes.put(tables, 'person', changed)
        if (endsSessions) await endSessions(tables, changes, id)
      },
      apply: changes.apply,
      ...(before && { before: () => before(stood) }),
    }
  }

  return [
    carriesOut('createPerson', ({ user, name, grants, proof }, commanding) => {
      const { at } = commanding
      checkPlaces(grants)
      return handOut(commanding, proof, async (changes) => {
        const password = firstPassword()
        const hash = await passwords.hash(password)
        const person: PersonRecord = {
          ...{ id: randomId('person'), user, name, grants, createdAt: at },
          ...{ usedAt: null, lastSignInAt: null, totp: null, disabledAt: null, external: null },
          password: { hash, chosenAt: at, isFirst: true },
        }
        return {
          async write(tables) {
            const people = await readAccountsOf(tables, units.edition, 'person')
            if (people.some((each) => each.user === user)) throw new Problem('userTaken', { user })
            await changes.put(tables, 'person', person)
          },
          answer: () => ({ id: person.id, password }),
        }
      })
    }),

    carriesOut('renamePerson', ({ person, name }) => ({
      ...change(person, (current) => ({ ...current, name }), { before: ({ name: old }) => ({ name: old }) }),
      answer: () => ({}),
    })),

    carriesOut('setGrants', async ({ person, grants, dropOtherMap = false, proof }, commanding) => {
      checkPlaces(grants)
      const isGiven = ({ grants: held }: PersonRecord) =>
        grants.some((grant) => !held.some(({ role, place }) => role === grant.role && place === grant.place))
      const guarded = await guard(person, isGiven, commanding, proof)
      const before = ({ grants: old, otherMap }: PersonRecord) => ({ grants: old, ...(otherMap && { otherMap }) })
      function changed({ otherMap, ...current }: PersonRecord): PersonRecord {
        // A role that stays as it is keeps the unit for which it was given.
        const held = grants.map(
          (grant) => current.grants.find(({ role, place }) => role === grant.role && place === grant.place) ?? grant,
        )
        return { ...current, grants: held, ...(otherMap && !dropOtherMap && { otherMap }) }
      }
      return {
        ...change(person, changed, { endsSessions: true, before, guarded }),
        answer: () => ({}),
      }
    }),

    carriesOut('disablePerson', ({ person }, { at }) => ({
      ...change(person, (current) => ({ ...current, disabledAt: current.disabledAt ?? at }), { endsSessions: true }),
      answer: () => ({}),
    })),

    carriesOut('enablePerson', async ({ person, proof }, commanding) => {
      const isGivenBack = ({ disabledAt }: PersonRecord) => disabledAt !== null
      const guarded = await guard(person, isGivenBack, commanding, proof)
      const enabled = (current: PersonRecord) => ({ ...current, disabledAt: null, unlockedAt: commanding.at })
      return { ...change(person, enabled, { guarded }), answer: () => ({}) }
    }),

    carriesOut('resetPassword', async ({ person, proof }, commanding) => {
      const { at, principal } = commanding
      if (person === principal.id) throw new Problem('notOneself')
      const known = accounts.one('person', person)
      if (known?.external) throw new Problem('notHere')
      const guarded = await guard(person, ANYBODY, commanding, proof)
      const password = firstPassword()
      const hash = await passwords.hash(password)
      const first = { hash, chosenAt: at, isFirst: true }
      const next = (current: PersonRecord) => ({ ...current, password: first, unlockedAt: at })
      return { ...change(person, next, { endsSessions: true, guarded }), answer: () => ({ password }) }
    }),

    carriesOut('resetTotp', async ({ person, proof }, commanding) => {
      if (person === commanding.principal.id) throw new Problem('notOneself')
      const guarded = await guard(person, ANYBODY, commanding, proof)
      return {
        ...change(person, (current) => ({ ...current, totp: null }), { endsSessions: true, guarded }),
        answer: () => ({}),
      }
    }),
  ]
}
