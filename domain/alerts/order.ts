import { SEVERITIES, type Severity } from '../sensors/sensorKind.ts'
import { type Alert, isPutAside } from './alert.ts'

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

function needOf({ id, severity, handling, outOfService, raisedAt }: Alert): Need {
  return { id, severity, isTaken: handling !== 'unacknowledged' || outOfService, since: raisedAt }
}

/** The alerts that are open, in their order. */
export function openAlerts(alerts: Iterable<Alert>): Alert[] {
  return [...alerts].filter(({ clearedAt }) => clearedAt === null).sort(compareAlerts)
}

/** Without those that another of them tells of: a storm over twelve stations is one. */
export function withoutMembers(alerts: readonly Alert[]): Alert[] {
  const ids = new Set(alerts.map(({ id }) => id))
  return alerts.filter(({ cause }) => cause === null || !ids.has(cause))
}

/** The open alerts as everybody counts them, those that another tells of under that one; and how many of them people have put aside. */
export function countedAlerts(alerts: Iterable<Alert>): { readonly open: readonly Alert[]; readonly putAside: number } {
  const open = withoutMembers(openAlerts(alerts))
  return { open, putAside: open.filter(isPutAside).length }
}

/** Those of them that need people, in their order: what a wall shows. */
export function alertsInSight(alerts: Iterable<Alert>): Alert[] {
  return countedAlerts(alerts).open.filter((alert) => !isPutAside(alert))
}
