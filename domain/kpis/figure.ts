import type { Span } from '../periods.ts'
import { type Coverage, type Withheld, withheld } from './coverage.ts'
import type { Kpi, KpiState } from './kpi.ts'

/** A KPI of one unit over a span of days: what its reports of those days say together. `null` is unknown, never zero. */
export interface Figure extends Coverage {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly simulated: boolean
  /** Part of it was counted under units of another edition and shared out by a stated proportion. */
  readonly estimated: boolean
}

/** What a figure is held against, with how much of it was reported. */
export interface Comparison extends Coverage {
  readonly span: Span
  /** null: unknown, or `withheld`. */
  readonly value: number | null
  /** Why it is not held against the figure, though it is known. */
  readonly withheld: Withheld | null
}

/** A figure with what it is compared with. */
export interface ComparedFigure extends Figure {
  /** The days that are counted. */
  readonly span: Span
  readonly state: KpiState
  readonly before: Comparison
  readonly lastYear: Comparison
}

type Measured = Coverage & Pick<Figure, 'value'>

/** The figure of another span beside the one of now; its value is left out where the two say different things. */
export function comparison(
  kpi: Pick<Kpi, 'combine' | 'minCoverage'>,
  now: Measured,
  then: Measured,
  span: Span,
): Comparison {
  const { value, reported, expected } = then
  const why = value === null || now.value === null ? undefined : withheld(kpi, now, then)
  return { span, reported, expected, value: why === undefined ? value : null, withheld: why ?? null }
}
