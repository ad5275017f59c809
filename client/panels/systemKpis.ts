import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { SystemId } from '../../domain/systems/index.ts'

const ALL = Object.entries(KPIS) as [KpiId, Kpi][]

/** The KPIs that are computed from what a system says, in the order of their registry. */
export function kpisOfSystem(id: SystemId): readonly KpiId[] {
  return ALL.flatMap(([each, kpi]) => {
    const isIts = kpi.from === 'statistic' ? kpi.system === id : kpi.from === 'camera' && id === 'oneStopCameras'
    return isIts ? [each] : []
  })
}
