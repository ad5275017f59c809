import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'

const ALL = Object.entries(KPIS) as [KpiId, Kpi][]
const beside = new Set(ALL.map(([, kpi]) => kpi.beside).filter((id) => id !== undefined))

/** The KPIs that stand for themselves, in the order of the registry; the others are shown beside their partner. */
export const RAIL_KPIS: readonly KpiId[] = ALL.filter(([id]) => !beside.has(id)).map(([id]) => id)

/** The declaration with its general type: the registry's own type is one narrow literal per KPI. */
export function kpiOf(id: KpiId): Kpi {
  return KPIS[id]
}

/** A KPI id from the wire: a hub newer than this page may send ones it does not know. */
export function knownKpi(id: string): KpiId | undefined {
  return Object.hasOwn(KPIS, id) ? (id as KpiId) : undefined
}
