import * as z from 'zod'
import { KPI_STATES } from '../kpis/kpi.ts'
import { DayText } from '../queries/parameters.ts'
import { epochMs, moment, says, text } from '../schema.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'

const Place = z
  .object({ first: z.number(), last: z.number(), of: z.number() })
  .meta(
    says(
      'xếp hạng trong số các đơn vị cùng cấp; các đơn vị không phân biệt được thì cùng một khoảng',
      'place among the units of its level; those that cannot be told apart share a range',
    ),
  )

export const FigureEvidenceShape = z.object({
  is: z.literal('figure'),
  kpi: z.string(),
  unit: z.string(),
  /** As they were called then. */
  name: text,
  unitName: text,
  formula: text,
  numeratorName: text,
  denominatorName: text.nullable(),
  /** Of the value: `%`. */
  measure: text,
  digits: z.number(),
  value: z.number().nullable(),
  shown: z
    .number()
    .nullable()
    .optional()
    .meta(
      says(
        'số trên màn hình của người yêu cầu; khác value khi số liệu vừa đổi; không ghi: trung tâm không có số đó trong một phút trước',
        'on the screen of whoever asked; differs from value where the figure had just changed; absent: the hub had no such number within a minute',
      ),
    ),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: z.number().nullable(),
  state: z.enum(KPI_STATES),
  reported: z.number(),
  expected: z.number(),
  period: z.string().nullable().meta(says('null: số liệu trực tiếp', 'null: the live figure')),
  span: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** When its newest input was true. */
  asOf: moment,
  place: Place.nullable(),
  simulated: z.boolean(),
  /** When it was frozen. */
  at: epochMs,
})
/** A figure as the hub computed it at the moment somebody acted on it. */
export type FigureEvidence = Readonly<z.output<typeof FigureEvidenceShape>>

/** A number in place of a figure; both stay. */
export const CorrectionShape = z.object({ was: z.number().nullable(), is: z.number() })

export const EvidenceShape = z.discriminatedUnion('is', [
  FigureEvidenceShape,
  z.object({
    is: z.literal('alert'),
    id: z.string(),
    title: text,
    severity: z.enum(SEVERITIES),
    unit: z.string().nullable(),
    value: z.number().nullable(),
    limit: z.number().nullable(),
    course: text
      .optional()
      .meta(says('con số khi phát, cao nhất và lúc ấy', 'its number when it was raised, at the most, and then')),
    raisedAt: epochMs,
    clearedAt: moment,
    simulated: z.boolean(),
    at: epochMs,
  }),
  z.object({
    is: z.literal('plan'),
    item: z.string(),
    name: text,
    value: z.number().nullable(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    target: z.number().nullable(),
    state: z.enum(KPI_STATES),
    /** Of the value; null of what is done or is not. */
    measure: text.nullable(),
    digits: z.number(),
    simulated: z.boolean(),
    at: epochMs,
  }),
  z.object({
    is: z.enum(['incident', 'explanation']),
    id: z.string(),
    title: z.string(),
    titleEn: z.string().optional(),
    state: z.string(),
    openedAt: epochMs,
    simulated: z.boolean(),
    at: epochMs,
    figure: FigureEvidenceShape.optional().meta(
      says('của giải trình: số liệu đã hỏi', 'of an explanation: the figure that was asked about'),
    ),
    correction: CorrectionShape.nullable()
      .optional()
      .meta(says('của giải trình: đính chính lúc đó', 'of an explanation: how it was corrected by then')),
  }),
])
/** What stood on a screen when somebody acted on it: frozen by the hub, never changed. */
export type MatterEvidence = Readonly<z.output<typeof EvidenceShape>>

const id = z.string().min(1).max(200)

export const FigureSeenShape = z.object({
  is: z.literal('figure'),
  kpi: id,
  unit: id,
  period: z.string().max(20).optional(),
  day: DayText.optional(),
  shown: z
    .number()
    .nullable()
    .meta(says('số đang hiện trên màn hình; null: chưa biết', 'the number on the screen; null: unknown')),
})
/** Which figure somebody looked at. */
export type FigureSeen = Readonly<z.output<typeof FigureSeenShape>>

export const SeenShape = z.discriminatedUnion('is', [
  FigureSeenShape,
  z.object({ is: z.literal('alert'), id }),
  z.object({ is: z.literal('plan'), item: id }),
  z.object({ is: z.enum(['incident', 'explanation']), id }),
])
/** What somebody looked at when they acted. Numbers are taken by the hub itself. */
export type Seen = Readonly<z.output<typeof SeenShape>>
