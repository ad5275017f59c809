import type { UnitTree } from '../units/unit.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES, type Role } from './roles.ts'

/** A role, held for a unit: it reaches what lies there and below. */
export interface Grant {
  readonly role: Role
  /** Code of the unit, in the hub's edition. */
  readonly place: string
}

/** What a person has to do before they may do anything else: choose a password of their own, or set up the second factor. */
export type Pending = 'password' | 'totp'

/** Who asks, as the gate knows them. */
export interface Principal {
  /** `public`: nobody in particular. */
  readonly is: 'person' | 'wall' | 'token' | 'public'
  /** Id of the account; empty of nobody in particular. */
  readonly id: string
  /** What the log calls it. */
  readonly name: string
  /** Empty while something is pending. */
  readonly grants: readonly Grant[]
  readonly pending?: Pending
  /** Somebody whom a program acts for, in the demo. */
  readonly simulated?: boolean
  /** Why a role of an administrator does not count now: the code of the problem, with what it says. */
  readonly limited?: { readonly code: 'adminAddress' | 'adminHours' | 'adminPort' } & Readonly<Record<string, string>>
  /** Id of the session, of whoever has signed in; never what the cookie holds. */
  readonly session?: string
}

/** Whose something is: accounts of two kinds may have one id. */
export function whoseOf({ is, id }: { readonly is: string; readonly id: string }): string {
  return `${is} ${id}`
}

/** Whether a principal may do something in a unit, and so in all that lies below it. */
export function may(
  principal: Pick<Principal, 'grants'>,
  permission: Permission,
  unit: string,
  units: UnitTree,
): boolean {
  const lineage = units.lineage(unit)
  return principal.grants.some(
    ({ role, place }) => isAllowed(role, permission, place, units) && lineage.includes(place),
  )
}

/** Units in each of which, and below, a principal may do something; none lies below another. */
export function reachOf(principal: Principal, permission: Permission, units: UnitTree): readonly string[] {
  const places = new Set(
    principal.grants.filter(({ role, place }) => isAllowed(role, permission, place, units)).map(({ place }) => place),
  )
  return [...places].filter(
    (place) =>
      !units
        .lineage(place)
        .slice(1)
        .some((above) => places.has(above)),
  )
}

function isAllowed(role: Role, permission: Permission, place: string, units: UnitTree): boolean {
  if (PERMISSIONS[permission].reach === 'city' && place !== units.city.code) return false
  return units.byCode.has(place) && (ROLES[role].may as readonly Permission[]).includes(permission)
}
