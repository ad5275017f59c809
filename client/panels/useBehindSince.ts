import { useMemo } from 'react'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { addDays } from '../../domain/periods.ts'
import { dayOf, MINUTE_MS } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow } from '../live/useLive.ts'
import { type BehindRun, behindSince } from './behindSince.ts'
import { CITY } from './city.ts'

const DAYS = 30

/** Since when each commune is behind the target of a KPI, day by day, by its code. Empty until the hub has told. */
export function useBehindSince(id: KpiId, kpi: Kpi): ReadonlyMap<string, BehindRun> {
  const today = useFromNow(dayOf)
  const daily = useAnswer(
    ask('/kpis/{id}/daily', { params: { id }, query: { unit: CITY, from: addDays(today, 1 - DAYS), to: today } }),
    { refetchMs: 10 * MINUTE_MS },
  )
  const told = daily.data
  return useMemo(() => {
    if (told === undefined) return new Map()
    return new Map(
      told.units.flatMap((unit, place) => {
        const run = behindSince(kpi, told.days, told.values[place] ?? [])
        return run === undefined ? [] : [[unit, run] as const]
      }),
    )
  }, [told, kpi])
}
