import type { Edition, UnitLevel, UnitTree } from './unit.ts'

/** Levels that have an authority of their own and so can report. The three areas of 2025 are parts of a map, not authorities. */
const AUTHORITIES: Readonly<Record<Edition, readonly UnitLevel[]>> = {
  '2021': ['city', 'district', 'commune'],
  '2025': ['city', 'commune'],
}

/** Whether units of this level report in this edition. */
export function isAuthority(edition: Edition, level: UnitLevel): boolean {
  return AUTHORITIES[edition].includes(level)
}

/**
 * Codes of the units that report for `unit` when authorities of these levels do: itself and those below it; [] when none can, or
 * the unit is unknown. A city's own departments report as the city; its figure of all levels is theirs and everybody's below.
 */
export function reportersUnder(units: UnitTree, unit: string, levels: readonly UnitLevel[]): readonly string[] {
  const able = levels.filter((level) => isAuthority(units.edition, level))
  const found: string[] = []
  const visit = (code: string) => {
    const known = units.byCode.get(code)
    if (known === undefined) return
    if (able.includes(known.level)) found.push(code)
    for (const child of units.childrenOf(code)) visit(child.code)
  }
  visit(unit)
  return found
}
