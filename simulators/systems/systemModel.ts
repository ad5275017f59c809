import type { Ledger } from './ledger.ts'

/**
 * What a source system says of one commune: totals of the day so far.
 * @param at epoch ms
 */
export type SystemModel<Count extends string = string> = (ledger: Ledger, at: number) => Record<Count, number>
