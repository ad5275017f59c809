import type { Text } from '../text.ts'

/**
 * One count that a system reports for a unit and a day.
 * A `flow` counts what happened that day and adds up over days; a `stock` is what stands now and does not.
 */
export interface CountDeclaration {
  readonly label: Text
  readonly nature: 'flow' | 'stock'
}

export interface SourceSystem {
  readonly name: Text
  readonly counts: Readonly<Record<string, CountDeclaration>>
  /** Promised interval between reports of one unit, ms. */
  readonly everyMs: number
  /** Levels at which units report. Parents add up; they are not reported themselves. */
  readonly reportedAt: 'commune'
  /** Decision or document that the counts follow. */
  readonly source: string
}

export type Counts = Readonly<Record<string, number>>

/**
 * Totals of several days of one unit: flows added, stocks taken from the last day that reported them.
 * A count nobody reported stays absent: unknown is not zero.
 * @param days counts in rising order of day
 */
export function totalCounts(system: SourceSystem, days: readonly Counts[]): Counts {
  const total: Record<string, number> = {}
  for (const counts of days) {
    for (const [name, declaration] of Object.entries(system.counts)) {
      const count = counts[name]
      if (count === undefined) continue
      total[name] = declaration.nature === 'flow' ? (total[name] ?? 0) + count : count
    }
  }
  return total
}
