import type { Kpi } from '../kpis/kpi.ts'
import { wilson } from './wilson.ts'

/** Fewer cases than these make nobody best or worst. */
export const MIN_CASES = 30

/** What a ranking asks of a KPI. */
type Ranked = Pick<Kpi, 'combine' | 'direction'> & Partial<Pick<Kpi, 'period'>>

/** Whether chance is in a KPI's figures: a share of cases that come and go. What stands is counted whole: one camera of one is all of them. */
export function isSampled({ combine, period }: Pick<Ranked, 'combine' | 'period'>): boolean {
  return combine === 'ratio' && period !== 'now'
}

/** Whether a known figure rests on too few cases to make anybody best or worst. */
export function hasFewCases(
  kpi: Pick<Ranked, 'combine' | 'period'>,
  { denominator }: Pick<Rankable, 'denominator'>,
): boolean {
  return isSampled(kpi) && (denominator ?? 0) < MIN_CASES
}

/** What is ranked: a unit's figure, live or of a period. */
export interface Rankable {
  readonly unit: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** Enough of its inputs are there, and new enough, to judge it. */
  readonly fresh: boolean
}

/** A unit in its place. `low` and `high`: where its true value lies, in the KPI's unit; both the value itself where nothing is sampled. */
export interface Place extends Rankable {
  readonly value: number
  readonly low: number
  readonly high: number
  /** 1 is best. Units that cannot be told from others share a range: it has at least this place, and at most `lastPlace`. */
  readonly firstPlace: number
  readonly lastPlace: number
}

/** `few`: too few cases; `stale`: nothing new enough; `unknown`: nobody reported. */
export interface Unrankable {
  readonly unit: string
  readonly value: number | null
  readonly why: 'few' | 'stale' | 'unknown'
}

/**
 * A fair order: best value first, and for each unit between which places it may truly stand. One is surely better than another when their
 * intervals do not touch.
 */
export function rankUnits(
  kpi: Ranked,
  units: readonly Rankable[],
): { readonly places: readonly Place[]; readonly unrankable: readonly Unrankable[] } {
  const unrankable: Unrankable[] = []
  const known: (Rankable & { value: number; low: number; high: number })[] = []
  for (const each of units) {
    const { unit, value, fresh } = each
    if (value === null) unrankable.push({ unit, value, why: 'unknown' })
    else if (!fresh) unrankable.push({ unit, value, why: 'stale' })
    else if (hasFewCases(kpi, each)) unrankable.push({ unit, value, why: 'few' })
    else known.push({ ...each, value, ...intervalOf(kpi, each, value) })
  }
  const lows = known.map(({ low }) => low).sort((a, b) => a - b)
  const highs = known.map(({ high }) => high).sort((a, b) => a - b)
  const isHigherBetter = kpi.direction === 'higher'
  const places = known.map((each): Place => {
    const surelyAbove = lows.length - countUpTo(lows, each.high)
    const surelyBelow = countBelow(highs, each.low)
    const [better, worse] = isHigherBetter ? [surelyAbove, surelyBelow] : [surelyBelow, surelyAbove]
    return { ...each, firstPlace: better + 1, lastPlace: known.length - worse }
  })
  const sense = isHigherBetter ? -1 : 1
  places.sort((a, b) => sense * (a.value - b.value) || (a.unit < b.unit ? -1 : 1))
  return { places, unrankable }
}

function intervalOf(kpi: Ranked, { numerator, denominator }: Rankable, value: number): { low: number; high: number } {
  if (!isSampled(kpi) || numerator === null || !denominator) return { low: value, high: value }
  const { low, high } = wilson(numerator, denominator)
  return { low: Math.min(value, low * 100), high: Math.max(value, high * 100) }
}

/** How many of the rising numbers are at most `limit`. */
function countUpTo(rising: readonly number[], limit: number): number {
  let from = 0
  let to = rising.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rising[middle] as number) <= limit) from = middle + 1
    else to = middle
  }
  return from
}

function countBelow(rising: readonly number[], limit: number): number {
  let from = 0
  let to = rising.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rising[middle] as number) < limit) from = middle + 1
    else to = middle
  }
  return from
}
