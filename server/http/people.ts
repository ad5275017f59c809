import { PERMISSIONS, type Permission } from '../../domain/access/permissions.ts'
import { type Principal, reachOf } from '../../domain/access/principal.ts'
import type { PasswordRules } from '../../domain/people/password.ts'
import {
  type OtherMapUnit,
  PERSON_ROLES,
  type Person,
  type PersonRole,
  type Session,
} from '../../domain/people/person.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { fullName, partsOfKey, type UnitKey, type UnitTree } from '../../domain/units/unit.ts'
import { unitOfKey } from '../../domain/units/unitIn.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Attempts } from '../accounts/attempts.ts'
import { DEMO_SIGHTS } from '../accounts/demoPeople.ts'
import type { Pairings } from '../accounts/pairings.ts'
import { Problem } from '../problem.ts'
import type { PersonRecord, SessionRecord } from '../store/accounts.ts'
import { answers, type Route } from './route.ts'

/** Who asks, and who may sign in. */
export function peopleRoutes({
  units,
  accounts,
  attempts,
  pairings,
  rules,
  oidc,
}: {
  units: UnitTree
  accounts: Accounts
  attempts: Pick<Attempts, 'lockedUntil'>
  pairings: Pick<Pairings, 'waiting'>
  rules: PasswordRules
  /** What the identity provider is called; null: there is none. */
  oidc: { readonly name: string } | null
}): Route[] {
  const sessionOf = (session: SessionRecord, current: string | undefined): Session => ({
    id: session.id,
    current: session.id === current,
    startedAt: session.startedAt,
    lastAt: accounts.lastUseOf('session', session) ?? session.startedAt,
    endsAt: accounts.endOf(session),
    address: session.address,
    agent: session.agent,
  })
  const sessionsOf = (person: string, { session }: Principal) =>
    accounts
      .sessionsOf(person)
      .map((each) => sessionOf(each, session))
      .toSorted((a, b) => b.lastAt - a.lastAt)

  const shown = (person: PersonRecord, { demo }: { demo: boolean }): Person => ({
    id: person.id,
    user: person.user,
    name: person.name,
    grants: person.grants.flatMap(({ role, place }) => (isPersonRole(role) ? [{ role, place }] : [])),
    otherMap: (person.otherMap ?? []).flatMap(({ role, unit }) =>
      isPersonRole(role) ? [{ role, ...otherMapUnit(unit) }] : [],
    ),
    createdAt: person.createdAt,
    lastSignInAt: person.lastSignInAt,
    hasTotp: person.totp !== null,
    mustChange: accounts.pendingOf(person) === 'password',
    lockedUntil: attempts.lockedUntil(person.user, person.unlockedAt),
    disabledAt: person.disabledAt,
    external: person.external !== null,
    demo,
  })

  return [
    answers(QUERIES.session, ({ principal }) => {
      const person = principal.is === 'person' ? accounts.personOf(principal.id) : undefined
      const isNobody = principal.is === 'public' && principal.grants.length === 0
      return {
        principal: isNobody
          ? null
          : {
              is: principal.is,
              id: principal.id,
              user: person?.user ?? null,
              name: principal.name,
              grants: principal.grants.map(({ role, place }) => ({ role, place })),
              pending: principal.pending ?? null,
              may: Object.fromEntries(
                (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [
                  permission,
                  [...reachOf(principal, permission, units)],
                ]),
              ) as Record<Permission, string[]>,
              session: principal.session ?? null,
              sessionEndsAt: accounts.latestEndOf(principal.session ?? '') ?? null,
              hasTotp: person !== undefined && person.totp !== null,
              external: person !== undefined && person.password === null,
            },
        signIn: { oidc: oidc && { name: oidc.name }, passwordRules: rules },
        demo:
          accounts.demoPeople.length === 0
            ? null
            : accounts.demoPeople.flatMap(({ user, name, grants: [grant], simulated }) =>
                // Nobody signs in as one whom a program acts for.
                simulated === true || grant === undefined || !isPersonRole(grant.role)
                  ? []
                  : [{ user, name, role: grant.role, place: grant.place, sees: DEMO_SIGHTS[grant.role] }],
              ),
      }
    }),
    answers(QUERIES.sessions, ({ principal }) => ({ sessions: sessionsOf(principal.id, principal) })),
    answers(QUERIES.people, () => ({
      people: [
        ...accounts.all('person').map((person) => shown(person, { demo: false })),
        ...accounts.demoPeople.map((person) => shown(person, { demo: true })),
      ].toSorted((a, b) => a.user.localeCompare(b.user)),
    })),
    answers(QUERIES.personSessions, ({ params: { id }, principal }) => {
      if (accounts.personOf(id) === undefined) throw new Problem('unknownPerson', { person: quoted(id) })
      return { sessions: sessionsOf(id, principal) }
    }),
    answers(QUERIES.tokens, () => ({
      tokens: accounts
        .all('token')
        .flatMap(({ role, ...token }) =>
          isPersonRole(role)
            ? [
                {
                  id: token.id,
                  name: token.name,
                  role,
                  place: token.place,
                  otherMap: token.place === null && token.of !== undefined ? otherMapUnit(token.of) : null,
                  createdAt: token.createdAt,
                  createdBy: token.createdBy,
                  endsAt: token.endsAt,
                  lastUsedAt: accounts.lastUseOf('token', token),
                  endedAt: token.endedAt,
                },
              ]
            : [],
        )
        .toSorted((a, b) => b.createdAt - a.createdAt),
    })),
    answers(QUERIES.walls, () => ({
      walls: accounts
        .all('wall')
        .map((wall) => ({
          id: wall.id,
          name: wall.name,
          place: wall.place,
          otherMap: wall.place === null && wall.of !== undefined ? otherMapUnit(wall.of) : null,
          pairedAt: wall.pairedAt,
          pairedBy: wall.pairedBy,
          lastAt: accounts.lastUseOf('wall', wall),
          address: wall.address,
          endedAt: wall.endedAt,
        }))
        .toSorted((a, b) => b.pairedAt - a.pairedAt),
      waiting: pairings.waiting(),
    })),
  ]
}

const isPersonRole = (role: string): role is PersonRole => (PERSON_ROLES as readonly string[]).includes(role)

/** A unit that the map in force has none for, as its own map calls it. */
function otherMapUnit(key: UnitKey): OtherMapUnit {
  const { edition, code } = partsOfKey(key)
  const unit = unitOfKey(key)
  return { edition, place: code, name: unit ? { vi: fullName(unit, 'vi'), en: fullName(unit, 'en') } : null }
}
