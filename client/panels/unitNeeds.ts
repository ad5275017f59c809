import { ROUNDING } from '../../domain/digits.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { kpiInForce } from './kpiInForce.ts'
import { distanceFromTarget } from './rankCommunes.ts'
import { kpiStateNow } from './truth.ts'

/** A figure of one unit that is behind its target. */
export interface UnitNeed {
  readonly id: KpiId
  readonly kpi: Kpi
  readonly value: number
  readonly distance: number
}

const ALL = Object.entries(KPIS) as [KpiId, Kpi][]

/**
 * The figures of one unit that are behind their targets, the farthest as a share of it first, and how many could be judged.
 * @param rowOf the unit's row of a KPI
 * @param now epoch ms on the hub's clock
 */
export function unitNeeds(
  rowOf: (id: KpiId) => KpiValue | undefined,
  now: number,
): { readonly behind: readonly UnitNeed[]; readonly judged: number } {
  let judged = 0
  const behind: UnitNeed[] = []
  for (const [id, declared] of ALL) {
    const row = rowOf(id)
    const state = kpiStateNow(row, now)
    if (row === undefined || row.value === null || state === 'unjudged' || state === 'untargeted') continue
    judged++
    const kpi = kpiInForce(declared, row.target)
    const distance = distanceFromTarget(kpi, row.value)
    if (distance !== null && distance < -ROUNDING) behind.push({ id, kpi, value: row.value, distance })
  }
  return { behind: behind.sort((a, b) => shareOf(a) - shareOf(b) || (a.id < b.id ? -1 : 1)), judged }
}

function shareOf({ kpi, distance }: UnitNeed): number {
  return distance / Math.max(1, Math.abs(kpi.target?.value ?? 1))
}
