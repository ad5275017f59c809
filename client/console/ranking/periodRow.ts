import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import { DAY_MS, startOfDay } from '../../../domain/time.ts'

/** What has happened does not age: a figure of a period is as true in ten years. */
const NEVER_STALE_MS = 100 * 365 * DAY_MS

/**
 * A period's figure in the shape of a live one, so that map and ranking take either.
 * @param now epoch ms: a period that is still running is true now, one that is over at its end
 */
export function periodRow(kpi: KpiId, unit: string, figure: ComparedFigure, now: number): KpiValue {
  const { value, numerator, denominator, reported, expected, state, simulated, span, target } = figure
  return {
    key: `${kpi}|${unit}`,
    kpi,
    unit,
    value,
    numerator,
    denominator,
    target,
    reported,
    expected,
    at: value === null ? null : Math.min(now, startOfDay(span.to) + DAY_MS),
    everyMs: NEVER_STALE_MS,
    state,
    unheard: false,
    simulated,
  }
}
