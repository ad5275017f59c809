import { expect, it } from 'vitest'
import { incidentGravity } from '../../../client/panels/focusIncident.ts'
import { INCIDENT_STATES, type IncidentState } from '../../../domain/incidents/incident.ts'
import { OPEN_STATES } from '../../../domain/incidents/machine.ts'
import { openedIncident } from '../../support/incident.ts'

it('an incident is marked on the map as grave as it is, and as nothing grave once it is over', () => {
  const { incident } = openedIncident({ severity: 'critical' })
  for (const state of Object.keys(INCIDENT_STATES) as IncidentState[])
    expect(incidentGravity({ ...incident, state }), state).toBe(
      (OPEN_STATES as readonly IncidentState[]).includes(state) ? 'critical' : 'minor',
    )
  expect(incidentGravity({ ...incident, severity: 'major' })).toBe('major')
})
