import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import type { Unit } from '../../domain/units/unit.ts'
import { kpiFreshness } from './truth.ts'

/** A commune whose figure can be judged. */
export interface JudgedCommune {
  readonly unit: Unit
  readonly value: number
  /** Distance from the target in the KPI's unit: positive is good, whichever way the KPI points; null without a target. */
  readonly distance: number | null
}

export interface RankedCommune extends JudgedCommune {
  /** 1 is the worst: the number on the map. */
  readonly rank: number
}

export interface CommuneRanking {
  /** Below target, the farthest first. */
  readonly behind: readonly RankedCommune[]
  /** At or above target, the best first. */
  readonly ahead: readonly JudgedCommune[]
  /** Too few cases, too old, or nobody reported: named, never ranked. */
  readonly unjudged: readonly Unit[]
}

/** How far a value is from the KPI's target, positive on the good side; null when there is none. */
export function distanceFromTarget(kpi: Kpi, value: number): number | null {
  if (kpi.target === undefined) return null
  return kpi.direction === 'higher' ? value - kpi.target.value : kpi.target.value - value
}

/**
 * Communes by their distance from the target. Only what is live and judged by the hub is ranked.
 * @param now epoch ms on the hub's clock
 * @param compareNames settles equal distances, so that the order does not dance
 */
export function rankCommunes(
  kpi: Kpi,
  communes: readonly Unit[],
  rowOf: (code: string) => KpiValue | undefined,
  now: number,
  compareNames: (a: string, b: string) => number,
): CommuneRanking {
  const judged: JudgedCommune[] = []
  const unjudged: Unit[] = []
  for (const unit of communes) {
    const row = rowOf(unit.code)
    if (row === undefined || row.value === null || row.state === 'unjudged' || kpiFreshness(row, now) !== 'live') {
      unjudged.push(unit)
    } else judged.push({ unit, value: row.value, distance: distanceFromTarget(kpi, row.value) })
  }
  const sign = kpi.direction === 'higher' ? 1 : -1
  judged.sort((a, b) => sign * (a.value - b.value) || compareNames(a.unit.name, b.unit.name))
  const isBehind = (each: JudgedCommune) => each.distance !== null && each.distance < 0
  return {
    behind: judged.filter(isBehind).map((each, place) => ({ ...each, rank: place + 1 })),
    ahead: judged.filter((each) => !isBehind(each)).reverse(),
    unjudged: unjudged.sort((a, b) => compareNames(a.name, b.name)),
  }
}
