import type { Principal } from '../../domain/access/principal.ts'
import type { Role } from '../../domain/access/roles.ts'

/** Somebody who holds one role in one unit. */
export function personWith(role: Role, place: string, name: string = role): Principal {
  return { is: 'person', id: name, name, grants: [{ role, place }] }
}
