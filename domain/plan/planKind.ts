import type { DeviceKpi, Kpi } from '../kpis/kpi.ts'

/**
 * How a row of the plan is followed by its KPI. One definition holds for its value, its past, its forecast and what it takes.
 * - `flow`: what has happened since 1 January, of what reports count day by day
 * - `hours`: the same of what devices say hour by hour, see `HourRule`
 * - `stock`: what stands now
 * - `moment`: what devices measure now; it does not add up to a year and is not forecast
 */
export type PlanKind = 'flow' | 'hours' | 'stock' | 'moment'

export function planKind(kpi: Pick<Kpi, 'from' | 'period' | 'combine'>): PlanKind {
  if (kpi.from === 'statistic') return kpi.period === 'now' ? 'stock' : 'flow'
  return kpi.combine === 'ratio' ? 'hours' : 'moment'
}

/** Counted over the plan's year; else as it stands. */
export function isOfYear(kpi: Pick<Kpi, 'from' | 'period' | 'combine'>): boolean {
  const kind = planKind(kpi)
  return kind === 'flow' || kind === 'hours'
}

/** Whether every day of the week counts for the row, not only those that are worked. */
export function countsEveryDay(kpi: Kpi): boolean {
  return planKind(kpi) === 'hours' && (kpi as DeviceKpi).overDays.hours === 'all'
}
