import { CROSSWALK } from './crosswalk.ts'
import { UNIT_TREES } from './index.ts'
import { type Edition, partsOfKey, type Unit, type UnitKey, unitKey } from './unit.ts'

/** Old communes of the city, with the one new commune that holds the whole of each; those that were divided are not among them. */
const WHOLE = CROSSWALK.filter(({ oldArea, relation }) => oldArea === 'can-tho' && relation !== 'part')

/** New communes that are one old commune and nothing else. */
const UNJOINED = WHOLE.filter(({ newCode }) => CROSSWALK.filter((each) => each.newCode === newCode).length === 1)

/** Units of one map, with the unit of the other one that holds the whole of each. */
const OF_OTHER_MAP: ReadonlyMap<UnitKey, string> = new Map([
  [unitKey('2021', UNIT_TREES['2021'].city.code), UNIT_TREES['2025'].city.code],
  [unitKey('2025', UNIT_TREES['2025'].city.code), UNIT_TREES['2021'].city.code],
  ...WHOLE.map(({ oldCode, newCode }) => [unitKey('2021', oldCode), newCode] as const),
  ...UNJOINED.map(({ oldCode, newCode }) => [unitKey('2025', newCode), oldCode] as const),
])

/**
 * Reads a stored unit in a map of units: its own code there, or that of the commune that the whole of it has become. The city stays the city.
 * A commune that was divided, one that was joined to others seen from before, and every district and area have no unit in the other map.
 * @returns the code; undefined: that map has no such unit
 */
export function unitIn(edition: Edition, key: UnitKey): string | undefined {
  const { edition: own, code } = partsOfKey(key)
  if (own !== edition) return OF_OTHER_MAP.get(key)
  return UNIT_TREES[edition].byCode.has(code) ? code : undefined
}

/** Every stored unit that is read as one of these, of whichever map it is. */
export function keysReadAs(edition: Edition, codes: readonly string[]): readonly UnitKey[] {
  const asked = new Set(codes)
  const others = [...OF_OTHER_MAP].filter(([key, code]) => partsOfKey(key).edition !== edition && asked.has(code))
  return [...codes.map((code) => unitKey(edition, code)), ...others.map(([key]) => key)]
}

/** The unit that a key names, in its own map. */
export function unitOfKey(key: UnitKey): Unit | undefined {
  const { edition, code } = partsOfKey(key)
  return UNIT_TREES[edition]?.byCode.get(code)
}
