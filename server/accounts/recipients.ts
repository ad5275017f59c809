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
 * Whoever may sign in and holds one of the roles for a unit; where nobody does, for the nearest unit above, and the answer says which. Nobody at all:
 * no people, of the city.
 */
export function recipients(
  accounts: Pick<Accounts, 'all' | 'demoPeople'>,
  units: UnitTree,
  roles: readonly Role[],
  unit: string,
): Recipients {
  const everybody = [...accounts.all('person'), ...accounts.demoPeople].filter(({ disabledAt }) => disabledAt === null)
  const lineage = units.byCode.has(unit) ? units.lineage(unit) : [units.city.code]
  for (const place of lineage) {
    const people = everybody.filter(({ grants }) =>
      grants.some((grant) => grant.place === place && roles.includes(grant.role)),
    )
    if (people.length > 0) return { people, unit: place }
  }
  return { people: [], unit: units.city.code }
}
