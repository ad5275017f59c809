import type { Permission } from '../../domain/access/permissions.ts'
import { type Principal, reachOf } from '../../domain/access/principal.ts'
import { EVERYWHERE, type Place, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import type { UnitTree } from '../../domain/units/unit.ts'

/** How far a principal may do something: what an answer leaves out is what lies beyond. */
export interface Reach {
  /** Whether that is all of the city. */
  readonly isWhole: boolean
  /** Codes of the units in each of which, and below, it may; none: nowhere. */
  readonly units: readonly string[]
  /** Whether something that belongs there may be told. What nobody knows the place of is told to who reaches the whole city. */
  has(place: Place | null): boolean
}

export function createReach(principal: Principal, permission: Permission, units: UnitTree): Reach {
  const reached = reachOf(principal, permission, units)
  const isWhole = reached.includes(units.city.code)
  return {
    isWhole,
    units: reached,
    has(place) {
      if (isWhole) return true
      if (place === EVERYWHERE) return reached.length > 0
      if (place === undefined || place === null || place === WHOLE_CITY) return false
      return units.lineage(place).some((unit) => reached.includes(unit))
    },
  }
}

/** Of who may nothing. */
export const NOWHERE: Reach = { isWhole: false, units: [], has: () => false }
