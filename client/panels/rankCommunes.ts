import { ROUNDING } from '../../domain/digits.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { rankUnits } from '../../domain/ranking/rank.ts'
import type { Reception } from '../../domain/reception.ts'
import type { Unit } from '../../domain/units/unit.ts'
import { rankableOf } from './truth.ts'
import { type UnjudgedReason, unjudgedReason } from './unjudged.ts'

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

/** A commune that is named, never ranked. */
export interface UnjudgedCommune {
  readonly unit: Unit
  readonly why: UnjudgedReason
}

export interface CommuneRanking {
  /** Below target, the farthest first. */
  readonly behind: readonly RankedCommune[]
  /** At or above target, and nobody is surely better: they share the first place. The best value first. */
  readonly best: readonly JudgedCommune[]
  /** How many could be judged. */
  readonly judged: number
  /** By name. */
  readonly unjudged: readonly UnjudgedCommune[]
}

/** How far a value is from the KPI's target, positive on the good side; null when there is none. */
export function distanceFromTarget(kpi: Kpi, value: number): number | null {
  if (kpi.target === undefined) return null
  return kpi.direction === 'higher' ? value - kpi.target.value : kpi.target.value - value
}

/**
 * Communes by their distance from the target. Only what is live, judged by the hub and rests on enough cases is ranked.
 * @param now epoch ms on the hub's clock
 * @param compareNames settles equal distances, so that the order does not dance
 */
export function rankCommunes(
  kpi: Kpi,
  communes: readonly Unit[],
  rowOf: (code: string) => KpiValue | undefined,
  now: number,
  reception: Reception,
  compareNames: (a: string, b: string) => number,
): CommuneRanking {
  const byCode = new Map(communes.map((unit) => [unit.code, unit]))
  const unitOf = (code: string): Unit[] => {
    const unit = byCode.get(code)
    return unit === undefined ? [] : [unit]
  }
  const { places, unrankable } = rankUnits(
    kpi,
    communes.map(({ code }) => rankableOf(code, rowOf(code), now)),
  )
  const judged = places.flatMap(({ unit: code, value, firstPlace }) =>
    unitOf(code).map((unit) => ({ unit, value, firstPlace, distance: distanceFromTarget(kpi, value) })),
  )
  const byNames = (a: JudgedCommune, b: JudgedCommune) => compareNames(a.unit.name, b.unit.name)
  const sense = kpi.direction === 'higher' ? 1 : -1
  const isBehind = ({ distance }: JudgedCommune) => distance !== null && distance < -ROUNDING
  const best = judged.filter((each) => !isBehind(each) && each.firstPlace === 1)
  return {
    behind: judged
      .filter(isBehind)
      .sort((a, b) => sense * (a.value - b.value) || byNames(a, b))
      .map(({ unit, value, distance }, place) => ({ unit, value, distance, rank: place + 1 })),
    best: best
      .sort((a, b) => sense * (b.value - a.value) || byNames(a, b))
      .map(({ unit, value, distance }) => ({ unit, value, distance })),
    judged: judged.length,
    unjudged: unrankable
      .flatMap(({ unit: code }) =>
        unitOf(code).map((unit) => ({ unit, why: unjudgedReason(kpi, rowOf(code), now, reception) })),
      )
      .sort((a, b) => compareNames(a.unit.name, b.unit.name)),
  }
}
