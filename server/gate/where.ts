import type { Permission } from '../../domain/access/permissions.ts'
import { may, type Principal } from '../../domain/access/principal.ts'
import { ROLES } from '../../domain/access/roles.ts'
import { EVERYWHERE, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import type { ProblemParams } from '../../domain/problems.ts'
import { type Asked, REACH } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { Problem } from '../problem.ts'
import { createReach, type Reach } from './reach.ts'

/**
 * How far a principal may do something, where they may do it as asked.
 * @param asked of a unit that does not exist the handler tells, to whoever may ask about any
 * @param isNamed whether whoever asks has named the unit; where the hub found it by something else, the refusal is that for what does not exist
 * @throws Problem `forbidden`
 */
export function passTo(
  principal: Principal,
  permission: Permission,
  asked: Asked,
  units: UnitTree,
  isNamed = true,
): Reach {
  const reach = createReach(principal, permission, units)
  const isAnywhere = asked === EVERYWHERE || asked === REACH || (asked !== WHOLE_CITY && !units.byCode.has(asked))
  if (isAnywhere) {
    if (reach.units.length === 0) throw refusal(principal, permission)
    return reach
  }
  const unit = asked === WHOLE_CITY ? units.city.code : asked
  if (may(principal, permission, unit, units)) return reach
  const told = isNamed ? unit : units.city.code
  throw refusal(principal, permission, { unit: told, name: units.byCode.get(told)?.name ?? told })
}

/** Whoever is an administrator elsewhere, or at another time, is told so. */
function refusal({ limited }: Principal, permission: Permission, where: ProblemParams = {}): Problem {
  const isAdministrators = (ROLES.admin.may as readonly Permission[]).includes(permission)
  if (limited === undefined || !isAdministrators) return new Problem('forbidden', { permission, ...where })
  const { code, ...said } = limited
  return new Problem(code, said)
}
