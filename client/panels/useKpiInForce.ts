import { useMemo } from 'react'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { useOwnUnit } from '../live/session.ts'
import { useRow } from '../live/useLive.ts'
import { CITY } from './city.ts'
import { kpiInForce } from './kpiInForce.ts'

/**
 * The KPI with the target that the hub judges by, as the city's own row tells it: whatever draws or writes a target takes it from here, so
 * that bar, word and colour agree. As declared until the hub has spoken.
 */
export function useKpiInForce(id: KpiId): Kpi {
  // Who sees a part of the city is told nothing of the whole: then the row of that part.
  const unit = useOwnUnit('figures.see', CITY)
  const target = useRow('kpis', `${id}|${unit}`)?.target
  return useMemo(() => kpiInForce(KPIS[id], target), [id, target])
}
