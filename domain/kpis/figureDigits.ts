import { decidingDigits } from '../digits.ts'
import type { Kpi } from './kpi.ts'

/** Digits after the comma of a KPI's figure: as many as declared, and more where its verdict would read wrong with fewer. */
export function figureDigits(
  kpi: Pick<Kpi, 'digits' | 'direction' | 'target'>,
  value: number | null | undefined,
): number {
  const { digits, direction, target } = kpi
  if (target === undefined || value === null || value === undefined || !Number.isFinite(value)) return digits
  const near = direction === 'higher' ? target.value - target.near : target.value + target.near
  return decidingDigits(value, digits, [target.value, near], direction)
}
