import type { Authority } from './authority.ts'
import type { Ledger } from './ledger.ts'

/**
 * What a source system says of one authority: totals of the day so far, and what stands now.
 * @param at epoch ms
 */
export type SystemModel<Count extends string = string> = (authority: Authority, at: number) => Record<Count, number>

/** A system that speaks of one-stop offices only: all it says follows from their books. */
export function ofOffice<Count extends string>(
  tell: (ledger: Ledger, at: number, authority: Authority) => Record<Count, number>,
): SystemModel<Count> {
  return (authority, at) => {
    if (authority.ledger === undefined) throw new Error(`${authority.unit.code} has no one-stop office`)
    return tell(authority.ledger, at, authority)
  }
}
