import type { Kpi } from '../../../domain/kpis/kpi.ts'

/** How a figure has moved, in the KPI's own unit. Whether that is good is said only where there is a target: more of some things is worse. */
export interface Change {
  readonly by: number
  readonly is: 'better' | 'worse' | 'more' | 'less' | 'same'
}

/** Undefined when one of the two is unknown. What the digits shown do not tell apart is the same. */
export function compareFigures(
  kpi: Pick<Kpi, 'direction' | 'digits' | 'target'>,
  now: number | null,
  before: number | null,
): Change | undefined {
  if (now === null || before === null) return undefined
  const by = now - before
  if (Number(Math.abs(by).toFixed(kpi.digits)) === 0) return { by: 0, is: 'same' }
  if (kpi.target === undefined) return { by, is: by > 0 ? 'more' : 'less' }
  return { by, is: by > 0 === (kpi.direction === 'higher') ? 'better' : 'worse' }
}
