import type { Severity } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'
import type { AlertSubject, Evidence } from './alert.ts'
import type { Condition } from './transition.ts'

/** One step of what is watched: its condition now, and what the alert would say. */
export interface WatchLevel {
  readonly condition: Condition
  readonly holdMs: number
  /** How long it must have been gone, where that is not as long as it must have held. */
  readonly goneForMs?: number
  readonly severity: Severity
  /** Written only when it is needed: thousands of conditions are looked at each second, a few make an alert. */
  title(): Text
  /** What was seen, where the title does not say it all. */
  evidence?(): readonly Evidence[]
  readonly value: number | null
  readonly limit: number | null
}

/**
 * Something watched, as it is now. Levels rise in severity; the highest that stands is the alert, and there is one alert for all
 * of them: a river that passes level II after level I escalates one alert.
 */
export interface Watch {
  readonly rule: string
  readonly subject: AlertSubject
  readonly subjectId: string
  readonly unit: string | null
  readonly simulated: boolean
  /** The alert tells the number as it is now; else as it was when the alert was raised or became worse. */
  readonly isOfNow?: boolean
  readonly levels: readonly WatchLevel[]
  /** Keys of alerts whose cause it is: while it stands, and is as grave as they are, they are shown under it. */
  readonly members?: readonly string[]
}

/** The key of what is watched: at most one open alert has it. */
export function watchKey({ rule, subject, subjectId }: Pick<Watch, 'rule' | 'subject' | 'subjectId'>): string {
  return `${rule}|${subject}/${subjectId}`
}
