import type { Matter } from '../../../domain/matters/machine.ts'
import { type Edition, unitKey } from '../../../domain/units/unit.ts'
import { unitIn } from '../../../domain/units/unitIn.ts'

/** What of a matter says where it belongs and whose turn it is. */
type Placed = Pick<Matter, 'edition' | 'unit' | 'alsoUnits'> &
  Partial<Pick<Matter, 'turn'>> & { readonly offered?: { readonly unit: string } | null }

/**
 * A matter as it may be told under a map of units. The units of one that was kept under another map are those that the map in force reads of them
 * (`unitIn`); where there is none it belongs to the whole city, and it is no unit's turn. Whoever tells of a matter, counts it or says whose turn it is
 * asks here first.
 */
export function visibleIn<M extends Placed>(matter: M, edition: Edition): M {
  const { edition: own } = matter
  if (own === undefined || own === edition) return matter
  const read = (code: string) => unitIn(edition, unitKey(own, code))
  const unit = matter.unit === null ? null : (read(matter.unit) ?? null)
  const { turn, offered } = matter
  const offeredTo = offered && read(offered.unit)
  return {
    ...matter,
    unit,
    ...(turn?.startsWith(UNITS_TURN) === true && { turn: turnOf(read(turn.slice(UNITS_TURN.length)), matter) }),
    ...(matter.alsoUnits && { alsoUnits: matter.alsoUnits.flatMap((code) => read(code) ?? []) }),
    ...(offered && { offered: offeredTo === undefined ? null : { ...offered, unit: offeredTo } }),
  }
}

const UNITS_TURN = 'unit/'

/** Of an incident of nobody's the operators take the turn, as of one of the whole city. */
function turnOf(unit: string | undefined, matter: Placed): string | null {
  if (unit !== undefined) return `${UNITS_TURN}${unit}`
  return 'offered' in matter ? 'role/operator' : null
}

/** Whether somebody reaches a matter: in its unit, or in one of the further ones that may see it. */
export function isReached(
  { unit, alsoUnits = [] }: Pick<Matter, 'unit' | 'alsoUnits'>,
  reaches: (unit: string | null) => boolean,
): boolean {
  return [unit, ...alsoUnits].some(reaches)
}

/** The unit whose permission acting on a matter takes; null: the whole city's; undefined: there is no such matter. */
export function placeOfMatter(matter: Matter | undefined, edition: Edition): string | null | undefined {
  return matter && visibleIn(matter, edition).unit
}
