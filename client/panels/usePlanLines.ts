import { useMemo } from 'react'
import { useEdition, useJudging, useRows } from '../live/useLive.ts'
import { CITY } from './city.ts'
import { type PlanLine, planLines } from './planLines.ts'

/** The plan as it stands in the city, line by line. */
export function usePlanLines(): readonly PlanLine[] {
  const rows = useRows('plan')
  const edition = useEdition()
  const { now, reception } = useJudging()
  return useMemo(
    () => planLines((id) => rows.get(`${id}|${CITY}`), edition, now, reception),
    [rows, edition, now, reception],
  )
}
