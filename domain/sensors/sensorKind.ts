import type { AgencyId } from '../agencies/index.ts'
import type { Text } from '../text.ts'

/** One measured quantity of a sensor kind. */
export interface Quantity {
  readonly label: Text
  /** As printed after the number: `m`, `‰`, `µg/m³`. */
  readonly unit: string
  readonly digits: number
  /** What is physically possible at this place, inclusive; outside goes to quarantine. */
  readonly range: readonly [min: number, max: number]
}

/** info < minor < major < critical: how soon a person must look. */
export const SEVERITIES = ['info', 'minor', 'major', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export const SEVERITY_NAME: Readonly<Record<Severity, Text>> = {
  critical: { vi: 'khẩn cấp', en: 'critical' },
  major: { vi: 'nghiêm trọng', en: 'major' },
  minor: { vi: 'nhẹ', en: 'minor' },
  info: { vi: 'thông tin', en: 'information' },
}

/**
 * A limit whose crossing raises an alert. It is raised when the quantity has been at or above `at` for `holdMs`, and cleared
 * when it has been below `at - hysteresis` for as long.
 */
export interface Threshold {
  readonly id: string
  readonly label: Text
  /** A quantity of the kind, or `index` for the derived index (VN_AQI). */
  readonly quantity: string
  readonly at: number
  readonly hysteresis: number
  readonly holdMs: number
  readonly severity: Severity
  /** Where the limit comes from. */
  readonly source: string
  /** Where the city has set `at`: what is declared, and who set it when (epoch ms). */
  readonly changed?: { readonly declared: number; readonly at: number; readonly by: string }
}

export interface SensorKind {
  readonly label: Text
  readonly quantities: Readonly<Record<string, Quantity>>
  /** The quantity drawn on the map and charted first. */
  readonly primary: string
  /** Set when an index is derived from the quantities: its label, e.g. VN_AQI. */
  readonly index?: { readonly label: Text; readonly digits: number }
  /** Who acts on what it says beyond one commune, inferred from functions. */
  readonly lead: AgencyId
  /** Rising order of severity. */
  readonly thresholds: readonly Threshold[]
}

/** The worst threshold that these values have reached, without hysteresis: for colouring, not for alerting. */
export function reachedThreshold(
  kind: SensorKind,
  value: (quantity: string) => number | null | undefined,
): Threshold | undefined {
  return kind.thresholds.findLast((threshold) => {
    const now = value(threshold.quantity)
    return now !== null && now !== undefined && now >= threshold.at
  })
}
