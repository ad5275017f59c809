import type { IncidentOnWall } from '../../panels/focusIncident.ts'
import type { Headline } from './headline.ts'

type Incident = IncidentOnWall['incident']

/**
 * Where one incident stands, and whether it is late.
 * @param incident undefined: there is none of that id, or it is not to be shown here
 * @param spanOf a length of time, ms, as it is said
 */
export function incidentHeadline(
  incident: Incident | undefined,
  now: number,
  titleOf: (incident: Incident) => string,
  stateOf: (incident: Incident) => string,
  spanOf: (ms: number) => string,
): Headline {
  if (incident === undefined) return { says: 'incident.unjudged', values: {}, tone: 'unknown' }
  const { closedAt, deadlineAt } = incident
  const values = { title: titleOf(incident), state: stateOf(incident), span: spanOf(Math.abs(deadlineAt - now)) }
  if (closedAt !== null) return { says: 'incident.ended', values, tone: 'calm' }
  return now > deadlineAt
    ? { says: 'incident.overdue', values, tone: 'missed' }
    : { says: 'incident.open', values, tone: 'near' }
}
