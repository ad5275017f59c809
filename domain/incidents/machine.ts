import { ESCALATION, LAPSES_AFTER_MS, LEAD_SHELVES_MS, needsNote, REMINDED_AFTER_MS } from '../alerts/handling.ts'
import { nextReminder, type ReminderKind, type WorkingDays } from '../calendar/workingTime.ts'
import { SILENCE_MS } from '../directives/machine.ts'
import { type FileRef, MOST_FILES } from '../files/fileRef.ts'
import type { Actor, Fact } from '../matters/fact.ts'
import { type Decision, type Due, type Machine, refused, stepped } from '../matters/machine.ts'
import { SEVERITIES, type Severity } from '../sensors/sensorKind.ts'
import { type DeadlineClass, isStepOf, NAMED_DEADLINES } from '../sops/sop.ts'
import type { Text } from '../text.ts'
import { DAY_MS, HOUR_MS } from '../time.ts'
import {
  type FrozenFigure,
  hasReported,
  INCIDENT_STATES,
  type Incident,
  type IncidentState,
  type IncidentStep,
} from './incident.ts'

/** A closed incident is opened again within so long; after that what comes back is a new one. */
export const REOPEN_WITHIN_MS = 30 * DAY_MS
/** An incident waits no longer than this; one with a critical alert that holds, no longer than a lead may shelve that alert. */
export const WAITS_MS = 30 * DAY_MS
/**
 * Who is told that a step is not done by its time, and how long after that time: whoever has the turn at once, then the shift lead, then a leader of
 * the place, then the leaders of the city. A step that may be left out reminds whoever has the turn, and goes no further.
 */
const LATE_STEP_TOLD = [
  { to: null, afterMs: 0 },
  { to: 'role/lead', afterMs: HOUR_MS },
  { to: 'role/leader', afterMs: 4 * HOUR_MS },
  { to: 'city/leader', afterMs: 24 * HOUR_MS },
] as const

/**
 * Who is told that nobody has taken an incident on, one after the other: whoever has the turn once more, the shift lead, a leader of the place. A pressing
 * one is told as soon as an alert that nobody acknowledges, so that an alert is not silenced by becoming an incident; another as soon as an order. By the
 * clock.
 */
const UNTAKEN_TOLD = [null, 'role/lead', 'role/leader'] as const
const EMERGENCY_HOURS = NAMED_DEADLINES[0].deadline.count

/**
 * Who is told that a critical alert of an incident that somebody has taken on still holds while nobody does anything about it, and how long after the last
 * thing that was done: as of an alert that was acknowledged, whose acknowledgement is reminded of, lapses, and then goes up.
 */
const HELD_TOLD = [
  { to: null, afterMs: REMINDED_AFTER_MS.critical },
  ...ESCALATION.map(({ role, afterMs }) => ({
    to: `role/${role}`,
    afterMs: REMINDED_AFTER_MS.critical + LAPSES_AFTER_MS + afterMs,
  })),
]

/** The longest deadline of an incident with a critical alert that holds: as long as a lead may shelve that alert. */
export const CRITICAL_DEADLINE = {
  is: 'hours',
  count: LEAD_SHELVES_MS / HOUR_MS,
} as const satisfies DeadlineClass

/** What is said when an incident is opened. */
export type Opening = Pick<
  Incident,
  | 'unit'
  | 'title'
  | 'titleEn'
  | 'category'
  | 'severity'
  | 'deadline'
  | 'deadlineAt'
  | 'origin'
  | 'point'
  | 'note'
  | 'sop'
  | 'alerts'
  | 'figures'
  | 'simulated'
> & { readonly steps: readonly Omit<Incident['steps'][number], 'done'>[] }

/** What an incident takes over from one that is merged into it, beside its alerts. */
type Absorbed = Pick<Incident, 'title' | 'titleEn' | 'severity' | 'figures' | 'sop'> & {
  /** The mandatory ones that are not done, each with the moment from which its time counts. */
  readonly steps: readonly IncidentStep[]
  /** Whether it was found to be one: whatever takes it in is one from then on, which nobody dismisses. */
  readonly isFound: boolean
  /** Its deadline; absent of what was merged before deadlines were taken over. */
  readonly due?: Pick<Incident, 'deadline' | 'deadlineAt'>
  /** Since when nobody had taken it on, and how far up that was told; absent: somebody had. */
  readonly untaken?: { readonly since: number; readonly calledUp?: NonNullable<Incident['calledUp']> }
}

/** Whom a late step is told to: how far up, and as `Telling.to` names them; null: whoever has the turn. */
interface LateTelling {
  readonly level: number
  readonly to: string | null
  readonly numbers: readonly number[]
}

/** What else is told at the moment that a late step is told: one fact, so that nobody is told twice. */
interface ToldTogether {
  /** The steps that are told as far up as it is. */
  readonly others?: readonly number[]
  /** Those that are told further up, or less far. */
  readonly along?: readonly LateTelling[]
}

/** What is done to an incident. Words are as somebody wrote them, checked for length before. */
export type IncidentStepTaken =
  | { readonly did: 'open'; readonly opening: Opening }
  | { readonly did: 'verify' }
  | { readonly did: 'handle'; readonly finding: string }
  | { readonly did: 'dismiss'; readonly reason: string }
  | {
      readonly did: 'doStep'
      readonly number: number
      readonly note: string
      /** The machine says so of who does not hold the step's role. */
      readonly inPlace?: true
    }
  | { readonly did: 'undoStep'; readonly number: number; readonly reason: string }
  | { readonly did: 'comment'; readonly text: string }
  | { readonly did: 'takeOver' }
  | { readonly did: 'assign'; readonly support: string; readonly recorder: string }
  | {
      readonly did: 'link'
      readonly alerts: readonly string[]
      readonly figures: readonly FrozenFigure[]
      /** Ids of the critical ones that still hold; absent of what was linked before that was kept: each counts as one that does. */
      readonly holding?: readonly string[]
    }
  /** An alert was put in by mistake; `title`: what it is called, as the incident has no figure of it from then on. */
  | { readonly did: 'unlink'; readonly alert: string; readonly title: Text; readonly reason: string }
  /** The hub tells that alerts of it have become graver than they were known to be here, as they stand now. */
  | { readonly did: 'worsen'; readonly figures: readonly FrozenFigure[] }
  | { readonly did: 'attach'; readonly file: FileRef }
  | { readonly did: 'transfer'; readonly unit: string; readonly reason: string }
  | { readonly did: 'accept' }
  | { readonly did: 'decline'; readonly reason: string }
  | {
      readonly did: 'wait'
      readonly until: number
      readonly reason: string
      /** Ids of its critical alerts that still hold. */
      readonly holding: readonly string[]
    }
  | { readonly did: 'resume' }
  | { readonly did: 'reportResult'; readonly text: string }
  | { readonly did: 'returnResult'; readonly reason: string }
  | {
      readonly did: 'confirmResult'
      readonly note: string
      /** Ids of its alerts that still hold. */
      readonly holding: readonly string[]
      /** Why it is closed although they do; '' where nobody says. */
      readonly why: string
    }
  | { readonly did: 'merge'; readonly into: string; readonly reason: string }
  | ({
      readonly did: 'absorb'
      readonly from: string
      readonly alerts: readonly string[]
    } & Absorbed)
  | { readonly did: 'reopen'; readonly reason: string; readonly deadlineAt: number }
  /** The hub tells whoever has the turn that a step is late, */
  | ({ readonly did: 'remind'; readonly number: number } & ToldTogether)
  /** and whom it is told to when it still is not done. `to`: as `Telling.to` names them. */
  | ({ readonly did: 'escalate'; readonly number: number; readonly level: number; readonly to: string } & ToldTogether)
  | { readonly did: 'callUp'; readonly level: number; readonly to: string }
  /**
   * The hub tells that a critical alert of it still holds, and nobody has done anything about it for a while. `to`: as `Telling.to` names them; `since`:
   * see `nextHeld`.
   */
  | { readonly did: 'stillHolds'; readonly level: number; readonly to: string; readonly since?: number }
  /** The hub reminds whoever has the turn of the deadline of the whole. */
  | { readonly did: 'remindDue'; readonly reminder: ReminderKind }

type Did = IncidentStepTaken['did']

const WORKED = ['new', 'verifying', 'handling'] as const satisfies readonly IncidentState[]
/** States that are no end. */
export const OPEN_STATES = [...WORKED, 'waiting', 'confirming'] as const satisfies readonly IncidentState[]

/** In which states a step may be taken. */
const ALLOWED: Readonly<Record<Exclude<Did, 'open'>, readonly IncidentState[]>> = {
  verify: ['new'],
  handle: ['new', 'verifying'],
  dismiss: ['new', 'verifying'],
  doStep: WORKED,
  undoStep: WORKED,
  comment: OPEN_STATES,
  takeOver: OPEN_STATES,
  assign: OPEN_STATES,
  link: OPEN_STATES,
  worsen: OPEN_STATES,
  unlink: OPEN_STATES,
  attach: OPEN_STATES,
  transfer: WORKED,
  accept: OPEN_STATES,
  decline: OPEN_STATES,
  wait: ['verifying', 'handling'],
  resume: ['waiting'],
  reportResult: ['handling'],
  returnResult: ['confirming'],
  confirmResult: ['confirming'],
  merge: WORKED,
  absorb: WORKED,
  reopen: ['closed', 'dismissed'],
  remind: WORKED,
  escalate: WORKED,
  callUp: WORKED,
  stillHolds: [...WORKED, 'confirming'],
  remindDue: [...WORKED, 'confirming'],
}

/** Whether a step may be taken in the state in which an incident stands, whoever takes it. */
export function isAllowedIn(did: Exclude<Did, 'open'>, state: IncidentState): boolean {
  return ALLOWED[did].includes(state)
}

/** Mandatory steps that are not done. */
export function stepsMissing(incident: Pick<Incident, 'steps'>): readonly number[] {
  return incident.steps.filter(({ mandatory, done }) => mandatory && done === null).map(({ number }) => number)
}

/** What is taken over from an incident that is merged into another. */
export function absorbedOf(incident: Incident): Absorbed {
  const { title, titleEn, severity, figures, sop, state, deadline, deadlineAt, openedAt, calledUp } = incident
  const named = { title, ...(titleEn !== undefined && { titleEn }) }
  const steps = incident.steps
    .filter(({ mandatory, done }) => mandatory && done === null)
    .map((step) => ({ ...step, from: step.from ?? openedAt }))
  const since = untakenSince(incident)
  return {
    ...{ ...named, severity, figures, sop, steps, isFound: state === 'handling', due: { deadline, deadlineAt } },
    ...(since !== undefined && { untaken: { since, ...(calledUp !== undefined && { calledUp }) } }),
  }
}

/** The graver of two; null: unknown. */
function graver(one: Severity | null, other: Severity | null): Severity | null {
  if (one === null || other === null) return one ?? other
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other) ? one : other
}

/** How grave the gravest of some figures is; null: known of none. */
function gravest(figures: readonly FrozenFigure[]): Severity | null {
  return figures.reduce<Severity | null>((worst, { severity }) => graver(worst, severity), null)
}

/** What an incident is with further figures: at least as grave as the gravest of them, and no less than it was. */
function withFigures(
  { figures, severity }: Incident,
  more: readonly FrozenFigure[],
): Pick<Incident, 'figures' | 'severity'> {
  return { figures: [...figures, ...more], severity: graver(severity, gravest(more)) }
}

/** Whether an incident was opened from an alert: without it there would be no incident, so it stays as long as the incident does. */
export function isOrigin({ origin }: Pick<Incident, 'origin'>, alert: string): boolean {
  return (origin.is === 'alert' || origin.is === 'report') && origin.id === alert
}

/** What an incident is without one of its alerts: the figures of the others, and as grave as the gravest of them where that alert made it so. */
function withoutAlert(
  { alerts, figures, severity }: Incident,
  gone: string,
): Pick<Incident, 'alerts' | 'figures' | 'severity'> {
  const rest = figures.filter(({ is, id }) => is !== 'alert' || id !== gone)
  return {
    alerts: alerts.filter((alert) => alert !== gone),
    figures: rest,
    severity: severity === gravest(figures) ? gravest(rest) : severity,
  }
}

/**
 * Whether an alert of an incident that stands is graver now than it was known to be there when it was put into it, became worse last, or was let wait: a
 * critical one that had ended by then, and has come again, is.
 */
export function isGraver(
  { alerts, figures, waits }: Pick<Incident, 'alerts' | 'figures' | 'waits'>,
  { id, severity }: Pick<FrozenFigure, 'id' | 'severity'>,
): boolean {
  if (severity === null || !alerts.includes(id)) return false
  const known = figures.findLast((figure) => figure.is === 'alert' && figure.id === id)
  if (known === undefined || known.severity === null) return false
  const isNew = known.hasEnded === true || waits?.holding?.includes(id) === false
  return isNew && severity === 'critical' ? true : SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(known.severity)
}

/** Since when it is known in an incident that one of its alerts is critical, epoch ms; undefined: it is not. */
export function criticalSince({ figures }: Pick<Incident, 'figures'>, alert: string): number | undefined {
  return figures.find(
    (figure) => figure.is === 'alert' && figure.id === alert && isCritical(figure) && figure.hasEnded !== true,
  )?.at
}

const isCritical = ({ severity }: Pick<FrozenFigure, 'severity'>) => severity === 'critical'

/**
 * Steps with those of an incident that is merged into it behind them. What is demanded in the same words, by its own procedure or more than
 * once by that of the other, is demanded once, by the earliest of the times: no time is won by merging.
 */
function withAbsorbed({ steps: own, openedAt }: Incident, absorbed: readonly IncidentStep[]): readonly IncidentStep[] {
  const wordsOf = ({ part, title }: IncidentStep) => JSON.stringify([part?.vi, title.vi])
  const isEarlier = (one: IncidentStep, other: IncidentStep) =>
    (timeOf(one, openedAt) ?? Number.POSITIVE_INFINITY) < (timeOf(other, openedAt) ?? Number.POSITIVE_INFINITY)
  const demanded = new Map<string, IncidentStep>()
  for (const step of absorbed) {
    const same = demanded.get(wordsOf(step))
    if (same === undefined || isEarlier(step, same)) demanded.set(wordsOf(step), step)
  }
  const kept = own.map((step) => {
    const same = step.mandatory ? demanded.get(wordsOf(step)) : undefined
    if (same === undefined) return step
    demanded.delete(wordsOf(step))
    if (!isEarlier(same, step)) return step
    const { withinMs, from, told = step.told } = same
    return { ...step, withinMs, from, told }
  })
  const last = Math.max(0, ...own.map(({ number }) => number))
  return [...kept, ...[...demanded.values()].map((step, n) => ({ ...step, number: last + 1 + n }))]
}

/** The earlier deadline of an incident and of one that is merged into it. */
function earlierDue(incident: Incident, due: Absorbed['due']): Partial<Incident> {
  if (due === undefined || due.deadlineAt >= incident.deadlineAt) return {}
  return { ...due, dueAt: due.deadlineAt }
}

/** Since when nobody has taken an incident on, after one that nobody had taken on, either, was merged into it. */
function longerUntaken(incident: Incident, untaken: Absorbed['untaken']): Partial<Incident> {
  const since = untakenSince(incident)
  if (untaken === undefined || since === undefined || untaken.since >= since || incident.offered !== null) return {}
  return { untakenFrom: untaken.since, calledUp: untaken.calledUp ?? incident.calledUp }
}

/** Whether an alert that is added to an incident is critical and still holds. */
function bringsCritical({ figures, holding }: Extract<IncidentStepTaken, { did: 'link' }>): boolean {
  return holding === undefined ? figures.some(isCritical) : holding.length > 0
}

/** The deadline of an incident to which something critical came at a moment. */
function dueWithCritical({ deadlineAt }: Incident, at: number): Partial<Incident> {
  const latest = at + LEAD_SHELVES_MS
  if (deadlineAt <= latest) return {}
  return { deadline: CRITICAL_DEADLINE, deadlineAt: latest, dueAt: latest }
}

/** Who opens again what was closed. */
const mayReopen = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.includes('lead') || roles.includes('leader')

function decide(incident: Incident | undefined, step: IncidentStepTaken, by: Actor, at: number): Decision {
  if (step.did === 'open') {
    if (incident !== undefined) return refused('nothingChanges')
    const { did: _did, ...what } = step
    return { ok: true, to: 'new', what }
  }
  if (incident === undefined) return refused('unknownMatter', { id: '' })
  const { did, ...what } = step
  if (!isAllowedIn(did, incident.state)) {
    const { vi, en } = INCIDENT_STATES[incident.state]
    return refused('notInThisState', { state: vi, stateEn: en })
  }
  const to = (state: IncidentState = incident.state): Decision => ({ ok: true, to: state, what })

  switch (step.did) {
    case 'verify':
      return to('verifying')
    case 'handle':
      return to('handling')
    case 'dismiss':
      return incident.offered === null ? to('dismissed') : refused('offeredElsewhere')
    case 'doStep': {
      const found = incident.steps.find(({ number }) => number === step.number)
      if (found === undefined) return refused('unknownStep', { step: step.number })
      if (found.done !== null) return refused('stepDone', { by: found.done.by, at: found.done.at })
      if (incident.people.lead === null) return refused('notTakenOn')
      return {
        ...{ ok: true, to: incident.state },
        what: {
          ...what,
          ...(!isStepOf(found.role, by.roles) && { inPlace: true }),
          ...(found.told !== undefined && endsLateness(incident, found)),
        },
      }
    }
    case 'undoStep': {
      const found = incident.steps.find(({ number }) => number === step.number)
      if (found === undefined) return refused('unknownStep', { step: step.number })
      return found.done === null ? refused('nothingChanges') : to()
    }
    case 'remind':
    case 'escalate':
      return isLate(incident, step, at)
        ? { ok: true, to: incident.state, what: { ...what, ...lateTogether(incident, step, at) } }
        : refused('nothingChanges')
    case 'callUp': {
      const next = nextCall(incident)
      return next?.level === step.level && next.at <= at ? to() : refused('nothingChanges')
    }
    case 'stillHolds': {
      const next = nextHeld(incident, step.since)
      return next?.level === step.level && next.at <= at ? to() : refused('nothingChanges')
    }
    case 'takeOver':
      return incident.people.lead?.id === by.id ? refused('nothingChanges') : to()
    case 'link':
      if (step.alerts.every((alert) => incident.alerts.includes(alert))) return refused('nothingChanges')
      // Nobody let it wait with this one.
      return to(bringsCritical(step) ? incident.waits?.back : undefined)
    case 'unlink':
      if (!incident.alerts.includes(step.alert)) return refused('alertNotInIncident', { incident: incident.id })
      return isOrigin(incident, step.alert) ? refused('originAlert') : to()
    case 'worsen':
      // Whoever lets it wait did so for what was known then.
      return step.figures.length > 0 && step.figures.every((figure) => isGraver(incident, figure))
        ? to(incident.waits?.back)
        : refused('nothingChanges')
    case 'attach':
      return incident.files.length < MOST_FILES ? to() : refused('tooManyFiles', { max: MOST_FILES })
    case 'transfer':
      if (incident.offered !== null) return refused('offeredElsewhere')
      return step.unit === incident.unit ? refused('nothingChanges') : to()
    case 'accept':
    case 'decline':
      return incident.offered === null ? refused('notOffered') : to()
    case 'wait':
      if (step.until <= at) return refused('waitInPast')
      if (step.holding.length > 0 && (!by.roles.includes('lead') || step.until - at > LEAD_SHELVES_MS))
        return refused('waitWithCritical', { hours: LEAD_SHELVES_MS / HOUR_MS })
      return step.until - at <= WAITS_MS ? to('waiting') : refused('waitTooLong', { days: WAITS_MS / DAY_MS })
    case 'resume':
      return to(incident.waits?.back ?? 'handling')
    case 'reportResult': {
      const missing = stepsMissing(incident)
      if (missing.length > 0) return refused('stepsMissing', { steps: missing.join(', ') })
      return incident.offered === null ? to('confirming') : refused('offeredElsewhere')
    }
    case 'returnResult':
      return to('handling')
    case 'confirmResult':
      if (hasReported(incident, by)) return refused('ownResult')
      if (step.holding.length === 0) return to('closed')
      if (!by.roles.includes('lead') || step.why === '') return refused('alertsHold', { count: step.holding.length })
      return to('closed')
    case 'merge':
      if (step.into === incident.id) return refused('mergeIntoItself')
      return incident.offered === null ? to('merged') : refused('offeredElsewhere')
    case 'absorb':
      return to(step.isFound ? 'handling' : undefined)
    case 'reopen':
      if (!mayReopen(by)) return refused('shiftLeadOnly')
      return at - (incident.closedAt ?? at) <= REOPEN_WITHIN_MS ? to('handling') : refused('closedTooLong')
    default:
      return to()
  }
}

/** Of a fact what it carries: what its step said. */
function said(fact: Fact): IncidentStepTaken {
  return { did: fact.did, ...fact.what } as unknown as IncidentStepTaken
}

/** Whose turn it is. */
function turnOf({ state, offered, unit, people }: Incident): string | null {
  if (state === 'closed' || state === 'dismissed' || state === 'merged') return null
  if (offered !== null) return `unit/${offered.unit}`
  if (state === 'confirming') return 'role/lead'
  if (people.lead !== null) return `person/${people.lead.id}`
  return unit === null ? 'role/operator' : `unit/${unit}`
}

function opened(fact: Fact, opening: Opening): Incident {
  return {
    ...opening,
    ...stepped(fact),
    state: 'new',
    steps: opening.steps.map((step) => ({ ...step, done: null })),
    ...{ openedAt: fact.at, closedAt: null, dueAt: opening.deadlineAt },
    ...{ givenBy: fact.by.is === 'hub' ? null : fact.by.id, openedBy: fact.by.name, turn: null },
    ...{ files: [], offered: null, waits: null, result: null, into: null, absorbed: [] },
    people: { lead: null, support: '', recorder: '' },
    simulated: opening.simulated || fact.by.simulated === true,
  }
}

/** What a step changes beside version, state and turn. */
function changed(incident: Incident, fact: Fact): Partial<Incident> {
  const step = said(fact)
  const { at, by, writtenAt } = fact
  const waited = writtenAt !== undefined && { writtenAt }
  const lead = by.is === 'hub' ? null : { id: by.id, name: by.name }
  const ended = { closedAt: at, dueAt: null, offered: null, waits: null }
  switch (step.did) {
    case 'verify':
    case 'handle':
      return { people: { ...incident.people, lead: incident.people.lead ?? lead } }
    case 'takeOver':
      return { people: { ...incident.people, lead } }
    case 'assign':
      return { people: { ...incident.people, support: step.support, recorder: step.recorder } }
    case 'doStep':
    case 'undoStep': {
      const done =
        step.did === 'doStep'
          ? { at, ...waited, by: by.name, note: step.note, ...(step.inPlace === true && { inPlace: true }) }
          : null
      return { steps: incident.steps.map((each) => (each.number === step.number ? { ...each, done } : each)) }
    }
    case 'remind':
    case 'escalate': {
      const levels = new Map(
        lateTellings(step.did, { ...step }).flatMap(({ level, numbers }) => numbers.map((each) => [each, level])),
      )
      const toldOf = (each: IncidentStep) => {
        const level = levels.get(each.number)
        return level === undefined ? each : { ...each, told: { level, at } }
      }
      return { steps: incident.steps.map(toldOf) }
    }
    case 'callUp':
      return { calledUp: { level: step.level, at } }
    case 'stillHolds':
      return { heldTold: { level: step.level, at } }
    case 'remindDue':
      return { remindedAt: at }
    case 'link':
      return {
        alerts: [...new Set([...incident.alerts, ...step.alerts])],
        ...withFigures(incident, step.figures),
        ...(bringsCritical(step) && dueWithCritical(incident, at)),
        waits: fact.to === 'waiting' ? incident.waits : null,
      }
    case 'unlink':
      return withoutAlert(incident, step.alert)
    case 'worsen':
      return {
        ...withFigures(incident, step.figures),
        ...(step.figures.some(isCritical) && dueWithCritical(incident, at)),
        waits: null,
      }
    case 'attach':
      return { files: [...incident.files, { ...step.file, at, ...waited, by: by.name }] }
    case 'transfer':
      return { offered: { unit: step.unit, by: by.name, at, reason: step.reason }, calledUp: undefined }
    case 'accept':
      return incident.offered === null
        ? {}
        : { unit: incident.offered.unit, offered: null, people: { ...incident.people, lead } }
    case 'decline':
      return { offered: null, untakenFrom: at, calledUp: undefined }
    case 'wait':
      return { waits: { until: step.until, back: incident.state, reason: step.reason, holding: step.holding } }
    case 'resume':
      return { waits: null }
    case 'reportResult':
      return { result: { text: step.text, byId: by.id, byKind: by.is, by: by.name, at } }
    case 'returnResult':
      return { result: null }
    case 'dismiss':
    case 'confirmResult':
      return ended
    case 'merge':
      return { ...ended, into: step.into }
    case 'absorb':
      return {
        absorbed: [...incident.absorbed, step.from],
        alerts: [...new Set([...incident.alerts, ...step.alerts])],
        figures: [...incident.figures, ...step.figures],
        severity: graver(incident.severity, step.severity),
        sop: incident.sop ?? step.sop,
        steps: withAbsorbed(incident, step.steps),
        ...earlierDue(incident, step.due),
        ...longerUntaken(incident, step.untaken),
      }
    case 'reopen':
      return {
        ...{ closedAt: null, dueAt: step.deadlineAt, deadlineAt: step.deadlineAt, result: null, remindedAt: at },
        ...{ untakenFrom: at, calledUp: undefined },
      }
    default:
      return {}
  }
}

/** What is noted of an incident without anything having been done about it. */
const WORDS: readonly string[] = ['comment', 'attach', 'assign', 'link', 'unlink', 'undoStep'] satisfies readonly Did[]

/**
 * Whether a fact shows that an incident is attended to. Once its deadline is over, words alone put off nobody who is to be told, unless they are the
 * shift lead's.
 */
function attends({ deadlineAt }: Incident, { did, by, at }: Fact): boolean {
  if (by.is === 'hub') return did === 'resume'
  return at < deadlineAt || by.roles.includes('lead') || !WORDS.includes(did)
}

function add(incident: Incident | undefined, fact: Fact): Incident {
  const step = said(fact)
  if (incident === undefined) {
    if (step.did !== 'open') throw new Error(`the first fact of incident ${fact.id} opens nothing`)
    const first = opened(fact, step.opening)
    return { ...first, turn: turnOf(first) }
  }
  const next: Incident = {
    ...incident,
    ...(attends(incident, fact) && { attendedAt: fact.at, heldTold: undefined }),
    ...changed(incident, fact),
    ...stepped(fact),
    state: fact.to as IncidentState,
  }
  return { ...next, turn: turnOf(next) }
}

/** Until when a step is to be done; undefined: it has no time. Epoch ms. @param openedAt of its incident */
export function timeOf({ withinMs, from }: IncidentStep, openedAt: number): number | undefined {
  return withinMs === null ? undefined : (from ?? openedAt) + withinMs
}

/** When a step is late that nobody has done; undefined: never. Epoch ms. */
function lateAt({ openedAt }: Incident, step: IncidentStep): number | undefined {
  return step.done === null ? timeOf(step, openedAt) : undefined
}

function isLate(incident: Incident, { did, number }: { did: string; number: number }, at: number): boolean {
  const step = incident.steps.find((each) => each.number === number)
  if (step === undefined || (did === 'escalate' && !step.mandatory)) return false
  return (lateAt(incident, step) ?? Number.POSITIVE_INFINITY) <= at
}

/** Of the last late step that is done: nobody needs to be told of lateness any more. */
function endsLateness({ steps }: Incident, last: IncidentStep): { readonly endsLateness?: true } {
  const isLast = steps.every((step) => step === last || step.done !== null || step.told === undefined)
  return isLast ? { endsLateness: true } : {}
}

/** When a step that is late is told of next, and how far up; undefined: never. Who was told late has as long as everybody else before it is told on. */
function nextTelling(
  incident: Incident,
  step: IncidentStep,
): { readonly at: number; readonly level: number } | undefined {
  const late = lateAt(incident, step)
  const level = step.told === undefined ? 0 : step.told.level + 1
  const telling = LATE_STEP_TOLD[level]
  if (late === undefined || telling === undefined || (telling.to !== null && !step.mandatory)) return undefined
  const waited = telling.afterMs - (LATE_STEP_TOLD[level - 1]?.afterMs ?? 0)
  return { at: Math.max(late + telling.afterMs, (step.told?.at ?? 0) + waited), level }
}

/** What the hub does next about steps that are late. */
function nextTold(incident: Incident): Due<IncidentStepTaken> | undefined {
  let next: Due<IncidentStepTaken> | undefined
  for (const step of incident.steps) {
    const { at, level } = nextTelling(incident, step) ?? {}
    const to = level === undefined ? undefined : LATE_STEP_TOLD[level]?.to
    if (at === undefined || level === undefined || to === undefined || (next !== undefined && next.at <= at)) continue
    const { number } = step
    next = { at, step: to === null ? { did: 'remind', number } : { did: 'escalate', number, level, to } }
  }
  return next
}

/** What is to be told of late steps at the same moment as of one of them. */
function lateTogether(
  incident: Incident,
  told: Extract<IncidentStepTaken, { did: 'remind' | 'escalate' }>,
  at: number,
): ToldTogether {
  const late = incident.steps.flatMap((step) => {
    const next = step.number === told.number ? undefined : nextTelling(incident, step)
    return next === undefined || next.at > at ? [] : [{ number: step.number, level: next.level }]
  })
  const numbersAt = (level: number) => late.filter((each) => each.level === level).map(({ number }) => number)
  const own = told.did === 'remind' ? 0 : told.level
  const others = numbersAt(own)
  const along = LATE_STEP_TOLD.map(({ to }, level) => ({ level, to, numbers: numbersAt(level) })).filter(
    ({ level, numbers }) => level !== own && numbers.length > 0,
  )
  return { ...(others.length > 0 && { others }), ...(along.length > 0 && { along }) }
}

/** Whom a fact of late steps tells, those furthest up first, and of which steps, in the order of the procedure. */
export function lateTellings(did: string, what: Readonly<Record<string, unknown>>): readonly LateTelling[] {
  if (did !== 'remind' && did !== 'escalate') return []
  const {
    number,
    level = 0,
    to = null,
    others = [],
    along = [],
  } = what as unknown as ToldTogether &
    LateTelling & {
      readonly number: number
    }
  return [{ level, to, numbers: [number, ...others] }, ...along]
    .map((each) => ({ ...each, numbers: each.numbers.toSorted((a, b) => a - b) }))
    .toSorted((a, b) => b.level - a.level)
}

/** The steps that a fact is about, in the order of the procedure: one, or several that are late together. */
export function stepsOfFact(did: string, what: Readonly<Record<string, unknown>>): readonly number[] {
  const late = lateTellings(did, what).flatMap(({ numbers }) => numbers)
  if (late.length > 0) return late.toSorted((a, b) => a - b)
  return typeof what.number === 'number' ? [what.number] : []
}

/** Since when an incident has waited for somebody to take it on, epoch ms; undefined: it is somebody's, or it waits for something else. */
export function untakenSince({ state, offered, people, untakenFrom, openedAt }: Incident): number | undefined {
  if (!isAllowedIn('callUp', state)) return undefined
  if (offered !== null) return offered.at
  return people.lead === null ? (untakenFrom ?? openedAt) : undefined
}

/** Of an alert that has to be noted down, or an emergency by its deadline. */
function isPressing({ severity, deadline: { is, count } }: Pick<Incident, 'severity' | 'deadline'>): boolean {
  return (severity !== null && needsNote(severity)) || (is === 'hours' && count <= EMERGENCY_HOURS)
}

/** Whom that nobody has taken it on is told to at a level, as `Telling.to` names them. */
export function toldAt(incident: Incident, level: number): string {
  return UNTAKEN_TOLD[level] ?? turnOf(incident) ?? 'role/operator'
}

/** Who is told next that nobody has taken an incident on, and when; undefined: nobody. Who was told late has as long as everybody else before it goes on. */
export function nextCall(
  incident: Incident,
): { readonly at: number; readonly level: number; readonly to: string } | undefined {
  const since = untakenSince(incident)
  const level = (incident.calledUp?.level ?? -1) + 1
  if (since === undefined || level >= UNTAKEN_TOLD.length) return undefined
  const afterMs = (n: number) =>
    n < 0 ? 0 : isPressing(incident) ? (ESCALATION[n]?.afterMs ?? 0) : (SILENCE_MS[n] ?? 0)
  const waited = afterMs(level) - afterMs(level - 1)
  const at = Math.max(since + afterMs(level), (incident.calledUp?.at ?? 0) + waited)
  return { at, level, to: toldAt(incident, level) }
}

/**
 * Who is told next that a critical alert of an incident still holds while nobody attends to it, and when, as long as one does; undefined: nobody. An
 * incident that nobody has taken on goes up by itself. Who was told late has as long as everybody else before it goes on.
 * @param since when the incident was told that one is critical which holds, epoch ms: nobody was to act on that before
 */
export function nextHeld(
  incident: Incident,
  since = 0,
): { readonly at: number; readonly level: number; readonly to: string } | undefined {
  const { state, attendedAt, openedAt } = incident
  if (!isAllowedIn('stillHolds', state) || untakenSince(incident) !== undefined) return undefined
  const heldTold = (incident.heldTold?.at ?? 0) < since ? undefined : incident.heldTold
  const level = (heldTold?.level ?? -1) + 1
  const telling = HELD_TOLD[level]
  const to = telling?.to ?? turnOf(incident)
  if (telling === undefined || to === null) return undefined
  const waited = telling.afterMs - (HELD_TOLD[level - 1]?.afterMs ?? 0)
  const at = Math.max(attendedAt ?? openedAt, since) + telling.afterMs
  return { at: Math.max(at, (heldTold?.at ?? 0) + waited), level, to }
}

/** What the hub does next about an incident that is worked on, whatever its deadline. */
function nextOfHub(incident: Incident): Due<IncidentStepTaken> | undefined {
  const late = isAllowedIn('remind', incident.state) ? nextTold(incident) : undefined
  const call = nextCall(incident)
  if (call === undefined || (late !== undefined && late.at <= call.at)) return late
  const { at, level, to } = call
  return { at, step: { did: 'callUp', level, to } }
}

function due(incident: Incident, calendar?: WorkingDays): Due<IncidentStepTaken> | undefined {
  if (incident.waits !== null) return { at: incident.waits.until, step: { did: 'resume' } }
  const next = nextOfHub(incident)
  if (calendar === undefined || !isAllowedIn('remindDue', incident.state)) return next
  const { is, at } = nextReminder(calendar, incident.deadlineAt, incident.remindedAt ?? incident.openedAt)
  return next !== undefined && next.at <= at ? next : { at, step: { did: 'remindDue', reminder: is } }
}

/** How an incident goes on, but for reminders of its deadline: which days are worked is not known here. */
export const INCIDENTS: Machine<Incident, IncidentStepTaken> = {
  kind: 'incident',
  decide,
  add,
  due: (incident) => due(incident),
  quiet: ['remind', 'escalate', 'callUp', 'stillHolds', 'remindDue'],
}

/** The whole of it: of its deadline whoever has the turn is reminded as of a directive's, three days and one working day before, at it, and each working day after. */
export function createIncidentMachine(calendar: WorkingDays): Machine<Incident, IncidentStepTaken> {
  return { ...INCIDENTS, due: (incident) => due(incident, calendar) }
}
