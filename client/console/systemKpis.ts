import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import { kpiOf } from './kpiList.ts'

const ALL = Object.keys(KPIS) as KpiId[]

/** The KPIs that are computed from what a system says, in the order of their registry. */
export function kpisOfSystem(id: SystemId): readonly KpiId[] {
  return ALL.filter((each) => {
    const kpi = kpiOf(each)
    return kpi.from === 'statistic' ? kpi.system === id : kpi.from === 'camera' && id === 'oneStopCameras'
  })
}

/** A system's id from an address or the wire: undefined for one that this page does not know. */
export function knownSystem(id: string): SystemId | undefined {
  return Object.hasOwn(SYSTEMS, id) ? (id as SystemId) : undefined
}
