import type { Span } from '../periods.ts'
import type { KpiState } from './kpi.ts'

/** A KPI of one unit over a span of days: what its reports of those days say together. `null` is unknown, never zero. */
export interface Figure {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** Authorities that reported in the span, and those that should have. */
  readonly reported: number
  readonly expected: number
  readonly simulated: boolean
  /** Part of it was counted under units of another edition and shared out by a stated proportion. */
  readonly estimated: boolean
}

/** A figure with what it is compared with. */
export interface ComparedFigure extends Figure {
  readonly span: Span
  readonly state: KpiState
  readonly before: { readonly span: Span; readonly value: number | null }
  readonly lastYear: { readonly span: Span; readonly value: number | null }
}
