import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { distanceFrom, isComparable } from './ranking.ts'

/** How a unit is drawn on the map: quiet when it meets its target, warmer the further it misses, hatched when nobody can say. */
export type Tone = 'met' | 'little' | 'more' | 'most' | 'unjudged' | 'none'

/** Where `little` ends and where `more` ends, as distances from the target in the KPI's unit. Undefined without a target. */
export function toneLimits(kpi: Kpi): { little: number; more: number } | undefined {
  return kpi.target === undefined ? undefined : { little: kpi.target.near, more: kpi.target.near * 2.25 }
}

/** `none`: there is no target, or nothing that could report here. */
export function toneOf(kpi: Kpi, value: KpiValue | undefined, now: number): Tone {
  if (value?.expected === 0) return 'none'
  if (!isComparable(value, now)) return 'unjudged'
  const limits = toneLimits(kpi)
  const distance = distanceFrom(kpi, value.value)
  if (limits === undefined || distance === undefined) return 'none'
  if (distance >= 0) return 'met'
  if (-distance <= limits.little) return 'little'
  return -distance <= limits.more ? 'more' : 'most'
}
