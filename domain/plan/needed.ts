import type { Needed } from './planRow.ts'

/** Where fewer come on a working day, a number a day says nothing: the whole is told. */
const FEW_A_DAY = 5

/**
 * What it takes to reach the target by the end of the year.
 * @param figure what has accumulated since 1 January (flow), or stands now (stock)
 * @param target in percent for a ratio, in the KPI's unit for a sum
 * @param perDay what comes on a working day lately: good ones and all; nothing comes of itself to a stock
 * @param days working days left
 * @returns undefined where nothing can be said: nothing counted yet and nothing to come
 */
export function needed({
  combine,
  direction,
  nature,
  figure,
  target,
  perDay,
  days,
}: {
  readonly combine: 'ratio' | 'sum'
  readonly direction: 'higher' | 'lower'
  readonly nature: 'flow' | 'stock'
  readonly figure: { readonly numerator: number; readonly denominator: number | null }
  readonly target: number
  readonly perDay: { readonly numerator: number; readonly denominator: number }
  readonly days: number
}): Needed | undefined {
  const share = target / 100
  if (combine === 'sum' || nature === 'stock') {
    const goal = combine === 'sum' ? target : share * (figure.denominator ?? 0)
    if (combine === 'ratio' && !figure.denominator) return undefined
    // Thousandths of a piece are the rounding of percent, not work.
    const missing = direction === 'higher' ? goal - figure.numerator : figure.numerator - goal
    const count = Math.ceil(missing - 1e-9)
    return count <= 0 ? { is: 'secured' } : { is: 'total', count, days }
  }
  const of = perDay.denominator
  const all = (figure.denominator ?? 0) + of * days
  if (all <= 0) return undefined
  const goal = share * all
  if (days === 0) {
    const value = (figure.numerator / all) * 100
    const isReached = direction === 'higher' ? figure.numerator >= goal - 1e-9 : figure.numerator <= goal + 1e-9
    return isReached ? { is: 'secured' } : { is: 'outOfReach', best: value }
  }
  if (direction === 'higher') {
    const missing = Math.max(0, Math.ceil(goal - figure.numerator - 1e-9))
    if (missing > of * days + 1e-9) return { is: 'outOfReach', best: ((figure.numerator + of * days) / all) * 100 }
    const count = Math.ceil(missing / days)
    if (count <= perDay.numerator) return { is: 'secured' }
    return of < FEW_A_DAY ? { is: 'total', count: missing, days } : { is: 'perDay', count, of, days }
  }
  const most = Math.floor(goal - figure.numerator + 1e-9)
  if (most < 0) return { is: 'outOfReach', best: (figure.numerator / all) * 100 }
  const count = Math.floor(most / days)
  return count >= perDay.numerator ? { is: 'secured' } : { is: 'atMost', count, of, days }
}
