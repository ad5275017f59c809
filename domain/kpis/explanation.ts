import type { ChangeMade } from '../settings/change.ts'
import type { Day } from '../time.ts'
import type { Contribution, KpiTarget, KpiValue, Share } from './kpi.ts'

/**
 * Why a message cannot be shown as it came: it was received longer ago than messages are kept; it came before the hub kept any, or was not
 * all there when it was taken; pictures are in memory only.
 */
export const REBUILT_WHY = ['expired', 'notKept', 'picture'] as const

/** A message behind a figure. */
export interface EvidenceMessage {
  readonly source: string
  readonly topic: string
  /** Device time and receive time, epoch ms. */
  readonly at: number
  readonly receivedAt: number
  /** The day that a report is of. */
  readonly day?: Day
  /** As it came; where it is `reconstructed`, what is known of it as the native contract would have said it. */
  readonly body: unknown
  /** The bytes are not kept any more: what is shown was rebuilt from the picture or the history. */
  readonly reconstructed: boolean
  /** Where it is `reconstructed`. */
  readonly why?: (typeof REBUILT_WHY)[number]
  /**
   * `body` is one item of a long array, as it was written there: of how many, in a message of how many bytes, and under which number the whole
   * can be asked for; null where it can not.
   */
  readonly part?: { readonly of: number; readonly bytes: number; readonly message: number | null }
}

/** What one day of an authority gave to a figure. The days of all authorities add up to it. */
export interface SummedDay extends Share {
  readonly source: string
  readonly day: Day
}

/** A target with the declared one, and who has set another and when. */
export interface TargetTold {
  readonly value: number
  readonly declared: number
  readonly changed: ChangeMade | null
}

export function targetTold(declared: number, { value, changed }: Pick<KpiTarget, 'value' | 'changed'>): TargetTold {
  return { value, declared, changed: changed ?? null }
}

/** How a figure came about: enough to recompute it by hand. */
export interface Explanation {
  readonly kpi: string
  readonly unit: string
  readonly value: KpiValue
  /** What the figure is held against; null: the KPI has no target. */
  readonly target: TargetTold | null
  readonly contributions: readonly (Contribution & { readonly name: string })[]
  /** Codes of units, or ids of sensors, cameras and offices, that should have said something and never did. What is old is an input, with its age. */
  readonly missing: readonly string[]
  /** Of a figure over days of reports: every day that was summed; none when there are more than `MAX_DAYS`, see `daysSummed`. */
  readonly days: readonly SummedDay[]
  readonly daysSummed: number
  /** The message behind each listed day, or the last behind each contribution, at most `MAX_MESSAGES`. */
  readonly messages: readonly EvidenceMessage[]
}

export const MAX_MESSAGES = 200
/** A year of one authority; more are looked at authority by authority. */
export const MAX_DAYS = 400
