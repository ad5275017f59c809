import type { Kpi } from '../../domain/kpis/kpi.ts'

/** Where a bullet bar begins and ends, in the KPI's unit, and where on it things lie, 0…1. */
export interface BulletScale {
  readonly from: number
  readonly to: number
  at(value: number): number
}

/**
 * A ratio runs from 0 to 100 %: a bar that begins elsewhere lies about its length. Anything else runs from 0 to a round
 * number above both value and target.
 */
export function bulletScale(kpi: Pick<Kpi, 'combine' | 'target'>, value: number | null): BulletScale {
  const to = kpi.combine === 'ratio' ? 100 : roundUp(Math.max(value ?? 0, kpi.target?.value ?? 0) * 1.15)
  return { from: 0, to, at: (each) => Math.min(1, Math.max(0, each / to)) }
}

/** The next 1, 1.5, 2, 3, 5 or 8 times a power of ten; 1 for nothing. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 3, 5, 8, 10].find((each) => each * power >= value) ?? 10
  return step * power
}
