import type { Calendar } from '../calendar/calendar.ts'
import {
  addWorkingMs,
  endOfWork,
  nextReminder,
  nextStartOfWork,
  type ReminderKind,
  WORKING_DAY_MS,
} from '../calendar/workingTime.ts'
import { digitsInFull } from '../digits.ts'
import { type Named, SILENCE_MS } from '../directives/machine.ts'
import { type FileRef, MOST_FILES } from '../files/fileRef.ts'
import type { FigureEvidence } from '../matters/evidence.ts'
import type { Actor, Fact } from '../matters/fact.ts'
import { type Decision, type Due, type Machine, refused, stepped } from '../matters/machine.ts'
import type { Text } from '../text.ts'
import { type Day, dayOf, HOUR_MS } from '../time.ts'
import type { Edition } from '../units/unit.ts'
import { type Cause, type Explanation, type ExplanationState, hasAnswered } from './explanation.ts'

/** An answer is due so much working time after the request; an urgent one so long by the clock. */
const ANSWER_WITHIN_MS = WORKING_DAY_MS
const URGENT_WITHIN_MS = 4 * HOUR_MS

export interface Request {
  readonly question: string
  readonly edition: Edition
  readonly lead: string
  readonly leadName: Text
  readonly urgent: boolean
  readonly asker: Named
  readonly leader: Named | null
  readonly evidence: FigureEvidence
}

export interface Reply {
  readonly cause: Cause
  readonly text: string
  readonly isObjective: boolean
  readonly measure: string
  readonly targetBy: Day | null
  /** Of `wrongFigure`: what it should be. */
  readonly claimed: number | null
}

export type ExplanationStep =
  | { readonly did: 'request'; readonly request: Request }
  | { readonly did: 'receive' }
  | { readonly did: 'answer'; readonly reply: Reply }
  | { readonly did: 'accept'; readonly note: string | null }
  | { readonly did: 'askMore'; readonly question: string }
  | { readonly did: 'correct'; readonly value: number; readonly reason: string; readonly document: string | null }
  | { readonly did: 'close'; readonly reason: string }
  | { readonly did: 'attach'; readonly file: FileRef }
  /** `undecided`: the answer waits for the word of whoever asked. */
  | { readonly did: 'remind'; readonly reminder: ReminderKind | 'undecided' }
  | { readonly did: 'escalate' }

const ALLOWED: Readonly<Record<Exclude<ExplanationStep['did'], 'request'>, readonly ExplanationState[]>> = {
  receive: ['requested'],
  answer: ['requested', 'received', 'moreAsked'],
  accept: ['answered'],
  askMore: ['answered'],
  correct: ['answered', 'accepted'],
  close: ['requested', 'received', 'answered', 'moreAsked', 'accepted'],
  attach: ['requested', 'received', 'answered', 'moreAsked', 'accepted'],
  remind: ['requested', 'received', 'answered', 'moreAsked', 'accepted'],
  escalate: ['requested'],
}

/** What whoever has answered does not do about their own answer. */
const BY_ANOTHER: ReadonlySet<ExplanationStep['did']> = new Set(['accept', 'correct'])

const LEADS_TO: Readonly<Record<ExplanationStep['did'], ExplanationState | 'stays'>> = {
  request: 'requested',
  receive: 'received',
  answer: 'answered',
  accept: 'accepted',
  askMore: 'moreAsked',
  correct: 'accepted',
  close: 'closed',
  attach: 'stays',
  remind: 'stays',
  escalate: 'stays',
}

type Days = Pick<Calendar, 'isWorkingDay' | 'workingDaysIn' | 'addWorkingDays'>

/** How requests to explain a number go on. */
export function createExplanationMachine({
  calendar,
  whoIsTold,
}: {
  calendar: Days
  whoIsTold: (explanation: Explanation, level: number) => { readonly to: string; readonly skipped: readonly string[] }
}): Machine<Explanation, ExplanationStep> {
  const answerBy = (urgent: boolean, at: number) =>
    urgent ? at + URGENT_WITHIN_MS : addWorkingMs(calendar, at, ANSWER_WITHIN_MS)

  function decide(explanation: Explanation | undefined, step: ExplanationStep, by: Actor, at: number): Decision {
    if (step.did === 'request') {
      if (explanation !== undefined) return refused('nothingChanges')
      return { ok: true, to: 'requested', what: { ...step.request, answerBy: answerBy(step.request.urgent, at) } }
    }
    if (explanation === undefined) return refused('unknownMatter', { id: '–' })
    const { state } = explanation
    if (!ALLOWED[step.did].includes(state)) return refused('atOtherStep')
    if (step.did === 'attach' && (explanation.files ?? 0) >= MOST_FILES)
      return refused('tooManyFiles', { max: MOST_FILES })
    if (BY_ANOTHER.has(step.did) && hasAnswered(explanation, by)) return refused('ownAnswer')
    const fault = faultOf(explanation, step, at)
    if (fault !== undefined) return fault
    const to = LEADS_TO[step.did]
    const what = whatOf(explanation, step, at)
    return { ok: true, to: to === 'stays' ? state : to, what }
  }

  function whatOf(
    explanation: Explanation,
    step: Exclude<ExplanationStep, { did: 'request' }>,
    at: number,
  ): Record<string, unknown> {
    const { did: _did, ...what } = step
    if (step.did === 'answer') return { ...step.reply }
    if (step.did === 'askMore') return { ...what, answerBy: answerBy(explanation.urgent, at) }
    if (step.did === 'correct') return { ...what, was: standing(explanation) }
    if (step.did === 'remind') return { ...what, until: at }
    if (step.did !== 'escalate') return what
    const level = explanation.escalated + 1
    return { level, ...whoIsTold(explanation, level) }
  }

  function due(explanation: Explanation): Due<ExplanationStep> | undefined {
    const { state, dueAt, openedAt, silentSince, escalated, remindedAt, urgent } = explanation
    if (state === 'answered')
      return { at: nextStartOfWork(calendar, remindedAt ?? openedAt), step: { did: 'remind', reminder: 'undecided' } }
    if (!ALLOWED.remind.includes(state) || dueAt === null) return undefined
    const { is, at } = nextReminder(calendar, dueAt, remindedAt ?? openedAt)
    const reminder: Due<ExplanationStep> = { at, step: { did: 'remind', reminder: is } }
    const waited = SILENCE_MS[escalated]
    if (state !== 'requested' || silentSince === null || waited === undefined) return reminder
    const told = urgent ? silentSince + waited : addWorkingMs(calendar, silentSince, waited)
    return told <= at ? { at: told, step: { did: 'escalate' } } : reminder
  }

  return { kind: 'explanation', keepsMap: true, decide, add, due, quiet: ['remind', 'escalate'] }
}

/** The figure as it stands: as it was asked about, or as it was corrected last. */
function standing({ value, correction }: Pick<Explanation, 'value' | 'correction'>): number | null {
  return correction?.is ?? value
}

/** Why what a step says may not be written on this request; undefined: it may. */
function faultOf(explanation: Explanation, step: ExplanationStep, at: number): Decision | undefined {
  const { digits } = explanation
  if (step.did === 'answer') {
    const { cause, claimed, measure, targetBy } = step.reply
    if (cause === 'wrongFigure') return claimed === null ? refused('claimMissing') : digitsFault(claimed, digits)
    if (measure === '' || targetBy === null) return refused('measureMissing')
    return targetBy < dayOf(at) ? refused('promisedDayPast') : undefined
  }
  if (step.did !== 'correct') return undefined
  const isSame = readsAs(standing(explanation), step.value, digits)
  return digitsFault(step.value, digits) ?? (isSame ? refused('nothingChanges') : undefined)
}

/** A figure without decimals has none when somebody says it either; another one may be told closer than it is written, as next to its target. */
const MORE_DIGITS = 2

function digitsFault(value: number, digits: number): Decision | undefined {
  if (digits === 0) return Number.isInteger(value) ? undefined : refused('wholeNumberOnly')
  const most = digits + MORE_DIGITS
  return digitsInFull(value, digits) <= most ? undefined : refused('tooManyDigits', { digits: most })
}

/** Whether a number that somebody has said is a figure, as it is computed or as it is written. */
function readsAs(figure: number | null, said: number, digits: number): boolean {
  return figure !== null && (figure === said || Number(figure.toFixed(digits)) === said)
}

/** The request with one more fact. */
function add(explanation: Explanation | undefined, fact: Fact): Explanation {
  const known = explanation ?? fresh(fact)
  const state = fact.to as ExplanationState
  const next: Explanation = { ...known, ...stepped(fact), state, ...changeOf(known, fact) }
  return { ...next, ...turnOf(next) }
}

function fresh(fact: Fact): Explanation {
  const { question, edition, lead, leadName, urgent, asker, leader, evidence } = fact.what as unknown as Request
  const answerBy = fact.what.answerBy as number
  return {
    ...{ ...stepped(fact), state: 'requested', unit: lead },
    title: question.split('\n')[0]?.slice(0, 300) ?? '',
    ...{ openedAt: fact.at, closedAt: null, dueAt: answerBy, givenBy: (leader ?? asker).id, turn: null },
    simulated: evidence.simulated || fact.by.simulated === true,
    ...{ edition, lead, leadName, urgent, asker, leader },
    ...(evidence.unit !== lead && { alsoUnits: [evidence.unit] }),
    ...{ kpi: evidence.kpi, kpiName: evidence.name, value: evidence.value, target: evidence.target },
    ...{ measure: evidence.measure, digits: evidence.digits },
    ...{ answerBy, answeredAt: null, firstAnsweredAt: null, answers: 0 },
    ...{ cause: null, isObjective: null, targetBy: null, claimed: null, correction: null },
    ...{ silentSince: fact.at, escalated: 0, remindedAt: fact.at },
  }
}

function changeOf(explanation: Explanation, { did, at, by, what }: Fact): Partial<Explanation> {
  switch (did as ExplanationStep['did']) {
    case 'receive':
      return { silentSince: null }
    case 'answer': {
      const { cause, isObjective, targetBy, claimed } = what as unknown as Reply
      const firstAnsweredAt = explanation.firstAnsweredAt ?? at
      const { answers } = explanation
      return {
        cause,
        isObjective,
        targetBy,
        claimed,
        answeredAt: at,
        firstAnsweredAt,
        answers: answers + 1,
        answeredBy: by.id,
        answeredByKind: by.is,
        silentSince: null,
        remindedAt: at,
      }
    }
    case 'askMore':
      return { answerBy: what.answerBy as number, remindedAt: at }
    case 'accept':
      return { remindedAt: at }
    case 'correct': {
      const is = what.value as number
      const { value: was, digits } = explanation
      // Who corrects a correction back to what was asked about has taken it back; its history keeps both steps.
      return { correction: readsAs(was, is, digits) ? null : { was, is }, remindedAt: at }
    }
    case 'close':
      return { closedAt: at }
    case 'attach':
      return { files: (explanation.files ?? 0) + 1 }
    case 'remind':
      return { remindedAt: what.until as number }
    case 'escalate':
      return { escalated: what.level as number }
    default:
      return {}
  }
}

function turnOf({
  state,
  lead,
  leader,
  asker,
  answerBy,
  targetBy,
  correction,
}: Explanation): Pick<Explanation, 'turn' | 'dueAt'> {
  const toAsker = `person/${(leader ?? asker).id}`
  switch (state) {
    case 'requested':
    case 'received':
    case 'moreAsked':
      return { turn: `unit/${lead}`, dueAt: answerBy }
    case 'answered':
      return { turn: toAsker, dueAt: null }
    case 'accepted':
      // What was promised is looked at when its day has come; with nothing promised there is nothing to wait for.
      return { turn: toAsker, dueAt: targetBy === null || correction !== null ? null : endOfWork(targetBy) }
    case 'closed':
      return { turn: null, dueAt: null }
  }
}
