import type { Principal } from '../../../domain/access/principal.ts'
import type { Role } from '../../../domain/access/roles.ts'
import type { Actor } from '../../../domain/matters/fact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'

/** Whoever commands, as facts name them. @param unit where the matter belongs; null: the whole city */
export function actorOf({ is, id, name, grants, simulated }: Principal, unit: string | null, units: UnitTree): Actor {
  const lineage = units.lineage(unit ?? units.city.code)
  const roles = new Set(grants.filter(({ place }) => lineage.includes(place)).map(({ role }): Role => role))
  return {
    is: is === 'token' ? 'token' : 'person',
    id,
    name,
    roles: [...roles],
    ...(simulated === true && { simulated }),
  }
}
