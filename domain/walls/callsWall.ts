import type { Alert } from '../alerts/alert.ts'

/** Whether an alert calls for a wall: a critical one that nobody has taken on, and that no other alert stands for. */
export function callsWall(
  alert: Pick<Alert, 'severity' | 'clearedAt' | 'handling' | 'cause' | 'outOfService'>,
): boolean {
  const { severity, clearedAt, handling, cause, outOfService } = alert
  const isNobodys = handling === 'unacknowledged' && !outOfService && cause === null
  return severity === 'critical' && clearedAt === null && isNobodys
}
