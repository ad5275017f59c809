import type { AgencyId } from '../agencies/index.ts'
import type { Text } from '../text.ts'
import type { UnitLevel } from '../units/unit.ts'

/**
 * What several units' numbers of one count come to together.
 * - `sum`: things that lie in one unit each
 * - `mean`: the same register kept by every unit, so that adding would count it many times over
 * - `max`: a yes or no, which is yes where any says so
 * - `none`: a score, a percentage or a temperature, of which nothing can be made; it stays unknown
 */
export type OverUnits = 'sum' | 'mean' | 'max' | 'none'

/** What several days' numbers of one count of one unit come to together: `last` is the number of the last day that has one. */
export type OverDays = 'sum' | 'last'

/**
 * One count that a system reports for a unit and a day.
 * A `flow` counts what happened that day, from zero at midnight; a `stock` is what stands now.
 */
export interface CountDeclaration {
  readonly label: Text
  readonly nature: 'flow' | 'stock'
  /** The greatest number that can be. */
  readonly most?: number
  readonly overUnits: OverUnits
  readonly overDays: OverDays
}

/** What happened that day. */
export const FLOW = { nature: 'flow', overUnits: 'sum', overDays: 'sum' } as const
/** What stands now. */
export const STOCK = { nature: 'stock', overUnits: 'sum', overDays: 'last' } as const
/** 1 where it is so, 0 where it is not. */
export const YES_NO = { nature: 'stock', most: 1, overUnits: 'max', overDays: 'last' } as const
/** 0 to 100, as it stands now. */
export const PERCENT = { nature: 'stock', most: 100, overUnits: 'none', overDays: 'last' } as const
/** Entries of a register that is the same for every unit, as it stands now. */
export const REGISTER = { nature: 'stock', overUnits: 'mean', overDays: 'last' } as const

/**
 * Counts of parts of one whole that exclude each other: together they never come to more than it. A part belongs to the day of its whole: a
 * document sent yesterday and acknowledged today is told in yesterday's totals, reported again.
 */
export interface PartRule {
  readonly parts: readonly string[]
  /** Counts that together are the whole. */
  readonly of: readonly string[]
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
  /** What the counts of one report keep among themselves, always; or why nothing binds them. */
  readonly rules: readonly PartRule[] | { readonly none: Text }
  readonly links?: Readonly<Record<string, LinkDeclaration>>
  /** Speaks through devices instead of reports: cameras, or the hub itself. */
  readonly devices?: 'camera' | 'hub'
  /** Promised interval between reports of one unit and of one link, ms. */
  readonly everyMs: number
  /** Days an authority owes a report of; working days when absent. A report of another day counts all the same. */
  readonly reportsOn?: 'everyDay'
  /** Levels whose authorities report, each for itself alone; what lies above is added up from them. */
  readonly reportedAt: readonly UnitLevel[]
  /** The exception: the city reports of everybody, beside what the others say of themselves. */
  readonly cityReports?: 'everybody'
  /** Who runs it, inferred from functions. */
  readonly lead: AgencyId
  /** Decision or document that the counts follow. */
  readonly source: string
}

export type Counts = Readonly<Record<string, number>>

/**
 * Totals of several days of one unit, each count by its `overDays`. A count nobody reported stays absent: unknown is not zero.
 * @param days counts in rising order of day; totals of spans of days may stand in for days
 */
export function totalCounts(system: SourceSystem, days: readonly Counts[]): Counts {
  const total: Record<string, number> = {}
  const declared = Object.entries(system.counts)
  for (const counts of days) {
    for (const [name, { overDays }] of declared) {
      const count = counts[name]
      if (count === undefined) continue
      total[name] = overDays === 'sum' ? (total[name] ?? 0) + count : count
    }
  }
  return total
}

/** One unit's counts among those of others, with the share of them that is taken: 1, or less of a unit that was divided. */
export interface UnitCounts {
  readonly counts: Counts
  readonly weight: number
}

/**
 * Counts of several units together, each by its `overUnits`. What cannot be put together is absent, as is a count that nobody reported.
 * @param among how many units there are, those that did not report included: a single whole one keeps all of its counts
 */
export function pooledCounts(system: SourceSystem, units: readonly UnitCounts[], among: number): Counts {
  const [first] = units
  if (first !== undefined && among === 1 && first.weight === 1) return first.counts
  const pooled: Record<string, number> = {}
  for (const [name, { overUnits }] of Object.entries(system.counts)) {
    const known = units.flatMap(({ counts, weight }) => {
      const count = counts[name]
      return count === undefined ? [] : [{ count, weight }]
    })
    const together = known.length === 0 ? undefined : poolOf(overUnits, known)
    if (together !== undefined) pooled[name] = together
  }
  return pooled
}

/** One count of several units, by `how`; undefined where nothing can be made of them. @param known at least one */
export function poolOf(
  how: OverUnits,
  known: readonly { readonly count: number; readonly weight: number }[],
): number | undefined {
  const sum = () => known.reduce((total, { count, weight }) => total + count * weight, 0)
  switch (how) {
    case 'sum':
      return sum()
    case 'mean':
      return sum() / known.reduce((total, { weight }) => total + weight, 0)
    case 'max':
      return Math.max(...known.map(({ count }) => count))
    case 'none':
      return undefined
  }
}
