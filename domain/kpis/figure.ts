import type { Span } from '../periods.ts'
import { type Coverage, type Withheld, withheld } from './coverage.ts'
import type { Kpi, KpiState } from './kpi.ts'
import { natureOf } from './reads.ts'

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
  /** Of what adds up over spans of different length: what is held against each other, by the day or by the working day. */
  readonly perDay?: PerDay
}

export interface PerDay {
  readonly of: 'day' | 'workingDay'
  readonly now: number
  readonly other: number
}

/** Days that two spans are counted by. */
export interface SpanLengths {
  readonly of: PerDay['of']
  readonly now: number
  readonly other: number
}

/** A figure with what it is compared with. */
export interface ComparedFigure extends Figure {
  /** The days that are counted. */
  readonly span: Span
  /** What it is held against: the target on the last day of the span. null: there is none. */
  readonly target: number | null
  readonly state: KpiState
  readonly before: Comparison
  readonly lastYear: Comparison
}

type Measured = Coverage & Pick<Figure, 'value'>

/**
 * The figure of another span beside the one of now; its value is left out where the two say different things.
 * @param lengths of both spans, of what adds up: it is compared by the day where they differ
 */
export function comparison(
  kpi: Pick<Kpi, 'combine' | 'minCoverage'>,
  now: Measured,
  then: Measured,
  span: Span,
  lengths?: SpanLengths,
): Comparison {
  const compared = comparedWith(kpi, now, then)
  const perDay =
    lengths && now.value !== null && compared.value !== null && byTheDay(now.value, compared.value, lengths)
  return { span, ...compared, ...(perDay && { perDay }) }
}

/** The same where both are of equal spans. */
export function comparedWith(
  kpi: Pick<Kpi, 'combine' | 'minCoverage'>,
  now: Measured,
  { value, reported, expected }: Measured,
): Pick<Comparison, 'value' | 'withheld' | keyof Coverage> {
  const why = value === null || now.value === null ? undefined : withheld(kpi, now, { reported, expected })
  return { reported, expected, value: why === undefined ? value : null, withheld: why ?? null }
}

/** Whether two spans of a figure are twice one: numbers of what happened are, shares and stocks are not. */
export function addsUp(kpi: Kpi): boolean {
  return kpi.from === 'statistic' && kpi.combine === 'sum' && natureOf(kpi.system, kpi.reads) === 'flow'
}

function byTheDay(now: number, other: number, lengths: SpanLengths): PerDay | undefined {
  if (lengths.now === lengths.other || lengths.now === 0 || lengths.other === 0) return undefined
  return { of: lengths.of, now: now / lengths.now, other: other / lengths.other }
}
