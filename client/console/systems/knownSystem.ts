import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'

/** A system's id from an address or the wire: undefined for one that this page does not know. */
export function knownSystem(id: string): SystemId | undefined {
  return Object.hasOwn(SYSTEMS, id) ? (id as SystemId) : undefined
}
