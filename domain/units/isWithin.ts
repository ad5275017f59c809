import type { UnitTree } from './unit.ts'

/** @returns whether `code` is the unit or lies below it */
export function isWithin(units: UnitTree, code: string | null, unit: string): boolean {
  if (unit === units.city.code) return true
  return code !== null && units.byCode.has(code) && units.lineage(code).includes(unit)
}
