import type { Severity } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'

export type AlertSubject = 'sensor' | 'camera' | 'system' | 'unit'

/** One thing that speaks for an alert: what was seen, where and when. */
export interface Evidence {
  readonly label: Text
  readonly value: string
  /** `camera/MC-31135`, `statistics/queue/31135`. */
  readonly source: string
  /** Device time, epoch ms. */
  readonly at: number
}

/** A condition that needs a person. One alert a rule and subject at a time. */
export interface Alert {
  /** Unique for ever. */
  readonly id: string
  /** `${rule}|${subject}/${subjectId}`: at most one alert that is not cleared has it. */
  readonly key: string
  readonly rule: string
  readonly severity: Severity
  readonly subject: AlertSubject
  readonly subjectId: string
  /** Commune (or higher unit) code where it is; null when it has no place. */
  readonly unit: string | null
  readonly title: Text
  /** The value that raised it and the limit, in the quantity's unit, when it is about a number. */
  readonly value: number | null
  readonly limit: number | null
  /** What was seen when it was raised, side by side; [] where the title says it all. */
  readonly evidence: readonly Evidence[]
  readonly raisedAt: number
  readonly clearedAt: number | null
  /** Who took it on and when; nobody yet while null. */
  readonly acknowledgedAt: number | null
  readonly acknowledgedBy: string | null
  readonly simulated: boolean
}
