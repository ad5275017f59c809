import { quoted } from '../../domain/problems.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'

interface UnitsAsked {
  /** Codes of the units themselves. */
  readonly asked: readonly string[]
  /** Their codes and those of all below them; undefined: the whole city, with what has no place. */
  readonly within: readonly string[] | undefined
}

/**
 * Which units a list is about: the one that is named, or as far as somebody reaches.
 * @throws Problem `unknownUnit`
 */
export function unitsAsked(units: UnitTree, unit: string | undefined, reach: Pick<Reach, 'units'>): UnitsAsked {
  if (unit !== undefined && !units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
  const asked = unit === undefined ? reach.units : [unit]
  if (asked.includes(units.city.code)) return { asked, within: undefined }
  const isAsked = (code: string) => asked.some((each) => isWithin(units, code, each))
  return { asked, within: units.all.map(({ code }) => code).filter(isAsked) }
}
