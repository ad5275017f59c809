import * as z from 'zod'
import { MatterShape } from '../matters/machine.ts'
import { epochMs, moment, says, text } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'

/**
 * - `draft`: the office has written it, and nobody has given it
 * - `given`: the unit has not received it yet
 * - `refused`: the unit says that another one should do it; whoever assigned it decides
 * - `received`, `underWay`: the unit works on it
 * - `awaitsApproval`: a result is submitted
 * - `paused`: the clock stands still
 */
export const DIRECTIVE_STATES = [
  'draft',
  'given',
  'refused',
  'received',
  'underWay',
  'awaitsApproval',
  'paused',
  'done',
  'withdrawn',
] as const
export type DirectiveState = (typeof DIRECTIVE_STATES)[number]

/** How far it is, per cent: as its unit reported last; wholly, once its result is accepted. Null: nobody has reported. */
export function progressOf({ state, percent }: Pick<Directive, 'state' | 'percent'>): number | null {
  return state === 'done' ? 100 : percent
}

/** Where a directive comes from. */
export const ORIGINS = [
  'figure',
  'alert',
  'plan',
  'incident',
  'explanation',
  'meeting',
  'document',
  'citizen',
  'other',
] as const
export type Origin = (typeof ORIGINS)[number]

const Named = z.object({ id: z.string(), name: z.string() })

export const DirectiveRow = MatterShape.extend({
  state: z.enum(DIRECTIVE_STATES),
  /** Under which map of units it was given: codes were used again with another meaning. */
  edition: z.enum(EDITIONS),
  /** The unit in charge, also of a draft, and as it was called when it was given. */
  lead: z.string(),
  leadName: text,
  /** Units that work with it, and those of them that see it: of a draft none. */
  withUnits: z.array(z.string()).readonly(),
  alsoUnits: z.array(z.string()).readonly(),
  urgent: z.boolean(),
  origin: z.enum(ORIGINS),
  /** Who assigned it. */
  leader: Named,
  /** Who wrote it in the leader's name. */
  office: Named.nullable(),
  /** As it was ordered; never changes. */
  firstDueAt: epochMs.meta(says('thời hạn ban đầu', 'the first deadline')),
  judgedAt: epochMs.meta(
    says(
      'thời hạn để đánh giá: thời hạn ban đầu, chỉ lùi theo thời gian tạm dừng',
      'what lateness is judged by: the first deadline, moved by pauses alone',
    ),
  ),
  deadlineAt: epochMs.meta(says('thời hạn hiện tại, kể cả gia hạn', 'the deadline that holds, with extensions')),
  extensions: z.number().int().meta(says('số lần được gia hạn', 'how many extensions were granted')),
  /** An extension that is asked for and not decided. */
  asked: z.object({ dueAt: epochMs }).nullable(),
  /** A unit that should do it instead, as the one in charge says. */
  proposed: z.object({ unit: z.string(), name: text }).nullable(),
  percent: z.number().int().nullable(),
  /** When the result that stands was submitted; null while there is none. */
  completedAt: moment,
  /** Since when the clock stands still, and in which state it was. */
  paused: z.object({ at: epochMs, state: z.enum(DIRECTIVE_STATES) }).nullable(),
  /** Since when the unit is silent that has not received it, and how far that has gone up: 0 to 3. */
  silentSince: moment,
  escalated: z.number().int(),
  /** Up to when reminders have been sent. */
  remindedAt: moment,
  files: z
    .number()
    .int()
    .optional()
    .meta(says('số tệp kèm theo; không có: chưa có tệp nào', 'how many files belong to it; absent: none')),
  /** Of an order that came of an explanation. */
  explanation: z.string().nullable(),
})
/**
 * What a leader orders, with one unit in charge and a deadline. It belongs to that unit, and a draft to the whole city; what is due next is that the
 * unit receives it, then the result. What it says in full stands in its facts.
 */
export type Directive = Readonly<z.output<typeof DirectiveRow>>
