import { SYSTEMS } from '../systems/index.ts'
import type { Counts, SourceSystem } from '../systems/system.ts'

/**
 * Names of the counts that a figure is made of. A list among them is one number that some authorities report in parts: it is known when
 * any of the parts is.
 */
export type Reads = readonly (string | readonly string[])[]

/** What a figure counts over days: what happened (`flow`), what stands at their end (`stock`), or one beside the other (`mixed`). */
export type Nature = 'flow' | 'stock' | 'mixed'

/** Whether a report that says these counts knows all that is read. Without one of them the others would bend the figure. */
export function areKnown(reads: Reads, isSaid: (name: string) => boolean): boolean {
  return reads.every((read) => (typeof read === 'string' ? isSaid(read) : read.some(isSaid)))
}

export function readFrom(reads: Reads, counts: Counts): boolean {
  return areKnown(reads, (name) => counts[name] !== undefined)
}

export function natureOf(system: string, reads: Reads): Nature {
  const declared: SourceSystem = SYSTEMS[system as keyof typeof SYSTEMS]
  const rules = new Set(reads.flat().map((name) => declared.counts[name]?.overDays))
  if (rules.size > 1) return 'mixed'
  return rules.has('last') ? 'stock' : 'flow'
}
