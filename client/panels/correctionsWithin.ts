import type { Span } from '../../domain/periods.ts'
import type { KpiCorrection } from '../../domain/queries/kpis.ts'
import { type Day, dayOf } from '../../domain/time.ts'

/**
 * Corrections that concern a figure in view: those of days of it. A figure of now is of the month to today: what was corrected of it before is no
 * more what it says.
 * @param span undefined: of now
 */
export function correctionsWithin(
  corrections: readonly KpiCorrection[],
  span: Span | undefined,
  today: Day,
): readonly KpiCorrection[] {
  const shown = span ?? { from: `${today.slice(0, 8)}01`, to: today }
  return corrections.filter(({ span: of, frozenAt }) => {
    const { from, to } = of ?? { from: dayOf(frozenAt), to: dayOf(frozenAt) }
    return from <= shown.to && to >= shown.from
  })
}
