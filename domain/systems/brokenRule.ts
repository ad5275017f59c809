import type { Counts, SourceSystem } from './system.ts'

/** Parts that come to more than their whole, with the numbers that were reported. */
export interface BrokenRule {
  readonly parts: Counts
  readonly of: Counts
}

/**
 * The first rule of the system that these counts break; undefined when they keep all. A whole that is not reported in full cannot be
 * broken; parts that are not reported could only make it worse.
 */
export function brokenRule({ rules }: SourceSystem, counts: Counts): BrokenRule | undefined {
  if ('none' in rules) return undefined
  for (const rule of rules) {
    let whole = 0
    for (const name of rule.of) whole += counts[name] ?? Number.POSITIVE_INFINITY
    let parts = 0
    for (const name of rule.parts) parts += counts[name] ?? 0
    if (parts > whole) return { parts: reported(rule.parts, counts), of: reported(rule.of, counts) }
  }
  return undefined
}

function reported(names: readonly string[], counts: Counts): Counts {
  return Object.fromEntries(
    names.flatMap((name) => {
      const count = counts[name]
      return count === undefined ? [] : [[name, count]]
    }),
  )
}
