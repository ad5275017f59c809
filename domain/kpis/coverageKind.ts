import type { Kpi } from './kpi.ts'
import { natureOf } from './reads.ts'

/** What `Coverage` counts in a figure: reports of days, hours of devices, or sources. */
export type CoverageKind = 'days' | 'hours' | 'sources'

/** @param isOfSpan of a span that is asked about; else as the KPI stands now */
export function coverageKind(kpi: Kpi, isOfSpan = false): CoverageKind {
  if (kpi.from !== 'statistic') return isOfSpan ? 'hours' : 'sources'
  if (!isOfSpan && kpi.period === 'now') return 'sources'
  return natureOf(kpi.system, kpi.reads) === 'stock' ? 'sources' : 'days'
}
