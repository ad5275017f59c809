import type { Role } from '../../domain/access/roles.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { PersonRecord } from '../store/accounts.ts'
import type { Accounts } from './accounts.ts'

/** Who is told, and of which unit they are. */
export interface Recipients {
  readonly people: readonly PersonRecord[]
  /** Code of the unit for which they hold the role: the one that was asked for, or, where nobody holds it there, the nearest above. */
  readonly unit: string
}

/**
 * Whoever signs in and holds one of the roles for a unit; where nobody does, for the nearest unit above, and the answer says which. Who has never
 * signed in, or waits for a password of their own, is told only where nobody else holds a role: they are not at work, and what they were told is
 * told to nobody. Nobody at all: no people, of the city.
 */
export function recipients(
  accounts: Pick<Accounts, 'all' | 'demoPeople'>,
  units: UnitTree,
  roles: readonly Role[],
  unit: string,
): Recipients {
  const everybody = accounts.all('person')
  const known = everybody.filter((person) => !isAwaited(person))
  const waiting = everybody.filter(isAwaited)
  const lineage = units.byCode.has(unit) ? units.lineage(unit) : [units.city.code]
  for (const some of [[...known, ...accounts.demoPeople], waiting])
    for (const place of lineage) {
      const people = some.filter(
        ({ disabledAt, grants }) =>
          disabledAt === null && grants.some((grant) => grant.place === place && roles.includes(grant.role)),
      )
      if (people.length > 0) return { people, unit: place }
    }
  return { people: [], unit: units.city.code }
}

/** Whether somebody has an account and has not begun to use it. */
function isAwaited({ lastSignInAt, password }: PersonRecord): boolean {
  return lastSignInAt === null || password?.isFirst === true
}
