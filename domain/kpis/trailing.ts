import { addDays, type Span } from '../periods.ts'
import { type Day, monthStart } from '../time.ts'
import type { KpiPeriod } from './kpi.ts'

/**
 * Days over which a flow is counted that stands beside a stock. Over the span that is asked for, the stock would weigh thirty times as
 * much on the first of a month as on the thirtieth, and the figure would follow the calendar.
 */
export const TRAILING_DAYS = 30

/** The days a KPI of this kind counts on a day when no span is asked for. */
export function spanNow(period: KpiPeriod, today: Day): Span {
  return countedSpan(period, { from: period === 'month' ? monthStart(today) : today, to: today })
}

/** The days a figure of this kind counts when a span is asked for. */
export function countedSpan(period: KpiPeriod, span: Span): Span {
  return period === 'trailing' ? { from: addDays(span.to, 1 - TRAILING_DAYS), to: span.to } : span
}
