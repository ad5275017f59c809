import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { distanceFromTarget } from '../panels/rankCommunes.ts'
import { kpiFreshness } from '../panels/truth.ts'
import type { Sort } from './address.ts'

/** One line of a ranking: a unit and what its KPI says now. */
export interface RankedUnit {
  readonly code: string
  readonly name: string
  /** Undefined: the hub has never had a value of this KPI for this unit. */
  readonly value: KpiValue | undefined
  /** Distance from the target in the KPI's unit, positive on the good side; null without a target or a value. */
  readonly distance: number | null
  /** 1 is best; equal values share a rank. Undefined for what cannot be judged. */
  readonly rank: number | undefined
}

export interface Ranking {
  readonly judged: readonly RankedUnit[]
  /** Unknown, too thinly reported or too old: listed by name, never ranked. */
  readonly unjudged: readonly RankedUnit[]
}

export const RANKING_COLUMNS = ['rank', 'name', 'value', 'distance', 'coverage', 'at'] as const
export type RankingColumn = (typeof RANKING_COLUMNS)[number]

/** Whether a value may be compared with others: known, judged by the hub, and not older than its sources promise. */
export function isComparable(value: KpiValue | undefined, now: number): value is KpiValue & { readonly value: number } {
  if (value === undefined || value.value === null || value.state === 'unjudged') return false
  return kpiFreshness(value, now) === 'live'
}

/** Why a unit stands apart: nothing there could report (`none`), nobody ever did, what there is is old, too few of its sources reported, or no case to divide by. */
export type UnjudgedReason = 'none' | 'never' | 'old' | 'coverage' | 'cases'

export function unjudgedReason(kpi: Kpi, value: KpiValue | undefined, now: number): UnjudgedReason {
  if (value?.expected === 0) return 'none'
  if (value === undefined || value.at === null) return 'never'
  if (kpiFreshness(value, now) !== 'live') return 'old'
  return coverageOf(value) < kpi.minCoverage ? 'coverage' : 'cases'
}

/** Share of the sources that should have reported and did, 0…1; 0 when none was expected. */
function coverageOf(value: KpiValue): number {
  return value.expected === 0 ? 0 : value.reported / value.expected
}

/**
 * @param sort undefined: worst first
 * @param collator orders names; also settles equal values
 */
export function rankUnits({
  kpi,
  units,
  valueAt,
  now,
  sort,
  collator,
}: {
  kpi: Kpi
  units: readonly { readonly code: string; readonly name: string }[]
  valueAt: (code: string) => KpiValue | undefined
  now: number
  sort: Sort | undefined
  collator: Intl.Collator
}): Ranking {
  const line = (unit: { code: string; name: string }, value: KpiValue | undefined, rank?: number): RankedUnit => ({
    code: unit.code,
    name: unit.name,
    value,
    distance: value === undefined || value.value === null ? null : distanceFromTarget(kpi, value.value),
    rank,
  })
  const byName = (a: { name: string }, b: { name: string }) => collator.compare(a.name, b.name)

  const sign = kpi.direction === 'higher' ? -1 : 1
  const comparable = units.flatMap((unit) => {
    const value = valueAt(unit.code)
    return isComparable(value, now) ? [{ unit, value }] : []
  })
  comparable.sort((a, b) => sign * (a.value.value - b.value.value) || byName(a.unit, b.unit))
  let rank = 0
  const judged = comparable.map(({ unit, value }, place) => {
    if (place === 0 || comparable[place - 1]?.value.value !== value.value) rank = place + 1
    return line(unit, value, rank)
  })

  const compared = new Set(judged.map((each) => each.code))
  const unjudged = units
    .filter((unit) => !compared.has(unit.code))
    .map((unit) => line(unit, valueAt(unit.code)))
    .sort(byName)

  return { judged: sortRanked(judged, sort ?? { by: 'rank', falls: true }, collator), unjudged }
}

function sortRanked(lines: readonly RankedUnit[], sort: Sort, collator: Intl.Collator): RankedUnit[] {
  const compare = COMPARISONS[sort.by as RankingColumn] ?? COMPARISONS.rank
  const sign = sort.falls ? -1 : 1
  return [...lines].sort((a, b) => sign * compare(a, b, collator) || collator.compare(a.name, b.name))
}

const COMPARISONS: Record<RankingColumn, (a: RankedUnit, b: RankedUnit, collator: Intl.Collator) => number> = {
  rank: (a, b) => (a.rank ?? 0) - (b.rank ?? 0),
  name: (a, b, collator) => collator.compare(a.name, b.name),
  value: (a, b) => (a.value?.value ?? 0) - (b.value?.value ?? 0),
  distance: (a, b) => (a.distance ?? 0) - (b.distance ?? 0),
  coverage: (a, b) =>
    (a.value === undefined ? 0 : coverageOf(a.value)) - (b.value === undefined ? 0 : coverageOf(b.value)),
  at: (a, b) => (a.value?.at ?? 0) - (b.value?.at ?? 0),
}
