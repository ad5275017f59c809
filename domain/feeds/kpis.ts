import { KpiRow } from '../kpis/kpi.ts'
import { defineFeed } from './feed.ts'

/** KPIs of every unit as they stand. */
export const kpis = defineFeed({ row: KpiRow, key: 'key', see: 'figures.see', place: ({ unit }) => unit })
