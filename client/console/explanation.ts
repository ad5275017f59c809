import type { Contribution, Kpi, KpiValue } from '../../domain/kpis/kpi.ts'

/** What `/api/v1/kpis/{id}/explain` answers. */
export interface Explanation {
  readonly kpi: string
  readonly unit: string
  readonly value: KpiValue
  readonly contributions: readonly (Contribution & { readonly name: string })[]
  /** Commune codes or source ids that should have reported and did not. */
  readonly missing: readonly string[]
  readonly messages: readonly {
    readonly source: string
    readonly topic: string
    readonly at: number
    readonly receivedAt: number
    readonly body: unknown
  }[]
}

/** One input's own value, in the KPI's unit: a share in percent, or the numerator. Undefined when it divides by nothing. */
export function ownValue(
  kpi: Pick<Kpi, 'combine'>,
  share: Pick<Contribution, 'numerator' | 'denominator'>,
): number | undefined {
  if (kpi.combine !== 'ratio') return share.numerator
  if (share.denominator === undefined || share.denominator === 0) return undefined
  return (share.numerator / share.denominator) * 100
}

/**
 * What an input does to the figure, for ordering: how many of its cases lie on the wrong side of the target (of the whole,
 * where there is none); the largest numerator where nothing is divided.
 */
export function weightOf(
  kpi: Pick<Kpi, 'combine' | 'direction' | 'target'>,
  share: Pick<Contribution, 'numerator' | 'denominator'>,
): number {
  if (kpi.combine !== 'ratio') return share.numerator
  const expected = ((share.denominator ?? 0) * (kpi.target?.value ?? 100)) / 100
  return kpi.direction === 'higher' ? expected - share.numerator : share.numerator - expected
}
