import type { Matter } from '../../../domain/matters/machine.ts'
import type { Edition } from '../../../domain/units/unit.ts'

/**
 * A matter as it may be told under a map of units. One of another map belongs to the whole city, and it is no unit's turn: its unit may be no more,
 * and its code may be another unit's. Whoever tells of a matter, counts it or says whose turn it is asks here first.
 */
export function visibleIn<M extends Pick<Matter, 'edition' | 'unit' | 'alsoUnits'> & Partial<Pick<Matter, 'turn'>>>(
  matter: M,
  edition: Edition,
): M {
  if (matter.edition === undefined || matter.edition === edition) return matter
  const isUnitsTurn = matter.turn?.startsWith('unit/') === true
  return { ...matter, unit: null, ...(isUnitsTurn && { turn: null }), ...(matter.alsoUnits && { alsoUnits: [] }) }
}

/** The unit whose permission acting on a matter takes; null: the whole city's; undefined: there is no such matter. */
export function placeOfMatter(matter: Matter | undefined, edition: Edition): string | null | undefined {
  return matter && visibleIn(matter, edition).unit
}
