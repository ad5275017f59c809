import type { Kpi } from '../../domain/kpis/kpi.ts'

/**
 * A KPI as the city holds it: the target in force stands where the declared one stood, and the declared one beside it. The declaration
 * itself where the city has set nothing else, or where there is no target to set.
 * @param target `KpiValue.target`; undefined while the hub has not said
 */
export function kpiInForce(kpi: Kpi, target: number | null | undefined): Kpi {
  if (kpi.target === undefined || target === undefined || target === null || target === kpi.target.value) return kpi
  return { ...kpi, target: { ...kpi.target, value: target, declared: kpi.target.value } }
}
