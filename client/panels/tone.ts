import { ROUNDING } from '../../domain/digits.ts'
import type { Kpi, KpiState, KpiValue } from '../../domain/kpis/kpi.ts'
import { hasFewCases } from '../../domain/ranking/rank.ts'
import { distanceFromTarget } from './rankCommunes.ts'
import { kpiStateNow } from './truth.ts'

/**
 * How far a unit is behind its target, in words the map and the lists colour by: `little` is near it, `more` and `most` miss it. `none`: there is no
 * target to miss.
 */
export type Tone = 'met' | 'little' | 'more' | 'most' | 'unjudged' | 'none'

const STATES = {
  met: 'met',
  none: 'met',
  little: 'near',
  more: 'missed',
  most: 'missed',
  unjudged: 'unjudged',
} as const satisfies Readonly<Record<Tone, KpiState>>

/** The state that a tone shows: what a list has in a colour, figure, ring and headline have in the colour of the same state. */
export function stateOfTone<T extends Tone>(tone: T): (typeof STATES)[T] {
  return STATES[tone]
}

/** Distances at which `little` becomes `more` and `more` becomes `most`, in the KPI's unit. */
export function toneLimits(kpi: Kpi): { readonly little: number; readonly more: number } | undefined {
  return kpi.target === undefined ? undefined : { little: kpi.target.near, more: kpi.target.near * 2.25 }
}

/** @param distance from the target, positive on the good side */
export function toneOfDistance(kpi: Kpi, distance: number | null): Tone {
  const limits = toneLimits(kpi)
  if (limits === undefined || distance === null) return 'none'
  if (distance >= -ROUNDING) return 'met'
  if (-distance <= limits.little + ROUNDING) return 'little'
  return -distance <= limits.more ? 'more' : 'most'
}

/** @param now epoch ms on the hub's clock; what is older than its source promised, or rests on too few cases to compare, is not judged */
export function toneOf(kpi: Kpi, row: KpiValue | undefined, now: number): Tone {
  if (row?.expected === 0) return 'none'
  if (row === undefined || row.value === null || kpiStateNow(row, now) === 'unjudged' || hasFewCases(kpi, row)) {
    return 'unjudged'
  }
  return toneOfDistance(kpi, distanceFromTarget(kpi, row.value))
}
