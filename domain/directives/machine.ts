import type { Role } from '../access/roles.ts'
import type { Calendar } from '../calendar/calendar.ts'
import {
  addWorkingMs,
  nextReminder,
  nextStartOfWork,
  type ReminderKind,
  workingMsBetween,
} from '../calendar/workingTime.ts'
import { type FileRef, MOST_FILES } from '../files/fileRef.ts'
import type { MatterEvidence } from '../matters/evidence.ts'
import type { Actor, Fact } from '../matters/fact.ts'
import { type Decision, type Due, type Machine, refused, stepped } from '../matters/machine.ts'
import type { Text } from '../text.ts'
import { HOUR_MS } from '../time.ts'
import type { Edition } from '../units/unit.ts'
import type { Directive, DirectiveState, Origin } from './directive.ts'

/** A unit has so long to say that it has received an order; of an urgent one by the clock. */
const RECEIVE_WITHIN_MS = 4 * HOUR_MS
/** So long after an order that nobody receives it is told: the unit again, the unit above it, the leader. Working time; of an urgent one by the clock. */
export const SILENCE_MS = [1 * HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS] as const

export interface Named {
  readonly id: string
  readonly name: string
}

/** What an order says. */
export interface Order {
  readonly title: string
  readonly content: string
  readonly edition: Edition
  readonly lead: string
  readonly leadName: Text
  readonly withUnits: readonly string[]
  readonly urgent: boolean
  /** Epoch ms. */
  readonly dueAt: number
  readonly origin: Origin
  /** Number of a document, name of a meeting. */
  readonly reference: string | null
  readonly explanation: string | null
  readonly leader: Named
  readonly office: Named | null
  readonly evidence: readonly MatterEvidence[]
  readonly simulated: boolean
}

/** What the hub says of whoever decides in place of the leader who assigned: only where that leader is one no more. */
interface Deciding {
  /** The leader who assigned it has no such right any more. */
  readonly isVacant: boolean
}

interface Beginning {
  readonly did: 'draft' | 'give'
  readonly order: Order
}

/** What happens to a directive that is there. */
type FurtherStep =
  | ({ readonly did: 'issue' } & Deciding)
  | { readonly did: 'receive' }
  | { readonly did: 'refuse'; readonly reason: string; readonly unit: string; readonly unitName: Text }
  | ({ readonly did: 'decideRefusal'; readonly isAccepted: boolean; readonly reason: string } & Deciding)
  | { readonly did: 'progress'; readonly text: string; readonly percent: number; readonly blocks: string | null }
  | { readonly did: 'askExtension'; readonly dueAt: number; readonly reason: string }
  | ({ readonly did: 'decideExtension'; readonly isGranted: boolean; readonly reason: string | null } & Deciding)
  | { readonly did: 'submit'; readonly result: string; readonly document: string | null }
  | ({ readonly did: 'approve'; readonly note: string | null } & Deciding)
  | ({ readonly did: 'rework'; readonly reason: string } & Deciding)
  | ({ readonly did: 'pause'; readonly reason: string } & Deciding)
  | ({ readonly did: 'resume'; readonly reason: string } & Deciding)
  | ({ readonly did: 'withdraw'; readonly reason: string } & Deciding)
  | { readonly did: 'attach'; readonly file: FileRef }
  /** `undecided`: what was submitted waits for a decision. */
  | { readonly did: 'remind'; readonly reminder: ReminderKind | 'undecided' }
  | { readonly did: 'escalate' }

export type DirectiveStep = Beginning | FurtherStep

/** In which states each step of people may be taken. */
const ALLOWED: Readonly<Record<FurtherStep['did'], readonly DirectiveState[]>> = {
  issue: ['draft'],
  receive: ['given'],
  refuse: ['given', 'received'],
  decideRefusal: ['refused'],
  progress: ['received', 'underWay'],
  askExtension: ['received', 'underWay'],
  decideExtension: ['received', 'underWay', 'awaitsApproval'],
  submit: ['received', 'underWay'],
  approve: ['awaitsApproval'],
  rework: ['awaitsApproval'],
  pause: ['given', 'received', 'underWay'],
  resume: ['paused'],
  withdraw: ['draft', 'given', 'refused', 'received', 'underWay', 'awaitsApproval', 'paused'],
  attach: ['given', 'refused', 'received', 'underWay', 'awaitsApproval', 'paused'],
  remind: ['given', 'refused', 'received', 'underWay', 'awaitsApproval'],
  escalate: ['given'],
}

/** Whether files may be added to a directive as it stands. */
export function takesFiles({ state }: Pick<Directive, 'state'>): boolean {
  return ALLOWED.attach.includes(state)
}

/** Where each step leads; `stays` and `before` are told from the directive. */
const LEADS_TO: Readonly<Record<DirectiveStep['did'], DirectiveState | 'stays' | 'before'>> = {
  draft: 'draft',
  give: 'given',
  issue: 'given',
  receive: 'received',
  refuse: 'refused',
  decideRefusal: 'given',
  progress: 'underWay',
  askExtension: 'stays',
  decideExtension: 'stays',
  submit: 'awaitsApproval',
  approve: 'done',
  rework: 'underWay',
  pause: 'paused',
  resume: 'before',
  withdraw: 'withdrawn',
  attach: 'stays',
  remind: 'stays',
  escalate: 'stays',
}

type Days = Pick<Calendar, 'isWorkingDay' | 'workingDaysIn' | 'addWorkingDays'>

/** How directives go on. Facts carry every moment that the calendar gave: what days are worked later changes no deadline that stands. */
export function createDirectiveMachine({
  calendar,
  whoIsTold,
}: {
  calendar: Days
  /** Whom silence of a unit is told to, at a level 1 to 3; `skipped`: nobody is there at levels below. */
  whoIsTold: (directive: Directive, level: number) => { readonly to: string; readonly skipped: readonly string[] }
}): Machine<Directive, DirectiveStep> {
  const after = (urgent: boolean, from: number, ms: number) => (urgent ? from + ms : addWorkingMs(calendar, from, ms))

  function decide(directive: Directive | undefined, step: DirectiveStep, by: Actor, at: number): Decision {
    if ('order' in step) return begin(directive, step, at)
    if (directive === undefined) return refused('unknownMatter', { id: '–' })
    if (!ALLOWED[step.did].includes(directive.state)) return refused('atOtherStep')
    const forbidden = 'isVacant' in step ? leaderFault(directive, step.did, by, step.isVacant) : undefined
    if (forbidden !== undefined) return forbidden
    const to = LEADS_TO[step.did]
    const what = whatOf(directive, step, at)
    if ('ok' in what) return what as Decision
    return { ok: true, to: to === 'stays' ? directive.state : to === 'before' ? stateBefore(directive) : to, what }
  }

  function begin(directive: Directive | undefined, step: Beginning, at: number): Decision {
    if (directive !== undefined) return refused('nothingChanges')
    if (step.order.dueAt <= at) return refused('deadlinePast')
    return { ok: true, to: LEADS_TO[step.did], what: { ...step.order, receiveBy: receiveBy(step.order, at) } }
  }

  const receiveBy = ({ urgent, dueAt }: Pick<Order, 'urgent' | 'dueAt'>, at: number) =>
    Math.min(dueAt, after(urgent, at, RECEIVE_WITHIN_MS))

  /** What the step's fact carries, or why it may not be taken. */
  function whatOf(directive: Directive, step: FurtherStep, at: number): Record<string, unknown> | Decision {
    const { did: _did, ...said } = step
    const { isVacant: _isVacant, ...what } = said as typeof said & Partial<Deciding>
    switch (step.did) {
      case 'issue':
        if (directive.deadlineAt <= at) return refused('deadlinePast')
        return { receiveBy: receiveBy({ urgent: directive.urgent, dueAt: directive.deadlineAt }, at) }
      case 'refuse':
        return step.unit === directive.lead ? refused('nothingChanges') : what
      case 'decideRefusal':
        return { ...what, receiveBy: receiveBy({ urgent: directive.urgent, dueAt: directive.deadlineAt }, at) }
      case 'askExtension':
        if (directive.asked !== null) return refused('extensionAsked')
        return step.dueAt <= Math.max(at, directive.deadlineAt) ? refused('extensionTooShort') : what
      case 'decideExtension':
        return directive.asked === null ? refused('noExtensionAsked') : { ...what, dueAt: directive.asked.dueAt }
      case 'resume':
        return { ...what, ...resumed(directive, at) }
      case 'attach':
        return (directive.files ?? 0) < MOST_FILES ? what : refused('tooManyFiles', { max: MOST_FILES })
      case 'remind':
        return { ...what, until: at }
      case 'escalate':
        return { level: directive.escalated + 1, ...whoIsTold(directive, directive.escalated + 1) }
      default:
        return what
    }
  }

  /**
   * Deadlines after a pause: what was left of working time when it began is left when it ends; what was over is over. A pause of less than an hour
   * of work that ends before the deadline leaves it where it is: minutes on the last day would give the next one.
   */
  function resumed({ urgent, paused, judgedAt, deadlineAt, asked }: Directive, at: number) {
    const since = paused?.at ?? at
    const isBrief = workingMsBetween(calendar, since, at) < HOUR_MS
    const moved = (dueAt: number) => {
      if (dueAt <= since) return dueAt
      if (urgent) return dueAt + at - since
      return isBrief && dueAt > at ? dueAt : addWorkingMs(calendar, at, workingMsBetween(calendar, since, dueAt))
    }
    const until = moved(deadlineAt)
    return {
      judgedAt: moved(judgedAt),
      deadlineAt: until,
      // What was asked for before the pause is as much longer after it, and never shorter than what stands.
      ...(asked !== null && { askedAt: Math.max(until, moved(asked.dueAt)) }),
    }
  }

  function due(directive: Directive): Due<DirectiveStep> | undefined {
    const { state, silentSince, escalated, remindedAt, urgent } = directive
    if (!ALLOWED.remind.includes(state)) return undefined
    // A result that nobody looks at has no deadline: whoever decides is reminded of it each working day.
    if (state === 'awaitsApproval')
      return {
        at: nextStartOfWork(calendar, remindedAt ?? directive.openedAt),
        step: { did: 'remind', reminder: 'undecided' },
      }
    const { is, at } = nextReminder(calendar, directive.deadlineAt, remindedAt ?? directive.openedAt)
    const reminder: Due<DirectiveStep> = { at, step: { did: 'remind', reminder: is } }
    const waited = SILENCE_MS[escalated]
    if (state !== 'given' || silentSince === null || waited === undefined) return reminder
    const told = after(urgent, silentSince, waited)
    return told <= at ? { at: told, step: { did: 'escalate' } } : reminder
  }

  return { kind: 'directive', keepsMap: true, decide, add, due, quiet: ['remind', 'escalate'] }
}

function stateBefore({ paused }: Directive): DirectiveState {
  return paused?.state ?? 'given'
}

/** Steps that only the leader takes who assigned it, and not the office in their name. */
const BY_LEADER_ALONE: readonly DirectiveStep['did'][] = ['decideExtension']
/** Steps that any leader takes for the one who assigned it. */
const BY_DELEGATE: readonly DirectiveStep['did'][] = ['approve', 'rework', 'decideRefusal']

function leaderFault(
  { leader, office }: Directive,
  did: DirectiveStep['did'],
  by: Actor,
  isVacant: boolean,
): Decision | undefined {
  const isLeader = (by.roles as readonly Role[]).includes('leader')
  const isAssigner = by.id === leader.id
  const isOffice = by.id === office?.id && !BY_LEADER_ALONE.includes(did)
  const isDelegate = isLeader && (isVacant || BY_DELEGATE.includes(did))
  return isAssigner || isOffice || isDelegate ? undefined : refused('onlyWhoAssigned', { by: leader.name })
}

/** The directive with one more fact. */
function add(directive: Directive | undefined, fact: Fact): Directive {
  const known = directive ?? fresh(fact)
  const state = fact.to as DirectiveState
  const next: Directive = { ...known, ...stepped(fact), state, ...changeOf(known, fact) }
  return { ...next, ...placed(next, fact) }
}

function fresh(fact: Fact): Directive {
  const order = fact.what as unknown as Order
  const { title, edition, lead, leadName, withUnits, urgent, origin, leader, office, explanation, simulated } = order
  return {
    ...{ title, edition, lead, leadName, withUnits, urgent, origin, leader, office, explanation },
    simulated: simulated || fact.by.simulated === true,
    ...{ ...stepped(fact), state: fact.to as DirectiveState, unit: null, alsoUnits: [] },
    ...{ openedAt: fact.at, closedAt: null, dueAt: null, turn: null },
    // Who gave it is who is asked: the leader, whoever wrote it down.
    givenBy: leader.id,
    ...{ firstDueAt: order.dueAt, judgedAt: order.dueAt, deadlineAt: order.dueAt },
    ...{ extensions: 0, asked: null, proposed: null, percent: null, completedAt: null, paused: null },
    ...{ silentSince: null, escalated: 0, remindedAt: null },
  }
}

/** What a fact changes, beside state, turn and place. */
function changeOf(directive: Directive, { did, at, what }: Fact): Partial<Directive> {
  const handed = { silentSince: at, escalated: 0, dueAt: what.receiveBy as number, remindedAt: at }
  switch (did as DirectiveStep['did']) {
    case 'give':
      return handed
    case 'issue':
      return { ...handed, openedAt: at }
    case 'receive':
      return { silentSince: null }
    case 'refuse':
      return { silentSince: null, proposed: { unit: what.unit as string, name: what.unitName as Text } }
    case 'decideRefusal':
      return { ...handed, ...(what.isAccepted === true && reassigned(directive)), proposed: null }
    case 'progress':
      return { percent: what.percent as number }
    case 'askExtension':
      return { asked: { dueAt: what.dueAt as number } }
    case 'decideExtension':
      if (what.isGranted !== true) return { asked: null }
      return { asked: null, extensions: directive.extensions + 1, deadlineAt: what.dueAt as number, remindedAt: at }
    case 'submit':
      return { completedAt: at, remindedAt: at }
    case 'rework':
      return { completedAt: null, remindedAt: at }
    case 'pause':
      return { paused: { at, state: directive.state } }
    case 'resume':
      return {
        ...{ paused: null, judgedAt: what.judgedAt as number, deadlineAt: what.deadlineAt as number, remindedAt: at },
        ...(what.askedAt !== undefined && { asked: { dueAt: what.askedAt as number } }),
        ...(directive.silentSince !== null && { silentSince: at }),
      }
    case 'attach':
      return { files: (directive.files ?? 0) + 1 }
    case 'remind':
      return { remindedAt: what.until as number }
    case 'escalate':
      return { escalated: what.level as number }
    case 'approve':
    case 'withdraw':
      return { closedAt: at, asked: null }
    default:
      return {}
  }
}

/** Whoever was to do it is out of it, with what they had asked for, and whoever it goes to no longer only helps. */
function reassigned({ proposed, withUnits }: Directive): Partial<Directive> {
  if (proposed === null) return {}
  const { unit, name } = proposed
  return { lead: unit, leadName: name, withUnits: withUnits.filter((other) => other !== unit), asked: null }
}

/** Who may see it, whose turn it is, and until when. */
function placed(directive: Directive, { did, from }: Fact): Pick<Directive, 'unit' | 'alsoUnits' | 'turn' | 'dueAt'> {
  const { state, lead, withUnits, leader, asked, deadlineAt, dueAt } = directive
  const [toUnit, toLeader] = [`unit/${lead}`, `person/${leader.id}`]
  // What nobody has given concerns no unit, also when it comes to nothing.
  const isNobodys = state === 'draft' || (state === 'withdrawn' && from === 'draft')
  const seen = isNobodys ? { unit: null, alsoUnits: [] } : { unit: lead, alsoUnits: withUnits }
  switch (state) {
    case 'given':
      return { ...seen, turn: toUnit, dueAt: did === 'resume' ? deadlineAt : dueAt }
    case 'received':
    case 'underWay':
      return { ...seen, turn: asked === null ? toUnit : toLeader, dueAt: deadlineAt }
    case 'draft':
    case 'awaitsApproval':
      return { ...seen, turn: toLeader, dueAt: null }
    case 'refused':
      return { ...seen, turn: toLeader, dueAt: deadlineAt }
    default:
      return { ...seen, turn: null, dueAt: null }
  }
}
