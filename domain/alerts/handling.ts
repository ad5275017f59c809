import { type Actor, type Fact, HUB_ACTOR } from '../matters/fact.ts'
import { type Decision, type Due, type Machine, type Matter, refused, stepped } from '../matters/machine.ts'
import { keptTitle } from '../matters/matterKinds.ts'
import { SEVERITIES, type Severity } from '../sensors/sensorKind.ts'
import type { Text } from '../text.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import { type Alert, type AlertHandling, type CloseReason, type Handling, isOver, UNHANDLED } from './alert.ts'
import { titleWithCourse, withoutCourse } from './course.ts'

/** An acknowledgement is reminded of after so long without an end, and lapses a little later; of the mild ones never. */
export const REMINDED_AFTER_MS = {
  critical: 30 * MINUTE_MS,
  major: 2 * HOUR_MS,
  minor: undefined,
  info: undefined,
} as const satisfies Record<Severity, number | undefined>
export const LAPSES_AFTER_MS = 15 * MINUTE_MS

/** Within which time an alert is to be acknowledged; of what is for information nobody waits. */
export const ACKNOWLEDGED_WITHIN_MS: Readonly<Record<Severity, number | undefined>> = {
  critical: 5 * MINUTE_MS,
  major: 15 * MINUTE_MS,
  minor: HOUR_MS,
  info: undefined,
}

/** Whom silence calls, one after the other, and when: for those severities that somebody must note down. */
export const ESCALATION = [
  { role: 'operator', afterMs: 5 * MINUTE_MS },
  { role: 'lead', afterMs: 15 * MINUTE_MS },
  { role: 'leader', afterMs: 30 * MINUTE_MS },
] as const

/** The level from which an alert waits for the shift lead. */
const LEADS_FROM = 1 + ESCALATION.findIndex(({ role }) => role === 'lead')

/** Whoever takes on, or closes, one of these writes down what they know. */
export function needsNote(severity: Severity): boolean {
  return severity === 'critical' || severity === 'major'
}

/** How long an alert may be put aside by whoever holds a role, ms: an operator's word holds for less. */
export function mostShelvedMs(roles: readonly string[]): number {
  return roles.includes('lead') ? LEAD_SHELVES_MS : HOUR_MS
}
export const LEAD_SHELVES_MS = 24 * HOUR_MS

/** What is over, and that somebody had dealt with, closes by itself after so long; a critical one waits for the shift lead. */
const CLOSES_AFTER_MS = HOUR_MS

/** Alerts that one command may handle at a time. */
export const MOST_HANDLED = 500

/** Most letters of what somebody writes. */
export const MOST_WRITTEN = 2_000

/** What the machine goes by of an alert's condition; each fact has it as it was. */
export interface HandledCondition {
  readonly title: Text
  readonly unit: string | null
  readonly severity: Severity
  readonly raisedAt: number
  readonly endedAt: number | null
  /** Another open alert tells of its cause. */
  readonly isMember: boolean
  /** Since when no other one does any more, epoch ms; absent: none ever has. */
  readonly ownSince?: number
  readonly simulated: boolean
}

/** An alert as people deal with it. What its condition does is told by `withCondition`; what people do, by facts. */
export interface AlertMatter extends Matter, Omit<AlertHandling, 'version' | 'handling'> {
  readonly state: Handling
  readonly condition: HandledCondition
  /** That of its condition, where all matters have theirs: notices go by it. */
  readonly severity: Severity
  /** Account of who has it. */
  readonly holder: string | null
  /** The severity that was known when it was taken on, put aside or taken out of service. */
  readonly knownSeverity: Severity | null
  /** Since when nobody has it, epoch ms. */
  readonly waitsSince: number
  /** It was part of an incident, is not any more, and nobody of the shift has had it since. */
  readonly hasLeftIncident?: boolean
}

export type AlertStep =
  | { readonly did: 'acknowledge'; readonly note?: string | undefined }
  /** The hub's: whoever has it is reminded; what they said holds no longer; it has become worse than they knew; its time aside is over. */
  | { readonly did: 'remind' | 'lapse' | 'worsen' | 'return' | 'settle' }
  | { readonly did: 'escalate'; readonly level: number }
  | { readonly did: 'shelve'; readonly until: number; readonly reason: string }
  | { readonly did: 'unshelve' }
  /** `from`: the incident that it leaves for this one, as the two are merged. */
  | { readonly did: 'join'; readonly incident: string; readonly from?: string }
  /** Its incident was found to be none. */
  | { readonly did: 'leave' }
  /** It was put into that incident by mistake. */
  | { readonly did: 'unlink'; readonly incident: string; readonly reason: string }
  | {
      readonly did: 'close'
      readonly reason: CloseReason
      readonly note?: string | undefined
      /** The incident it is closed with: whoever may confirm its result, by the incident's own rules, closes what it deals with. */
      readonly incident?: string | undefined
      /** With that incident, though it still stands: why. */
      readonly despite?: string | undefined
    }
  | { readonly did: 'comment'; readonly text: string }
  | { readonly did: 'setOutOfService'; readonly isOut: boolean; readonly reason: string }

const rank = (severity: Severity) => SEVERITIES.indexOf(severity)

/** Notices, lists of work and facts have no row beside them: their title says the peak as well. */
export function conditionOf(alert: Alert): HandledCondition {
  const { unit, severity, raisedAt, endedAt, cause, ownSince, simulated } = alert
  return {
    title: titleWithCourse(alert, ['peak']),
    ...{ unit, severity, raisedAt, endedAt, isMember: cause !== null },
    ...(ownSince !== undefined && { ownSince }),
    simulated,
  }
}

/** An alert that no fact has begun; one that an earlier version kept may have been acknowledged. */
export function unhandledMatter(
  id: string,
  condition: HandledCondition,
  before: Pick<AlertHandling, 'acknowledgedAt' | 'acknowledgedBy'> = UNHANDLED,
): AlertMatter {
  const { acknowledgedAt, acknowledgedBy } = before
  const { version, handling: _, ...none } = UNHANDLED
  const isTaken = acknowledgedAt !== null
  return withCondition(
    {
      ...none,
      ...{ id, version, acknowledgedAt, acknowledgedBy, openedAt: condition.raisedAt, closedAt: null },
      ...{ title: '', unit: null, dueAt: null, givenBy: null, turn: null, simulated: false },
      state: isTaken ? 'acknowledged' : 'unacknowledged',
      severity: condition.severity,
      holder: null,
      knownSeverity: isTaken ? condition.severity : null,
      waitsSince: condition.raisedAt,
      condition,
    },
    condition,
  )
}

/** The same alert, whose condition is another now. What no other alert tells of any more waits from then on: nobody was to act on it before. */
export function withCondition(matter: AlertMatter, condition: HandledCondition): AlertMatter {
  const { title, unit, severity, simulated, ownSince = 0 } = condition
  const { titleEn: _, ...known } = matter
  const waitsSince = Math.max(known.waitsSince, ownSince)
  const told: AlertMatter = { ...known, waitsSince, condition, ...keptTitle(title), unit, severity, simulated }
  return { ...told, dueAt: dueAtOf(told), turn: turnOf(told) }
}

/** An alert's row with what people have done about it. */
export function withHandling(alert: Alert, matter: AlertMatter): Alert {
  const handling = Object.fromEntries(
    Object.keys(UNHANDLED).map((field) => [field, matter[field as keyof typeof matter]]),
  ) as unknown as AlertHandling
  const handled = { ...alert, ...handling, handling: matter.state }
  // A closed alert follows nothing any more, also where its condition stands.
  if (matter.state === 'closed') return { ...withoutCourse(handled), clearedAt: alert.clearedAt ?? matter.closedAt }
  return handled
}

function dueAtOf({ state, condition, waitsSince, acknowledgedAt, shelvedUntil }: AlertMatter): number | null {
  if (state === 'shelved') return shelvedUntil
  if (isOver({ ...condition, handling: state })) return null
  const [since, within] =
    state === 'unacknowledged'
      ? [waitsSince, ACKNOWLEDGED_WITHIN_MS[condition.severity]]
      : state === 'acknowledged'
        ? [acknowledgedAt ?? waitsSince, REMINDED_AFTER_MS[condition.severity]]
        : [0, undefined]
  return within === undefined || condition.isMember ? null : since + within
}

function turnOf({ state, escalation, condition, holder }: AlertMatter): string | null {
  if (state === 'acknowledged') {
    if (!isOver({ ...condition, handling: state })) return holder === null ? null : `person/${holder}`
    return condition.severity === 'critical' ? 'role/lead' : null
  }
  if (state !== 'unacknowledged' || condition.isMember) return null
  // Leaders are told; what is to be done is for those who may.
  return escalation < LEADS_FROM ? 'role/operator' : 'role/lead'
}

/** People's and the hub's steps with an alert. */
export const alertMachine: Machine<AlertMatter, AlertStep> = {
  kind: 'alert',
  decide(matter, step, by, at) {
    if (matter === undefined) return refused('unknownAlert', { alert: '' })
    const decided = decide(matter, step, by, at)
    if (!decided.ok) return decided
    const { acknowledgedAt, acknowledgedBy } = matter
    // What an earlier version kept of an acknowledgement is no fact: the first one carries it.
    const earlier =
      matter.version === 0 && acknowledgedAt !== null ? { earlier: { acknowledgedAt, acknowledgedBy } } : {}
    return { ...decided, what: { ...decided.what, ...earlier, alert: matter.condition } }
  },
  add(matter, fact) {
    const condition = fact.what.alert as HandledCondition
    const known =
      matter ?? unhandledMatter(fact.id, condition, fact.what.earlier as Parameters<typeof unhandledMatter>[2])
    const { alert: _, earlier: __, ...what } = fact.what
    return withCondition(
      { ...known, ...changed(known, fact, what as Said, condition.severity), ...stepped(fact) } as AlertMatter,
      condition,
    )
  },
  due: dueStep,
}

const goesOn = (to: Handling, what: Readonly<Record<string, unknown>> = {}): Decision => ({ ok: true, to, what })

function decide(matter: AlertMatter, step: AlertStep, by: Actor, at: number): Decision {
  const { state, condition, acknowledgedAt, acknowledgedBy } = matter
  const isLead = by.roles.includes('lead')
  if (step.did === 'comment')
    return step.text.trim() === '' ? refused('textNeeded') : goesOn(state, { text: step.text.trim() })
  if (step.did === 'unlink') {
    if (matter.incident !== step.incident) return refused('alertNotInIncident', { incident: step.incident })
    return goesOn(withoutIncident(matter), { incident: step.incident, reason: step.reason })
  }
  if (state === 'closed') return refused('alertClosed', { by: matter.closedBy ?? '', at: matter.closedAt ?? at })
  switch (step.did) {
    case 'acknowledge': {
      const isRenewed = matter.remindedAt !== null && matter.holder === by.id
      if (state === 'acknowledged' && !isRenewed)
        return refused('alreadyAcknowledged', { by: acknowledgedBy ?? '', at: acknowledgedAt ?? at })
      if (state === 'incident') return refused('inIncident', { incident: matter.incident ?? '' })
      const note = step.note?.trim() ?? ''
      if (note === '' && needsNote(condition.severity)) return refused('noteNeeded')
      return goesOn('acknowledged', { note: note === '' ? null : note })
    }
    case 'shelve': {
      if (condition.endedAt !== null) return refused('alertEnded')
      if (state === 'incident') return refused('inIncident', { incident: matter.incident ?? '' })
      if (step.reason.trim() === '') return refused('textNeeded')
      const most = mostShelvedMs(by.roles)
      if (step.until <= at || step.until - at > most)
        return refused(isLead ? 'shelfTooLong' : 'shelfForLead', { hours: Math.round(most / HOUR_MS) })
      return goesOn('shelved', { until: step.until, reason: step.reason.trim() })
    }
    case 'unshelve':
      return state === 'shelved' ? goesOn('unacknowledged') : refused('nothingChanges')
    case 'join':
      if (state === 'incident' && matter.incident !== step.from)
        return refused('inIncident', { incident: matter.incident ?? '' })
      // In an incident it calls nobody by itself: who may not take it on puts off the shift once, and not with one incident after the other.
      if (step.from === undefined && isForShift(matter) && !by.roles.some(isOfShift)) return refused('leftIncident')
      return goesOn('incident', { incident: step.incident })
    case 'leave':
      return state === 'incident' ? goesOn('unacknowledged', { incident: matter.incident }) : refused('nothingChanges')
    case 'close': {
      const isWithIncident = state === 'incident' && step.incident !== undefined && step.incident === matter.incident
      if (condition.severity === 'critical' && !isLead && by.is !== 'hub' && !isWithIncident)
        return refused('leadCloses')
      const isDespite = state === 'incident' && (isLead || isWithIncident) && (step.despite?.trim() ?? '') !== ''
      if (condition.endedAt === null && step.reason !== 'falseAlarm' && !isDespite) return refused('alertStands')
      const note = step.note?.trim() ?? ''
      if (note === '' && step.reason === 'falseAlarm' && needsNote(condition.severity)) return refused('noteNeeded')
      return goesOn('closed', {
        reason: step.reason,
        note: note === '' ? null : note,
        ...(isDespite && { despite: step.despite?.trim() }),
      })
    }
    case 'setOutOfService':
      if (step.isOut === matter.outOfService) return refused('nothingChanges')
      if (step.reason.trim() === '') return refused('textNeeded')
      // It has no end of its own: of what is critical nobody but the shift lead takes that upon them.
      if (step.isOut && condition.severity === 'critical' && !isLead) return refused('outOfServiceForLead')
      return goesOn(state, { isOut: step.isOut, reason: step.reason.trim() })
    default:
      return hubDecides(matter, step, by, at)
  }
}

/** Who may take an alert on. */
const isOfShift = (role: string): boolean => role === 'lead' || role === 'operator'

/** It has left an incident, and calls people now. */
const isForShift = ({ hasLeftIncident = false, condition }: AlertMatter): boolean =>
  hasLeftIncident && needsNote(condition.severity)

/** Where an alert stands when it is no part of its incident any more: closed it stays, and whoever had taken it on has it again. */
function withoutIncident({ state, acknowledgedAt }: AlertMatter): Handling {
  if (state === 'closed') return state
  return acknowledgedAt === null ? 'unacknowledged' : 'acknowledged'
}

/** Steps of the hub: those whose time has come, and no others. */
function hubDecides(matter: AlertMatter, step: AlertStep, by: Actor, at: number): Decision {
  const due = dueStep(matter)
  if (by.id !== HUB_ACTOR.id || due === undefined || due.step.did !== step.did || due.at > at)
    return refused('nothingChanges')
  switch (due.step.did) {
    case 'escalate':
      return goesOn('unacknowledged', { level: due.step.level, role: ESCALATION[due.step.level - 1]?.role })
    case 'remind':
      return goesOn('acknowledged')
    case 'settle':
      return goesOn('closed', { reason: 'ended', note: null })
    default:
      return goesOn('unacknowledged')
  }
}

/** What the steps carry, by their fields. */
interface Said {
  readonly note?: string | null
  readonly level?: number
  readonly until?: number
  readonly reason?: string
  readonly incident?: string
  readonly isOut?: boolean
}

/** What a fact changes of an alert beside its state. */
function changed(
  matter: AlertMatter,
  { did, at, by, to }: Fact,
  { note = null, level = 0, until, reason, incident, isOut = false }: Said,
  severity: Severity,
): Partial<Record<keyof AlertMatter, unknown>> {
  // It is out of service as long as it is no worse than was known by then.
  const isStillOut = matter.outOfService && !isWorse(matter, severity)
  const nobody = {
    ...{ acknowledgedAt: null, acknowledgedBy: null, holder: null, note: null, remindedAt: null },
    ...{ outOfService: isStillOut, knownSeverity: isStillOut ? matter.knownSeverity : null },
    ...{ shelvedUntil: null, shelvedBy: null, shelvedWhy: null, escalation: 0, waitsSince: at },
    hasLeftIncident: false,
  }
  switch (did) {
    case 'acknowledge':
      return {
        ...nobody,
        ...{ acknowledgedAt: at, acknowledgedBy: by.name, holder: by.id, note, knownSeverity: severity },
      }
    case 'remind':
      return { remindedAt: at }
    case 'lapse':
    case 'worsen':
    case 'return':
    case 'unshelve':
      return nobody
    case 'escalate':
      return { escalation: level }
    case 'shelve':
      return {
        ...nobody,
        ...{ shelvedUntil: until, shelvedBy: by.name, shelvedWhy: reason, knownSeverity: severity },
      }
    case 'leave':
      return { ...nobody, incident: null, hasLeftIncident: true }
    case 'unlink':
      return { ...(to === 'unacknowledged' && { ...nobody, hasLeftIncident: true }), incident: null }
    case 'join':
      return {
        ...{ incident, shelvedUntil: null, shelvedBy: null, shelvedWhy: null },
        ...(by.roles.some(isOfShift) && { hasLeftIncident: false }),
      }
    case 'close':
    case 'settle':
      return { closedAt: at, closedBy: by.name, closedWhy: reason, shelvedUntil: null }
    case 'comment':
      return { comments: matter.comments + 1 }
    case 'setOutOfService':
      return {
        outOfService: isOut,
        ...(isOut && { knownSeverity: matter.knownSeverity ?? severity }),
        ...(to === 'unacknowledged' && { waitsSince: at, escalation: 0, ...(!isOut && { knownSeverity: null }) }),
      }
    default:
      return {}
  }
}

/** Whether an alert is graver now than whoever took it on, put it aside or took it out of service knew it to be. */
function isWorse({ knownSeverity }: Pick<AlertMatter, 'knownSeverity'>, severity: Severity): boolean {
  return knownSeverity !== null && rank(severity) > rank(knownSeverity)
}

function dueStep(matter: AlertMatter): Due<AlertStep> | undefined {
  const { state, condition, escalation, waitsSince, outOfService } = matter
  const { severity, raisedAt, endedAt, isMember } = condition
  if (state === 'closed' || state === 'incident') return undefined
  if (isWorse(matter, severity)) return { at: raisedAt, step: { did: state === 'shelved' ? 'return' : 'worsen' } }
  if (isOver({ ...condition, handling: state })) {
    if (severity === 'critical' || endedAt === null || matter.version === 0) return undefined
    // Nobody is to be told of the end of what was put aside, and over by then.
    return { at: endedAt + CLOSES_AFTER_MS, step: { did: 'settle' } }
  }
  if (state === 'shelved') return { at: matter.shelvedUntil ?? 0, step: { did: 'return' } }
  if (isMember || outOfService) return undefined
  if (state === 'unacknowledged') {
    const next = ESCALATION[escalation]
    if (next === undefined || !needsNote(severity)) return undefined
    return { at: waitsSince + next.afterMs, step: { did: 'escalate', level: escalation + 1 } }
  }
  const reminded = REMINDED_AFTER_MS[severity]
  if (endedAt !== null || reminded === undefined) return undefined
  if (matter.remindedAt !== null) return { at: matter.remindedAt + LAPSES_AFTER_MS, step: { did: 'lapse' } }
  return { at: (matter.acknowledgedAt ?? waitsSince) + reminded, step: { did: 'remind' } }
}
