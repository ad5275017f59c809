import type { Text } from '../text.ts'
import type { Edition } from '../units/unit.ts'

/** An agency of the city by the name it bears under each map of units: the mergers of 2025 renamed and joined many. At most 40 characters. */
export type Agency = Readonly<Record<Edition, Text>>
