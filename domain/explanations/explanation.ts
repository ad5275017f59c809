import * as z from 'zod'
import { CorrectionShape } from '../matters/evidence.ts'
import { ActorShape, isWhoDid } from '../matters/fact.ts'
import { MatterShape } from '../matters/machine.ts'
import { epochMs, moment, says, text } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'

/**
 * - `requested`: the unit has not received it yet
 * - `received`, `moreAsked`: the unit owes an answer
 * - `answered`: whoever asked is to read it
 * - `accepted`: the unit does what it said, until the day it said
 */
export const EXPLANATION_STATES = ['requested', 'received', 'answered', 'moreAsked', 'accepted', 'closed'] as const
export type ExplanationState = (typeof EXPLANATION_STATES)[number]

/** Why a figure is as it is. `wrongFigure`: it is not so, see the correction. */
export const CAUSES = [
  'staff',
  'process',
  'system',
  'equipment',
  'coordination',
  'citizens',
  'lateReport',
  'weather',
  'regulation',
  'wrongFigure',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]

const Named = z.object({ id: z.string(), name: z.string() })

export const ExplanationRow = MatterShape.extend({
  state: z.enum(EXPLANATION_STATES),
  edition: z.enum(EDITIONS),
  /** The unit asked, and as it was called. */
  lead: z.string(),
  leadName: text,
  /** The unit whose figure it is, where another one is asked; absent: the one that is asked. */
  alsoUnits: z.array(z.string()).readonly().optional(),
  urgent: z.boolean(),
  asker: Named,
  /** In whose name the office asked. */
  leader: Named.nullable(),
  kpi: z.string(),
  kpiName: text,
  /** As it was when it was asked about. */
  value: z.number().nullable(),
  target: z.number().nullable(),
  measure: text,
  digits: z.number(),
  answerBy: epochMs.meta(says('hạn trả lời', 'when the answer is due')),
  /** When the answer that stands was given, and the first one. */
  answeredAt: moment,
  firstAnsweredAt: moment,
  answers: z.number().int(),
  /** Who gave the answer that stands; absent: nobody has answered, or it was before that was kept. */
  answeredBy: z.string().optional(),
  cause: z.enum(CAUSES).nullable(),
  isObjective: z.boolean().nullable(),
  targetBy: z
    .string()
    .nullable()
    .meta(says('ngày đơn vị cam kết đạt mục tiêu', 'the day by which the unit means to reach the target')),
  /** What the unit says the figure should be. */
  claimed: z.number().nullable(),
  correction: CorrectionShape.nullable().meta(
    says(
      'đính chính mới nhất: số đã hỏi và số đúng, cả hai cùng được giữ; null: không có, hoặc đã đính chính trở lại số đã hỏi',
      'the newest correction: the number asked about and the right one, both stay; null: none, or corrected back to the former',
    ),
  ),
  files: z
    .number()
    .int()
    .optional()
    .meta(says('số tệp kèm theo; không có: chưa có tệp nào', 'how many files belong to it; absent: none')),
  silentSince: moment,
  escalated: z.number().int(),
  remindedAt: moment,
  // Behind the others: where page and hub are of different versions for some seconds, a column among them would shift all that follow it.
  /** What kind of account gave the answer that stands; absent: nobody has answered, or it was before that was kept. */
  answeredByKind: ActorShape.shape.is.optional(),
})
/** A request to explain one number. What was asked and answered in full stands in its facts. */
export type Explanation = Readonly<z.output<typeof ExplanationRow>>

/** Whether somebody gave the answer that stands. */
export function hasAnswered(
  { answeredBy: id, answeredByKind: is }: Pick<Explanation, 'answeredBy' | 'answeredByKind'>,
  who: { readonly is: string; readonly id: string },
): boolean {
  return isWhoDid(who, { is, id })
}

/** How late the answer came, or is where it has not come, ms; 0: in time. Told from the first answer. */
export function latenessMs({ firstAnsweredAt, answerBy, closedAt }: Explanation, at: number): number {
  return Math.max(0, (firstAnsweredAt ?? closedAt ?? at) - answerBy)
}
