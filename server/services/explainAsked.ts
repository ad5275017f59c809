import type { Explanation } from '../../domain/kpis/explanation.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Period } from '../../domain/periods.ts'
import type { Day } from '../../domain/time.ts'
import type { Figures } from './figures/figures.ts'
import type { Kpis } from './kpis/kpis.ts'

/** Of which time a figure is: `period` undefined: it is live, and counted by the clock. */
export interface FigureTime {
  readonly period: Period | undefined
  readonly day: Day
}

/**
 * Of which time a figure is that is asked for. What a day or a month says live is what the period that runs says; without a period a day means
 * the month to it.
 */
export function figureTime(kpi: KpiId, period: Period | undefined, day: Day | undefined, today: Day): FigureTime {
  const declared: Kpi = KPIS[kpi]
  if (period !== undefined || day !== undefined) return { period: period ?? 'month', day: day ?? today }
  if (declared.from !== 'statistic' || declared.period === 'now') return { period: undefined, day: today }
  return { period: declared.period === 'month' ? 'month' : 'day', day: today }
}

/** How a figure came about, live or over a period. */
export async function explainAsked(
  { kpis, figures }: { kpis: Pick<Kpis, 'explain'>; figures: Pick<Figures, 'explain'> },
  kpi: KpiId,
  unit: string,
  { period, day }: FigureTime,
): Promise<Explanation> {
  return period === undefined ? kpis.explain(kpi, unit) : figures.explain(kpi, unit, period, day)
}
