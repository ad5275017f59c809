import type { Alert } from '../../domain/alerts/alert.ts'

const SEVERITY_ORDER = { critical: 0, major: 1, minor: 2, info: 3 } as const

/** The worst first, then the newest. */
export function compareAlerts(a: Alert, b: Alert): number {
  return SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] || b.raisedAt - a.raisedAt
}
