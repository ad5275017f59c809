import { type Alert, callsPeople } from '../alerts/alert.ts'

/** Whether an alert calls for a wall: a critical one that nobody has taken on, and that no other alert stands for. */
export function callsWall(
  alert: Pick<Alert, 'severity' | 'clearedAt' | 'handling' | 'cause' | 'outOfService'>,
): boolean {
  return alert.severity === 'critical' && callsPeople(alert)
}
