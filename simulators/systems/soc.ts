import type { soc as declared } from '../../domain/systems/soc.ts'
import { dayOf, HOUR_MS } from '../../domain/time.ts'
import { openEvents } from '../events.ts'
import { doneOf, part, roundTheClock } from './books.ts'
import { timeOfDay } from './calendar.ts'
import type { SystemModel } from './systemModel.ts'

const SYSTEMS_WITH_LEVEL = 62
const AGENTS = 3_150
/** Days of the year on which an exercise is held. */
const DRILL_DAYS = ['03-25', '06-24', '09-23', '11-18']

/** The security operations centre. Its open incidents are those it tells as events. */
export const soc: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const events = roundTheClock(authority, 'security events', 46_000, at)
  return {
    events,
    alertsHigh: part(events, 0.0002),
    drills: DRILL_DAYS.includes(dayOf(at).slice(5)) && timeOfDay(at) >= 10 * HOUR_MS ? 1 : 0,
    incidentsOpen: openEvents(authority.random, 'soc', at).length,
    systemsNeedingDossier: SYSTEMS_WITH_LEVEL,
    dossiersApproved: doneOf(authority, 'approved', SYSTEMS_WITH_LEVEL, at, { from: 0.88, to: 0.9, yearly: 0.09 }),
    agents: AGENTS,
    agentsOnline: doneOf(authority, 'agents', AGENTS, at, { from: 0.95, to: 0.97, yearly: 0.02 }),
    responseTeam: 1,
  }
}
