import type { Text } from '../text.ts'
import type { Edition } from '../units/unit.ts'

/** A name of an agency, at most 50 characters, and as offices abbreviate it, at most 26: for a line of the wall. */
export interface AgencyName extends Text {
  readonly short: Text
}

/** An agency of the city by the name it bears under each map of units: the mergers of 2025 renamed and joined many. */
export type Agency = Readonly<Record<Edition, AgencyName>>
