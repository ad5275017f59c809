import { use } from 'react'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { KeptReaderContext } from '../live/KeptReaderContext.ts'
import { useEdition } from '../live/useLive.ts'

/** The units of the edition that the hub keeps; undefined until it has said which, now or to whoever reads what was kept. */
export function useUnits(): UnitTree | undefined {
  const kept = use(KeptReaderContext)?.edition
  const edition = useEdition() ?? kept
  return edition === undefined ? undefined : UNIT_TREES[edition]
}
