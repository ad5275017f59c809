import { may, type Principal } from '../../../domain/access/principal.ts'
import { MATTER_KINDS, type MatterKind } from '../../../domain/matters/fact.ts'
import type { Matter } from '../../../domain/matters/machine.ts'
import { MATTER_KIND } from '../../../domain/matters/matterKinds.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { visibleIn } from './visibleIn.ts'

/** Whether somebody may see a matter as it stands: where it belongs, where it is offered, or with whom it is worked on. */
function maySeeMatter(principal: Pick<Principal, 'grants'>, kind: MatterKind, kept: Matter, units: UnitTree): boolean {
  const matter: Matter & { readonly offered?: { readonly unit: string } | null } = visibleIn(kept, units.edition)
  const places = [
    matter.unit ?? units.city.code,
    ...(matter.alsoUnits ?? []),
    ...(matter.offered ? [matter.offered.unit] : []),
  ]
  return places.some((place) => may(principal, MATTER_KIND[kind].see, place, units))
}

/**
 * Whether somebody may see what a notice is about. What nobody can find any more is told to nobody; a notice to try is its person's own.
 * @param matterOf whether open or closed
 */
export function createMaySee(
  units: UnitTree,
  matterOf: (kind: MatterKind, id: string) => Promise<Matter | undefined>,
): (
  person: Pick<Principal, 'id' | 'grants'>,
  about: { readonly matter: string; readonly id: string },
) => Promise<boolean> {
  return async (person, { matter: named, id }) => {
    const kind = MATTER_KINDS.find((each) => each === named)
    if (kind === undefined) return id === person.id
    const matter = await matterOf(kind, id)
    return matter !== undefined && maySeeMatter(person, kind, matter, units)
  }
}
