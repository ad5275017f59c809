import type { IncomingMessage } from 'node:http'
import type { Principal } from '../../domain/access/principal.ts'
import type { UnitTree } from '../../domain/units/unit.ts'

/** Tells who asks. */
export interface Principals {
  /** @returns undefined: nobody who may come in */
  of(request: IncomingMessage): Principal | undefined
}

/** Of a hub without accounts: whoever reaches it sees all of it. It listens on loopback unless it is told otherwise. */
export function everybody(units: UnitTree): Principals {
  const anybody: Principal = { is: 'public', name: 'public', grants: [{ role: 'leader', place: units.city.code }] }
  return { of: () => anybody }
}
