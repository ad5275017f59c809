import type { Contribution, KpiValue } from './kpi.ts'

/** A message behind a figure, as the native contract would have it. */
export interface EvidenceMessage {
  readonly source: string
  readonly topic: string
  /** Device time and receive time, epoch ms. */
  readonly at: number
  readonly receivedAt: number
  readonly body: unknown
}

/** How a figure came about: enough to recompute it by hand. */
export interface Explanation {
  readonly kpi: string
  readonly unit: string
  readonly value: KpiValue
  readonly contributions: readonly (Contribution & { readonly name: string })[]
  /** Codes of units, or ids of sensors, cameras and offices, that should have said something and never did. What is old is an input, with its age. */
  readonly missing: readonly string[]
  /** The last message behind each contribution, at most `MAX_MESSAGES`. */
  readonly messages: readonly EvidenceMessage[]
}

export const MAX_MESSAGES = 200
