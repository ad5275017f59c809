import { useMemo } from 'react'
import type { IncidentRow } from '../../../domain/incidents/incident.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { usePacedRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'

/** Open incidents of a unit, each once: one that is offered stands there where it is, if that is seen. */
export function useOpenIncidents(units: UnitTree, unit: string): readonly IncidentRow[] {
  const rows = usePacedRows('incidents')
  return useMemo(() => {
    const seen = new Map<string, IncidentRow>()
    for (const row of rows.values()) {
      const isHere = unit === CITY || (row.unit !== null && isWithin(units, row.unit, unit))
      if (isHere && (row.key === row.id || !rows.has(row.id))) seen.set(row.id, row)
    }
    return [...seen.values()]
  }, [rows, units, unit])
}
