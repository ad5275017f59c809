import type { Coverage, Withheld } from '../../domain/kpis/coverage.ts'
import { type Comparison, comparedWith } from '../../domain/kpis/figure.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'

/** With what a person would compare a figure, in the words of `wall.course.than`. */
export type Than = 'sameHour' | 'sameDay' | 'monthBefore' | 'yearBefore'

/** A figure of another time. */
export interface Other extends Coverage {
  readonly than: Than
  readonly value: number | null
}

/**
 * What the note under a figure says of another time.
 * - `moved`: by how much it is more or less
 * - `same`: what the digits shown do not tell apart
 * - `whole`: that time is over and this one still runs, so that nothing can be said of a difference
 * - `withheld`: it is known, and saying it would mislead
 */
export type Note =
  | { readonly says: 'moved'; readonly than: Than; readonly by: number; readonly good: boolean | undefined }
  | { readonly says: 'same'; readonly than: Than }
  | { readonly says: 'whole'; readonly than: Than; readonly value: number }
  | { readonly says: 'withheld'; readonly than: Than; readonly why: Withheld }

type Compared = Pick<Kpi, 'combine' | 'minCoverage' | 'digits' | 'direction' | 'target'>

/**
 * The first of the other times that can be set beside the figure; where none can, why the first known one cannot. Undefined when nothing is
 * known of any.
 * @param isRunning it adds up while the day runs: half of a day is held against no whole one
 */
export function comparisonNote(
  kpi: Compared,
  now: Coverage & { readonly value: number | null },
  others: readonly Other[],
  isRunning: boolean,
): Note | undefined {
  let refused: Note | undefined
  for (const other of others) {
    const { value, withheld } = comparedWith(kpi, isRunning ? { ...now, ...wholly(other) } : now, other)
    if (withheld !== null) refused ??= { says: 'withheld', than: other.than, why: withheld }
    if (value === null || now.value === null) continue
    if (isRunning) return { says: 'whole', than: other.than, value }
    return moved(kpi, now.value, value, other.than)
  }
  return refused
}

/** The hub's own comparison of a period, see `domain/kpis/figure.ts`. */
export function periodNote(kpi: Compared, value: number | null, than: Than, other: Comparison): Note | undefined {
  if (other.withheld !== null) return { says: 'withheld', than, why: other.withheld }
  if (value === null || other.value === null) return undefined
  return other.perDay === undefined
    ? moved(kpi, value, other.value, than)
    : moved(kpi, other.perDay.now, other.perDay.other, than)
}

/** Of what still runs the coverage of now says nothing of the other time. */
function wholly({ reported, expected }: Coverage): Coverage {
  return { reported, expected }
}

function moved({ digits, direction, target }: Compared, now: number, then: number, than: Than): Note {
  const by = now - then
  if (Number(Math.abs(by).toFixed(digits)) === 0) return { says: 'same', than }
  // More of some things is neither better nor worse.
  return { says: 'moved', than, by, good: target === undefined ? undefined : by > 0 === (direction === 'higher') }
}
