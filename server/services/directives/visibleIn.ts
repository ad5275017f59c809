import type { Matter } from '../../../domain/matters/machine.ts'
import type { Edition } from '../../../domain/units/unit.ts'

interface Placed {
  readonly edition: Edition
  readonly unit: string | null
}

/**
 * A matter as it may be told under a map of units. One of another map belongs to the whole city: its unit may be no more, and its code may be
 * another unit's.
 */
export function visibleIn<M extends Placed & { readonly alsoUnits?: readonly string[] }>(
  matter: M,
  edition: Edition,
): M {
  if (matter.edition === edition) return matter
  return { ...matter, unit: null, ...(matter.alsoUnits && { alsoUnits: [] }) }
}

/** The unit whose permission acting on a matter takes; null: the whole city's; undefined: there is no such matter, or it is not open. */
export function placeOfMatter(matter: (Matter & { readonly edition?: Edition }) | undefined, edition: Edition) {
  if (matter === undefined) return undefined
  return matter.edition === undefined || matter.edition === edition ? matter.unit : null
}
