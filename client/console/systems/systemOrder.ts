import type { SystemLine } from '../../panels/systemHealth.ts'

/** Refused messages, not rows of the quarantine. */
export function refusedCount({ refused }: Pick<SystemLine, 'refused'>): number {
  return refused.reduce((sum, { count }) => sum + count, 0)
}

/** Share of those who should report that do, 0…1; 1 where nobody should. */
export function reportedShare({ reported, expected }: SystemLine): number {
  return expected === 0 ? 1 : reported / expected
}
