import { useMemo } from 'react'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { CITY } from '../../panels/city.ts'
import { kpiInForce } from '../../panels/kpiInForce.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { useFigures } from './useFigures.ts'

/** The KPI with the target that the period in view is judged by; with that of now, where the page shows the present. */
export function useKpiInView(id: KpiId): Kpi {
  const now = useKpiInForce(id)
  const { figures } = useFigures(id, CITY)
  const target = figures?.values().next().value?.target
  return useMemo(() => (target == null ? now : kpiInForce(KPIS[id], target)), [id, now, target])
}
