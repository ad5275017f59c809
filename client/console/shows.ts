import { EXPLANATION_STATES } from '../../domain/explanations/explanation.ts'
import { OPEN_STATES } from '../../domain/incidents/machine.ts'
import { BANDS } from '../../domain/index766/bands.ts'
import { NOTICE_STATES } from '../../domain/notices/notice.ts'
import type { Page } from '../../domain/pages.ts'
import { PERSON_ROLES } from '../../domain/people/person.ts'
import { REFUSALS } from '../../domain/refusals.ts'
import { SEVERITIES } from '../../domain/sensors/sensorKind.ts'
import { SOURCE_KINDS, TROUBLES } from '../../domain/sources/sourceTrouble.ts'
import { WORK_LISTS } from '../../domain/work/work.ts'
import { SYSTEM_TROUBLES } from '../panels/systemHealth.ts'
import { GONE, SHOWN_OUTLOOKS, SHOWN_STATES } from './plan/planBoard.ts'

/** The group of alerts that do not stand any more. */
export const CLEARED = 'cleared'
/** Groups of open alerts by where people stand with them; those that are over and wait for their closing. */
export const TO_CLOSE = 'toClose'
export const SHOWN_HANDLINGS = ['unacknowledged', 'acknowledged', 'shelved', 'incident', TO_CLOSE] as const
/** The group of sources that have ended. */
export const ENDED = 'ended'
/** The group of units without a score. */
export const UNSCORED = 'unscored'

/** Groups of incidents: those whose turn is whoever looks, and those whose deadline has passed. */
export const MINE = 'mine'
export const OVERDUE = 'overdue'

/** Whether a person can sign in; the group of those who cannot for one reason or another. */
export const PERSON_STATES = ['active', 'waiting', 'locked', 'disabled'] as const
/** The group of tokens and walls that have ended. */
export const OVER = 'over'
/** The groups of devices that are known, and of MQTT accounts; without either, devices that wait. */
export const KNOWN = 'known'
export const ACCOUNTS = 'accounts'

/** Where what happened begins; without one, where somebody last looked. */
export const SINCE_FROM = ['shift', 'day', 'week'] as const
/** Groups of open directives, and that of those that are closed. */
export const DIRECTIVE_GROUPS = ['overdue', 'near', 'given', 'awaitsApproval'] as const
export const CLOSED = 'closed'

/** The groups of each list, as an address names them (`show=…`). Pages without a list have none. */
export const SHOWS: Readonly<Partial<Record<Page['is'], readonly string[]>>> = {
  sources: [...TROUBLES, ...SOURCE_KINDS, ENDED],
  quarantine: Object.keys(REFUSALS),
  alerts: [...SEVERITIES, ...SHOWN_HANDLINGS, CLEARED],
  incidents: [MINE, OVERDUE, ...OPEN_STATES, ENDED],
  directives: [...DIRECTIVE_GROUPS, CLOSED],
  explanations: [...EXPLANATION_STATES],
  plan: [...SHOWN_STATES, ...SHOWN_OUTLOOKS, GONE],
  index766: [...BANDS, UNSCORED],
  systems: SYSTEM_TROUBLES,
  log: ['done', 'refused'],
  work: WORK_LISTS,
  since: SINCE_FROM,
  people: [...PERSON_STATES, ...PERSON_ROLES],
  tokens: ['active', OVER],
  walls: [OVER],
  devices: [KNOWN, ACCOUNTS],
  notices: NOTICE_STATES,
  settings: ['thresholds', 'calendar', 'changes'],
}
