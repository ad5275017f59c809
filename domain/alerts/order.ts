import { SEVERITIES } from '../sensors/sensorKind.ts'
import type { Alert } from './alert.ts'

/** The order of whatever needs a person, everywhere: the worst first, of equals what nobody has taken on, then the newest. */
export function compareAlerts(a: Alert, b: Alert): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
    b.raisedAt - a.raisedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

/** The alerts that stand, in their order. */
export function openAlerts(alerts: Iterable<Alert>): Alert[] {
  return [...alerts].filter(({ clearedAt }) => clearedAt === null).sort(compareAlerts)
}
