import type { Pace } from './forecast.ts'
import type { Forecast, Needed } from './planRow.ts'

/** Where fewer come on a working day, a number a day says nothing: the whole is told. */
const FEW_A_DAY = 5
/** Thousandths of a piece are the rounding of percent, not work. */
const ROUNDING = 1e-9

/**
 * What it takes to reach the target by the end of the year, seen from the same pace as the forecast: `secured` exactly where the forecast
 * reaches the target.
 * @param figure what has accumulated since 1 January (flow), or stands now (stock)
 * @param target in percent for a ratio, in the KPI's unit for a sum
 * @param perDay what comes on a working day lately, see `paceOf`; nothing comes of itself to a stock
 * @param days working days left
 * @param forecast of a stock: where it will stand; as it stands now where there is none
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
  forecast = null,
}: {
  readonly combine: 'ratio' | 'sum'
  readonly direction: 'higher' | 'lower'
  readonly nature: 'flow' | 'stock'
  readonly figure: { readonly numerator: number; readonly denominator: number | null }
  readonly target: number
  readonly perDay: Pace
  readonly days: number
  readonly forecast?: Forecast | null
}): Needed | undefined {
  const share = target / 100
  if (nature === 'stock') {
    if (combine === 'ratio' && !figure.denominator) return undefined
    const goal = combine === 'sum' ? target : share * (figure.denominator ?? 0)
    const missing = direction === 'higher' ? goal - figure.numerator : figure.numerator - goal
    const isReached = missing <= ROUNDING
    const ahead =
      forecast === null ? undefined : direction === 'higher' ? forecast.value - target : target - forecast.value
    if (ahead === undefined ? isReached : ahead >= -ROUNDING) return { is: 'secured' }
    return isReached
      ? { is: 'keep', spare: Math.floor(ROUNDING - missing) }
      : { is: 'total', count: Math.ceil(missing - ROUNDING), days }
  }
  const { numerator: good, denominator: of } = perDay
  if (combine === 'sum') {
    const missing = direction === 'higher' ? target - figure.numerator : figure.numerator - target
    if (direction === 'higher') {
      if (missing <= good * days + ROUNDING) return { is: 'secured' }
      return { is: 'total', count: Math.ceil(missing - ROUNDING), days }
    }
    if (missing > ROUNDING) return { is: 'outOfReach', best: figure.numerator }
    const spare = -missing
    if (good * days <= spare + ROUNDING) return { is: 'secured' }
    return { is: 'atMost', count: Math.floor(spare / days + ROUNDING), of: 0, days }
  }
  const all = (figure.denominator ?? 0) + of * days
  if (all <= 0) return undefined
  const missing = share * all - figure.numerator
  if (direction === 'higher') {
    if (missing > of * days + ROUNDING) return { is: 'outOfReach', best: ((figure.numerator + of * days) / all) * 100 }
    if (missing <= good * days + ROUNDING) return { is: 'secured' }
    const count = Math.ceil(missing - ROUNDING)
    return of < FEW_A_DAY
      ? { is: 'total', count, days }
      : { is: 'perDay', count: Math.ceil(count / days - ROUNDING), of, days }
  }
  const spare = missing
  if (spare < -ROUNDING) return { is: 'outOfReach', best: (figure.numerator / all) * 100 }
  if (good * days <= spare + ROUNDING) return { is: 'secured' }
  return { is: 'atMost', count: Math.floor(Math.floor(spare + ROUNDING) / days), of, days }
}
