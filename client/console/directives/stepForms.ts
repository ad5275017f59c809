import type { CommandName } from '../../../domain/commands/index.ts'
import type { Directive } from '../../../domain/directives/directive.ts'
import { CAUSES, type Cause, type Explanation } from '../../../domain/explanations/explanation.ts'
import type { directivesVi } from '../../i18n/vi/directives.ts'

/** One thing that a step asks for. `name`: of the command's input. */
export interface StepField {
  readonly name: string
  readonly label: Exclude<keyof (typeof directivesVi)['field'], 'optional'>
  readonly is: 'line' | 'text' | 'percent' | 'day' | 'moment' | 'number' | 'unit' | 'choice'
  readonly isOptional?: boolean
  /** Asked for only where another field says this. */
  readonly onlyIf?: { readonly field: string; readonly is: unknown }
  /** Optional only where another field says this. */
  readonly optionalIf?: { readonly field: string; readonly is: unknown }
  /** Not optional where another field says this. */
  readonly neededIf?: { readonly field: string; readonly is: unknown }
  /** Of `percent`: what stands there before anybody chooses. */
  readonly startsAt?: number
  /** Of `choice`: what is sent, by how it is called. */
  readonly options?: readonly (readonly [name: string, value: unknown])[]
}

export type StepName = keyof (typeof directivesVi)['step'] & CommandName

/** A step that somebody may take on a matter as it stands. */
export interface OfferedStep {
  readonly command: StepName
  readonly fields: readonly StepField[]
}

const reason: StepField = { name: 'reason', label: 'reason', is: 'text' }
const note: StepField = { name: 'note', label: 'note', is: 'text', isOptional: true }
const document: StepField = { name: 'document', label: 'document', is: 'line', isOptional: true }

/** @param percent as it was reported last: nobody reports progress that they have not chosen */
const ofUnit = (
  percent: number,
  urgent: boolean,
): Readonly<Partial<Record<Directive['state'], readonly OfferedStep[]>>> => {
  const receive: OfferedStep = { command: 'receiveDirective', fields: [] }
  const refuse: OfferedStep = {
    command: 'refuseDirective',
    fields: [reason, { name: 'unit', label: 'proposed', is: 'unit' }],
  }
  const work: readonly OfferedStep[] = [
    {
      command: 'reportProgress',
      fields: [
        { name: 'text', label: 'text', is: 'text' },
        { name: 'percent', label: 'percent', is: 'percent', startsAt: percent },
        { name: 'blocks', label: 'blocks', is: 'text', isOptional: true },
      ],
    },
    { command: 'submitResult', fields: [{ name: 'result', label: 'result', is: 'text' }, document] },
    {
      command: 'askExtension',
      fields: [
        urgent ? { name: 'due', label: 'newDueHour', is: 'moment' } : { name: 'due', label: 'newDue', is: 'day' },
        reason,
      ],
    },
  ]
  return { given: [receive, refuse], received: [...work, refuse], underWay: work }
}

/** What the unit in charge may do. */
export function unitSteps({ state, asked, percent, urgent }: Directive): readonly OfferedStep[] {
  const steps = ofUnit(percent ?? 0, urgent)[state] ?? []
  return asked === null ? steps : steps.filter(({ command }) => command !== 'askExtension')
}

/** What whoever assigns may do. @param isAssigner it is their own, or its leader is one no more */
export function leaderSteps({ state, asked }: Directive, isAssigner: boolean): readonly OfferedStep[] {
  const decide = (options: NonNullable<StepField['options']>, name: string): StepField => ({
    ...{ name, label: 'decision', is: 'choice', options },
  })
  const steps: OfferedStep[] = []
  if (state === 'draft') steps.push({ command: 'issueDirective', fields: [] })
  if (asked !== null && isAssigner) {
    const choice = decide(
      [
        ['grant', true],
        ['notGrant', false],
      ],
      'granted',
    )
    // Whoever is refused reads why.
    steps.push({
      command: 'decideExtension',
      fields: [choice, { ...note, neededIf: { field: 'granted', is: false } }],
    })
  }
  if (state === 'refused') {
    const choice = decide(
      [
        ['move', true],
        ['keep', false],
      ],
      'accepted',
    )
    steps.push({ command: 'decideRefusal', fields: [choice, reason] })
  }
  if (state === 'awaitsApproval') {
    steps.push({ command: 'approveResult', fields: [note] }, { command: 'askRework', fields: [reason] })
  }
  if (!isAssigner) return steps
  if (state === 'given' || state === 'received' || state === 'underWay')
    steps.push({ command: 'pauseDirective', fields: [reason] })
  if (state === 'paused') steps.push({ command: 'resumeDirective', fields: [reason] })
  if (state !== 'done' && state !== 'withdrawn') steps.push({ command: 'withdrawDirective', fields: [reason] })
  return steps
}

/** The unit says that the figure is not so: it tells the right one, and has nothing to promise. */
const IS_WRONG = { field: 'cause', is: 'wrongFigure' satisfies Cause }

/** What the unit that is asked may do. */
export function answerSteps({ state }: Explanation): readonly OfferedStep[] {
  const answer: OfferedStep = {
    command: 'answerExplanation',
    fields: [
      { name: 'cause', label: 'cause', is: 'choice', options: CAUSES.map((cause) => [cause, cause] as const) },
      {
        ...{ name: 'objective', label: 'fault', is: 'choice' },
        options: [
          ['objective', true],
          ['subjective', false],
        ],
      },
      { name: 'text', label: 'explain', is: 'text' },
      { name: 'measure', label: 'measure', is: 'text', optionalIf: IS_WRONG },
      { name: 'targetBy', label: 'targetBy', is: 'day', optionalIf: IS_WRONG },
      { name: 'claimed', label: 'claimed', is: 'number', onlyIf: IS_WRONG },
    ],
  }
  if (state === 'requested') return [{ command: 'receiveExplanation', fields: [] }, answer]
  return state === 'received' || state === 'moreAsked' ? [answer] : []
}

/** What whoever asked may do. @param isOwn whether they gave the answer that stands themselves, which somebody else accepts */
export function askerSteps({ state }: Pick<Explanation, 'state'>, isOwn = false): readonly OfferedStep[] {
  const close: OfferedStep = { command: 'closeExplanation', fields: [reason] }
  const correct: OfferedStep = {
    command: 'correctFigure',
    fields: [{ name: 'value', label: 'value', is: 'number' }, reason, document],
  }
  if (state === 'closed') return []
  const more: OfferedStep = { command: 'askMore', fields: [{ name: 'question', label: 'question', is: 'text' }] }
  if (state === 'answered')
    return isOwn ? [more, close] : [{ command: 'acceptExplanation', fields: [note] }, more, correct, close]
  return state === 'accepted' && !isOwn ? [correct, close] : [close]
}
