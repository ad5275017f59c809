import { QUERIES } from '../../domain/queries/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { answers, type Route } from './route.ts'

export function unitRoutes({ units }: { units: UnitTree }): Route[] {
  return [answers(QUERIES.units, () => ({ edition: units.edition, units: [...units.all] }))]
}
