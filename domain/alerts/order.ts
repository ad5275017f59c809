import { SEVERITIES, type Severity } from '../sensors/sensorKind.ts'
import type { Alert } from './alert.ts'

/** What needs a person, of whatever kind. */
export interface Need {
  readonly id: string
  readonly severity: Severity
  /** Somebody has taken it on. */
  readonly isTaken: boolean
  /** Since when, epoch ms; null where that is not known. */
  readonly since: number | null
}

/** The order of whatever needs a person, everywhere: the worst first, of equals what nobody has taken on, then the newest. */
export function compareNeeds(a: Need, b: Need): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    Number(a.isTaken) - Number(b.isTaken) ||
    (b.since ?? 0) - (a.since ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

export function compareAlerts(a: Alert, b: Alert): number {
  return compareNeeds(needOf(a), needOf(b))
}

function needOf({ id, severity, acknowledgedAt, raisedAt }: Alert): Need {
  return { id, severity, isTaken: acknowledgedAt !== null, since: raisedAt }
}

/** The alerts that stand, in their order. */
export function openAlerts(alerts: Iterable<Alert>): Alert[] {
  return [...alerts].filter(({ clearedAt }) => clearedAt === null).sort(compareAlerts)
}
