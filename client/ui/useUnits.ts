import { UNIT_TREES } from '../../domain/units/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useEdition } from '../live/useLive.ts'

/** The units of the edition that the hub keeps; undefined until it has said which. */
export function useUnits(): UnitTree | undefined {
  const edition = useEdition()
  return edition === undefined ? undefined : UNIT_TREES[edition]
}
