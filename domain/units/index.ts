import { COMMUNES_2021, DISTRICTS_2021 } from './edition2021.ts'
import { AREAS_2025, COMMUNES_2025 } from './edition2025.ts'
import { unitTree } from './tree.ts'
import type { Edition, UnitTree } from './unit.ts'

/** The units of every edition. */
export const UNIT_TREES: Record<Edition, UnitTree> = {
  '2021': unitTree('2021', DISTRICTS_2021, COMMUNES_2021, 'demo'),
  '2025': unitTree('2025', AREAS_2025, COMMUNES_2025, 'listed'),
}
