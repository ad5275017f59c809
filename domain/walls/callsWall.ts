import { type Alert, callsPeople } from '../alerts/alert.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'
import { alertKind } from './alertKinds.ts'
import type { SceneCall } from './wallState.ts'

type Calling = Pick<Alert, 'severity' | 'clearedAt' | 'handling' | 'cause' | 'outOfService'>

/** Whether an alert calls for a wall: a critical one that nobody has taken on, and that no other alert stands for. */
export function callsWall(alert: Calling): boolean {
  return alert.severity === 'critical' && callsPeople(alert)
}

/** The rule of a wall by which an alert calls a scene up; undefined: none, or somebody has taken the alert on. */
export function callOf(calls: readonly SceneCall[], alert: Calling & Pick<Alert, 'rule'>): SceneCall | undefined {
  const kind = alertKind(alert)
  if (kind === undefined || !callsPeople(alert)) return undefined
  const severity = SEVERITIES.indexOf(alert.severity)
  return calls.find((call) => call.kind === kind && severity >= SEVERITIES.indexOf(call.from))
}
