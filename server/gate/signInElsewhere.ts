import { createHash } from 'node:crypto'
import { ShownName } from '../../domain/people/person.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { VouchedPerson } from '../accounts/identityProvider.ts'
import { randomId } from '../accounts/secrets.ts'
import type { Clock } from '../clock.ts'
import type { SessionCookie } from '../commands/handler.ts'
import { Problem } from '../problem.ts'
import { heldGrants, type PersonRecord, readAccountsOf } from '../store/accounts.ts'
import type { Store } from '../store/store.ts'
import type { Audit } from './audit.ts'
import type { Peers } from './peers.ts'
import type { Asking } from './principals.ts'

const MAX_USER = 60
/** Roles that grant nothing, as the log has them. */
const MOST_UNREAD = 20
const NO_NAME = '—'
/** What no user name here has: two names of the provider may come to be one. */
const UNUSUAL = /[^\p{L}\p{N}._@-]/gu

/**
 * Begins a session for somebody whom the identity provider vouches for: with the name and the roles that it tells this time. It stands in the log
 * like any other sign-in.
 * @throws Problem `oidcFailed` where the account has been disabled here
 */
export function createSignInElsewhere({
  accounts,
  units,
  peers,
  store,
  audit,
  clock,
}: {
  accounts: Accounts
  units: UnitTree
  peers: Peers
  store: Pick<Store, 'audited'>
  audit: Pick<Audit, 'refused'>
  clock: Clock
}): (vouched: VouchedPerson, asking: Asking) => Promise<SessionCookie> {
  return async ({ issuer, subject, user, name, grants, unread, shownAt }, asking) => {
    const at = clock.now()
    const from = peers.fromOf(asking, 'http')
    const changes = accounts.changes()
    const wanted = [...user].slice(0, MAX_USER).join('').replace(UNUSUAL, '_')
    const input = { issuer, subject, ...(unread.length > 0 && { unread: unread.slice(0, MOST_UNREAD) }) }
    let cookie: SessionCookie | undefined
    let who: PersonRecord | undefined
    let session = ''
    try {
      await store.audited(
        () => ({
          ...{ at, from, did: 'signIn', input, unit: null, result: 'done' },
          who: { is: 'person', id: who?.id ?? '', name: who?.name ?? '', session },
        }),
        async (tables) => {
          const people = await readAccountsOf(tables, units.edition, 'person')
          const known = people.find(({ external }) => external?.issuer === issuer && external.subject === subject)
          if (known !== undefined && known.disabledAt !== null) throw new Problem('oidcFailed')
          const isTaken = people.some((each) => each.user === wanted && each.id !== known?.id)
          const shown = ShownName.safeParse(name)
          who = {
            ...{ id: known?.id ?? randomId('person'), name: shown.success ? shown.data : NO_NAME },
            user: `${wanted}${isTaken ? `@${createHash('sha256').update(subject).digest('hex').slice(0, 8)}` : ''}`,
            ...heldGrants(units.edition, grants),
            ...{ createdAt: known?.createdAt ?? at, usedAt: null, lastSignInAt: at },
            ...{ password: null, totp: null, disabledAt: null, external: { issuer, subject } },
          }
          await changes.put(tables, 'person', who)
          // Sessions with the roles of another time end.
          const isSame = JSON.stringify(rolesOf(known)) === JSON.stringify(rolesOf(who))
          if (!isSame) for (const { id } of accounts.sessionsOf(who.id)) await changes.remove(tables, 'session', id)
          const replaced = accounts.sessionOf(asking)
          if (replaced !== undefined) await changes.remove(tables, 'session', replaced.id)
          for (const { id } of accounts.crowdedOut(who.id, replaced)) await changes.remove(tables, 'session', id)
          const begun = accounts.newSession(who, asking, shownAt)
          cookie = begun.cookie
          session = begun.session.id
          await changes.put(tables, 'session', begun.session)
        },
        changes.apply,
      )
    } catch (error) {
      const result = error instanceof Problem ? error.code : 'internal'
      audit.refused({ from, did: 'signIn', input, unit: null, result }, undefined)
      throw error
    }
    if (cookie === undefined) throw new Problem('internal')
    return cookie
  }
}

const rolesOf = (person: Pick<PersonRecord, 'grants' | 'otherMap'> | undefined) => [person?.grants, person?.otherMap]
