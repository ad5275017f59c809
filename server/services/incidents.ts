import type { Logger } from 'pino'
import type { WorkingDays } from '../../domain/calendar/workingTime.ts'
import { type Incident, type IncidentRow, incidentRow } from '../../domain/incidents/incident.ts'
import { createIncidentMachine, type IncidentStepTaken } from '../../domain/incidents/machine.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { createMatters, type Matters } from './matters/matters.ts'

/** Incidents of one account that may be open at once: more than one for each commune in a night of floods. */
const MOST_OPEN = 300

export type Incidents = Matters<Incident, IncidentStepTaken>

/** Incidents over the store; those that are open stand in the picture, with a second row where they are offered to another unit. */
export function createIncidents({
  edition,
  calendar,
  store,
  clock,
  log,
  publish,
  remove,
}: {
  edition: Edition
  calendar: WorkingDays
  store: Pick<Store, 'audited' | 'openMatters' | 'matter'>
  clock: Clock
  log: Logger
  publish: (row: IncidentRow) => void
  /** @param key of a row, which may not be there */
  remove: (key: string) => void
}): Incidents {
  const offerOf = (id: string) => `${id}>`
  return createMatters<Incident, IncidentStepTaken>({
    ...{ machine: createIncidentMachine(calendar), edition, store, clock, log, mostOpen: MOST_OPEN },
    publish(incident) {
      publish(incidentRow(incident))
      if (incident.offered === null) remove(offerOf(incident.id))
      else publish(incidentRow(incident, true))
    },
    remove(id) {
      remove(id)
      remove(offerOf(id))
    },
  })
}
