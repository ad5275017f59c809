import type { Text } from '../text.ts'
import type { UnitLevel } from '../units/unit.ts'

/**
 * One count that a system reports for a unit and a day.
 * A `flow` counts what happened that day and adds up over days; a `stock` is what stands now and does not.
 */
export interface CountDeclaration {
  readonly label: Text
  readonly nature: 'flow' | 'stock'
}

/** A connection of a system to another one: it has a state and a last success, never a percentage. */
export interface LinkDeclaration {
  /** `City portal → National Portal`: at most 36 characters, for the wall. */
  readonly name: Text
  /** What stands at the other end. */
  readonly to: Text
}

/** An information system the centre watches, declared. A system may report counts, links, both, or speak through its devices only. */
export interface SourceSystem {
  readonly name: Text
  /** At most 26 characters: for the wall. */
  readonly short: Text
  /** What people use it for, in a sentence. */
  readonly purpose: Text
  readonly counts: Readonly<Record<string, CountDeclaration>>
  readonly links?: Readonly<Record<string, LinkDeclaration>>
  /** Speaks through devices instead of reports: cameras, or the hub itself. */
  readonly devices?: 'camera' | 'hub'
  /** Promised interval between reports of one unit and of one link, ms. */
  readonly everyMs: number
  /** Levels whose authorities report, each for itself alone; what lies above is added up from them. */
  readonly reportedAt: readonly UnitLevel[]
  /** Decision or document that the counts follow. */
  readonly source: string
}

export type Counts = Readonly<Record<string, number>>

/**
 * Totals of several days of one unit: flows added, stocks taken from the last day that reported them.
 * A count nobody reported stays absent: unknown is not zero.
 * @param days counts in rising order of day; totals of spans of days may stand in for days
 */
export function totalCounts(system: SourceSystem, days: readonly Counts[]): Counts {
  const total: Record<string, number> = {}
  const declared = Object.entries(system.counts)
  for (const counts of days) {
    for (const [name, { nature }] of declared) {
      const count = counts[name]
      if (count === undefined) continue
      total[name] = nature === 'flow' ? (total[name] ?? 0) + count : count
    }
  }
  return total
}
