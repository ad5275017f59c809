import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi, KpiState } from '../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../domain/plan/index.ts'
import { type Outlook, outlookOf } from '../../domain/plan/outlook.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { CITY } from './city.ts'

/** A row of the plan with what declares it. `row` undefined: the hub has said nothing of it yet. */
export interface PlanLine {
  readonly id: PlanId
  readonly item: PlanItem
  readonly kpi: Kpi | undefined
  readonly row: PlanRow | undefined
}

/** The plan's objectives (T) or its further commitments (M), in the plan's order, with the city's rows. */
export function planLines(kind: 'T' | 'M', rows: ReadonlyMap<string, PlanRow>): readonly PlanLine[] {
  return (Object.entries(PLAN) as [PlanId, PlanItem][])
    .filter(([id]) => id.startsWith(kind))
    .map(([id, item]) => ({
      id,
      item,
      kpi: item.measure.is === 'kpi' ? KPIS[item.measure.kpi] : undefined,
      row: rows.get(`${id}|${CITY}`),
    }))
}

/** How many lines stand where; `unjudged` counts those without a figure too. */
export function countStates(lines: readonly PlanLine[]): Readonly<Record<KpiState, number>> {
  const counts = { met: 0, near: 0, missed: 0, untargeted: 0, unjudged: 0 }
  for (const { row } of lines) counts[row?.state ?? 'unjudged']++
  return counts
}

/** What the forecast says of the line's target; undefined where there is no forecast. */
export function lineOutlook({ kpi, row }: PlanLine): Outlook | undefined {
  if (kpi === undefined || row?.forecast == null || row.target === null) return undefined
  return outlookOf(row.forecast, row.target, kpi.direction)
}
