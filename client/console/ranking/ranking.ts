import { shareReported } from '../../../domain/kpis/coverage.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { type Attention, rankByNeed } from '../../../domain/ranking/attention.ts'
import { type Place, rankUnits } from '../../../domain/ranking/rank.ts'
import type { Reception } from '../../../domain/reception.ts'
import { roundUp } from '../../panels/bulletScale.ts'
import { distanceFromTarget } from '../../panels/rankCommunes.ts'
import { rankableOf } from '../../panels/truth.ts'
import { type UnjudgedReason, unjudgedReason } from '../../panels/unjudged.ts'
import type { Sort } from '../address.ts'

interface Line {
  readonly code: string
  readonly name: string
  /** Distance from the target in the KPI's unit, positive on the good side; null without a target or a value. */
  readonly distance: number | null
}

/** A unit that can be compared with others, and between which places it may truly stand. */
export interface PlacedUnit extends Line {
  readonly value: KpiValue
  readonly place: Place
  /** Its place by value alone, 1 is best: the order of those that share places. */
  readonly order: number
  /** What is missing to the target; undefined where there is none. */
  readonly need: Attention | undefined
}

/** A unit that stands apart, and why. */
export interface UnjudgedUnit extends Line {
  /** Undefined: the hub has never had a value of this KPI for this unit. */
  readonly value: KpiValue | undefined
  readonly why: UnjudgedReason
}

export interface Ranking {
  readonly judged: readonly PlacedUnit[]
  /** Unknown, too few cases, too thinly reported or too old: listed by name, never ranked. */
  readonly unjudged: readonly UnjudgedUnit[]
}

export const RANKING_COLUMNS = ['rank', 'name', 'value', 'distance', 'need', 'coverage', 'at'] as const
export type RankingColumn = (typeof RANKING_COLUMNS)[number]

/** Worst first by value; and where most cases are missing to the target. */
export const BY_VALUE: Sort = { by: 'rank', falls: true }
export const BY_NEED: Sort = { by: 'need', falls: true }

/** What the intervals of a ranking are drawn on, in the KPI's unit. */
export interface IntervalAxis {
  readonly from: number
  readonly to: number
}

/** Whole numbers around every interval and the target: where all lie near together, from 0 to 100 none could be told from another. */
export function intervalAxis(
  kpi: Pick<Kpi, 'combine' | 'target'>,
  places: readonly Pick<Place, 'low' | 'high'>[],
): IntervalAxis {
  if (places.length === 0) return { from: 0, to: 100 }
  const goal = kpi.target?.value ?? places[0]?.low ?? 0
  const low = Math.min(goal, ...places.map((place) => place.low))
  const high = Math.max(goal, ...places.map((place) => place.high))
  const step = Math.max(1, Math.ceil(roundUp((high - low) / 4)))
  const end = Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step
  const to = kpi.combine === 'ratio' ? Math.min(100, end) : end
  return { from: Math.max(0, Math.min(Math.floor(low / step) * step, to - step)), to }
}

/** `3`, or `3–7` of a unit that cannot be told from others. */
export function placesText({ firstPlace, lastPlace }: Pick<Place, 'firstPlace' | 'lastPlace'>): string {
  return firstPlace === lastPlace ? String(firstPlace) : `${firstPlace}–${lastPlace}`
}

/** How a ranking is ordered. By need only where there is a target to need anything for. */
export function orderOf(kpi: Pick<Kpi, 'target'>, sort: Sort | undefined): Sort {
  const known = sort !== undefined && (RANKING_COLUMNS as readonly string[]).includes(sort.by)
  return !known || (sort.by === BY_NEED.by && kpi.target === undefined) ? BY_VALUE : sort
}

/**
 * Units by one KPI, those that nobody can judge apart.
 * @param now epoch ms on the hub's clock
 * @param sort undefined: worst first
 * @param collator orders names; also settles equal values
 */
export function rankingOf({
  kpi,
  units,
  valueAt,
  now,
  reception,
  sort,
  collator,
}: {
  kpi: Kpi
  units: readonly { readonly code: string; readonly name: string }[]
  valueAt: (code: string) => KpiValue | undefined
  now: number
  reception: Reception
  sort: Sort | undefined
  collator: Intl.Collator
}): Ranking {
  const { places } = rankUnits(
    kpi,
    units.map(({ code }) => rankableOf(code, valueAt(code), now)),
  )
  const placeOf = new Map(places.map((place, index) => [place.unit, { place, order: index + 1 }]))
  const needs = kpi.target === undefined ? [] : rankByNeed(kpi, kpi.target.value, places)
  const needOf = new Map(needs.map((need) => [need.unit, need]))
  const judged: PlacedUnit[] = []
  const unjudged: UnjudgedUnit[] = []
  for (const { code, name } of units) {
    const value = valueAt(code)
    const distance = value === undefined || value.value === null ? null : distanceFromTarget(kpi, value.value)
    const placed = placeOf.get(code)
    if (placed === undefined || value === undefined) {
      unjudged.push({ code, name, value, distance, why: unjudgedReason(kpi, value, now, reception) })
    } else judged.push({ code, name, value, distance, ...placed, need: needOf.get(code) })
  }
  return {
    judged: sortPlaced(judged, orderOf(kpi, sort), collator),
    unjudged: unjudged.sort((a, b) => collator.compare(a.name, b.name)),
  }
}

function sortPlaced(lines: readonly PlacedUnit[], sort: Sort, collator: Intl.Collator): PlacedUnit[] {
  const compare = COMPARISONS[sort.by as RankingColumn]
  const sign = sort.falls ? -1 : 1
  return [...lines].sort((a, b) => sign * compare(a, b, collator) || collator.compare(a.name, b.name))
}

const COMPARISONS: Record<RankingColumn, (a: PlacedUnit, b: PlacedUnit, collator: Intl.Collator) => number> = {
  // Equal values are settled by name; whoever is better in value stands before those whose place it may share.
  rank: (a, b) => (a.place.value === b.place.value ? 0 : a.order - b.order),
  name: (a, b, collator) => collator.compare(a.name, b.name),
  value: (a, b) => a.place.value - b.place.value,
  distance: (a, b) => (a.distance ?? 0) - (b.distance ?? 0),
  need: (a, b) => (a.need?.cases ?? 0) - (b.need?.cases ?? 0) || (a.need?.shortfall ?? 0) - (b.need?.shortfall ?? 0),
  coverage: (a, b) => shareReported(a.value) - shareReported(b.value),
  at: (a, b) => (a.value.at ?? 0) - (b.value.at ?? 0),
}
