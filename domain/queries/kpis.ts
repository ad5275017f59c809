import * as z from 'zod'
import { ALIGNMENTS } from '../calendar/comparedSpans.ts'
import { EVERYWHERE, WHOLE_CITY } from '../feeds/feed.ts'
import type { ComparedFigure } from '../kpis/figure.ts'
import { KpiRow } from '../kpis/kpi.ts'
import { CorrectionShape } from '../matters/evidence.ts'
import { PERIODS, type Span } from '../periods.ts'
import { withheld } from '../plan/planRow.ts'
import { epochMs, says, text } from '../schema.ts'
import { ChangeMade } from '../settings/change.ts'
import { EvidenceMessageSchema } from './messages.ts'
import { DayText, flag, nothing, UnitQuery } from './parameters.ts'
import { defineQuery } from './query.ts'
import { FROM, TO } from './series.ts'

const KpiDeclarationSchema = z.object({
  id: z.string(),
  name: text,
  short: text,
  unit: text,
  digits: z.number(),
  direction: z.enum(['higher', 'lower']),
  period: z
    .enum(['now', 'day', 'month', 'trailing'])
    .meta(
      says('trailing: 30 ngày đến cuối kỳ được hỏi', 'trailing: the 30 days to the end of whatever span is asked for'),
    ),
  combine: z.enum(['ratio', 'mean', 'sum', 'max']),
  target: z
    .object({
      value: z.number(),
      near: z.number(),
      basis: z.enum(['plan', 'law', 'operational']),
      citation: text,
    })
    .optional(),
  formula: text,
  numeratorName: text,
  denominatorName: text.optional(),
  overDays: z
    .object({
      hours: z.enum(['all', 'office']),
      formula: text,
      numeratorName: text,
      denominatorName: text.optional(),
    })
    .optional()
    .meta(
      says(
        'cách đếm chỉ số của thiết bị qua nhiều ngày: mỗi giờ của mỗi thiết bị là một trường hợp',
        'how a KPI of devices is counted over days: each hour of each device is one case',
      ),
    ),
  minCoverage: z.number(),
  note: text.optional(),
  beside: z.string().optional(),
})
/** A KPI as it is declared, with the target in force. */
export type KpiDeclaration = z.output<typeof KpiDeclarationSchema>

const KpiPointSchema = z.object({
  at: epochMs,
  value: z.number().nullable(),
  reported: z.number(),
  expected: z.number(),
  estimated: z.boolean(),
})
export type KpiPoint = Readonly<z.output<typeof KpiPointSchema>>

const KpiSeriesSchema = z.object({
  stepMs: z.number(),
  points: z.array(KpiPointSchema),
})
/** A history of a KPI, a point every `stepMs`. */
export type KpiSeries = Readonly<z.output<typeof KpiSeriesSchema>>

const SpanSchema = z.object({ from: z.string(), to: z.string() }) satisfies z.ZodType<Span>
export const coverage = {
  reported: z
    .number()
    .meta(
      says(
        'phần đã có trong phần phải có (expected): báo cáo ngày, giờ của thiết bị, hoặc nguồn',
        'of what was due (expected): reports of days, hours of devices, or sources',
      ),
    ),
  expected: z.number(),
}
const comparison = z.object({
  span: SpanSchema,
  value: z
    .number()
    .nullable()
    .meta(says('null: chưa biết, hoặc không so sánh (withheld)', 'null: unknown, or withheld')),
  ...coverage,
  withheld,
  perDay: z
    .object({ of: z.enum(['day', 'workingDay']), now: z.number(), other: z.number() })
    .optional()
    .meta(
      says(
        'khi hai kỳ dài ngắn khác nhau: số bình quân mỗi ngày (day) hoặc mỗi ngày làm việc (workingDay) được đem so sánh',
        'of spans of different length: the means of a day, or of a working day, that are compared',
      ),
    ),
})

const ComparedFigureSchema = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  ...coverage,
  simulated: z.boolean(),
  estimated: z
    .boolean()
    .meta(
      says('một phần do đơn vị nay đã chia tách báo cáo', 'a part was counted by a unit that has been divided since'),
    ),
  span: SpanSchema.meta(says('những ngày được tính', 'the days that are counted')),
  target: z
    .number()
    .nullable()
    .meta(says('mục tiêu của ngày cuối kỳ', 'the target that held on the last day of the span')),
  state: z.enum(['met', 'near', 'missed', 'untargeted', 'unjudged']),
  before: comparison,
  lastYear: comparison,
}) satisfies z.ZodType<ComparedFigure>

const FiguresSchema = z.object({
  period: z.enum(PERIODS),
  day: z.string(),
  figures: z.array(ComparedFigureSchema.extend({ unit: z.string() })),
})

const DailySchema = z.object({
  days: z.array(z.string()).readonly(),
  units: z.array(z.string()).readonly(),
  values: z
    .array(z.array(z.number().nullable()).readonly())
    .readonly()
    .meta(says('mỗi đơn vị một mảng, theo thứ tự ngày', 'one array a unit, in the order of days')),
  estimated: z
    .array(z.string())
    .readonly()
    .meta(
      says(
        'đơn vị có một phần do đơn vị nay đã chia tách báo cáo',
        'units of which a part was counted by one divided since',
      ),
    ),
})
/** Each day of a KPI in each commune, by columns. */
export type DailyFigures = Readonly<z.output<typeof DailySchema>>

const ExplanationSchema = z.object({
  kpi: z.string(),
  unit: z.string(),
  value: KpiRow,
  target: z
    .object({ value: z.number(), declared: z.number(), changed: ChangeMade.nullable() })
    .nullable()
    .meta(
      says(
        'mục tiêu để so sánh, số đã công bố, và ai đã đổi, lúc nào',
        'what it is held against, the declared number, and who has changed it, when',
      ),
    ),
  contributions: z.array(
    z.object({
      unit: z.string(),
      source: z.string(),
      name: z.string(),
      at: epochMs,
      fresh: z.boolean(),
      simulated: z.boolean(),
      numerator: z.number(),
      denominator: z.number().optional(),
    }),
  ),
  missing: z.array(z.string()),
  days: z
    .array(z.object({ source: z.string(), day: z.string(), numerator: z.number(), denominator: z.number().optional() }))
    .meta(
      says(
        'từng ngày đã cộng, cộng lại bằng tử số và mẫu số; rỗng khi có quá 400 ngày',
        'every day that was summed, adding up to numerator and denominator; empty when there are more than 400',
      ),
    ),
  daysSummed: z.number(),
  messages: z.array(EvidenceMessageSchema),
})

const Id = z.object({ id: z.string() })
const PeriodQuery = UnitQuery.extend({
  period: z
    .enum(PERIODS)
    .optional()
    .meta(says('kỳ được cộng đến ngày đó; không ghi: tháng', 'what is added up to the day; a month when absent')),
  day: DayText.optional().meta(
    says('ngày cuối của kỳ, YYYY-MM-DD; không ghi: hôm nay', 'the last day of it, YYYY-MM-DD; today when absent'),
  ),
})
const unitAsked = ({ query: { unit } }: { query: { unit?: string | undefined } }) => unit ?? WHOLE_CITY

export const kpis = defineQuery({
  path: '/kpis',
  summary: {
    vi: 'Danh mục chỉ số: công thức, mục tiêu và căn cứ của từng chỉ số',
    en: 'What is measured: formula, target and citation of every KPI',
  },
  example: () => '/kpis',
  params: nothing,
  query: nothing,
  gives: z.object({ kpis: z.array(KpiDeclarationSchema) }),
  ask: 'figures.see',
  place: () => EVERYWHERE,
})

export const kpi = defineQuery({
  path: '/kpis/{id}',
  summary: { vi: 'Một chỉ số của một đơn vị, lúc này', en: 'A KPI in one unit now' },
  example: () => '/kpis/onTimeRate',
  params: Id,
  query: UnitQuery,
  gives: KpiRow,
  ask: 'figures.see',
  place: unitAsked,
})

export const kpiSeries = defineQuery({
  path: '/kpis/{id}/series',
  summary: {
    vi: 'Lịch sử một chỉ số của một đơn vị; null: không có đơn vị nào gửi số liệu',
    en: 'History of a KPI in one unit; null where nobody reported',
  },
  example: ({ weekAgo, today }) => `/kpis/onTimeRate/series?from=${weekAgo}&to=${today}`,
  params: Id,
  query: UnitQuery.extend({ from: FROM, to: TO }),
  gives: KpiSeriesSchema,
  isHeavy: true,
  ask: 'figures.see',
  place: unitAsked,
})

export const kpiFigures = defineQuery({
  path: '/kpis/{id}/figures',
  summary: {
    vi: 'Một chỉ số của một kỳ tính đến một ngày, cho một đơn vị và mọi đơn vị trực thuộc, bên cạnh kỳ trước và cùng kỳ năm trước',
    en: 'A KPI over a period up to a day, in a unit and every unit below it, beside the period before and last year',
  },
  example: ({ today }) => `/kpis/onTimeRate/figures?period=month&day=${today}`,
  params: Id,
  query: PeriodQuery.extend({
    compare: z
      .enum(ALIGNMENTS)
      .optional()
      .meta(
        says(
          'so sánh theo ngày lịch (date, khi không ghi) hoặc theo ngày làm việc (workday): cùng thứ trong tuần, hoặc cùng số ngày làm việc từ đầu kỳ',
          'compared by date (when absent) or by working days (workday): the same weekday, or as many working days from the beginning of the period',
        ),
      ),
  }),
  gives: FiguresSchema,
  isHeavy: true,
  ask: 'figures.see',
  place: unitAsked,
})

export const kpiDaily = defineQuery({
  path: '/kpis/{id}/daily',
  summary: {
    vi: 'Một chỉ số theo từng ngày của từng xã, phường trong một đơn vị, xếp theo cột; null: không có số liệu',
    en: 'Each day of a KPI in each commune of a unit, by columns; null where nobody reported',
  },
  example: ({ weekAgo, today }) => `/kpis/onTimeRate/daily?from=${weekAgo}&to=${today}`,
  params: Id,
  query: UnitQuery.extend({ from: DayText, to: DayText }),
  gives: DailySchema,
  isHeavy: true,
  ask: 'figures.see',
  place: unitAsked,
})

export const kpiExplain = defineQuery({
  path: '/kpis/{id}/explain',
  summary: {
    vi: 'Một con số từ đâu ra: tử số, mẫu số, số liệu đầu vào, đơn vị còn thiếu, các bản tin gốc. Lúc này, hoặc của một kỳ tính đến một ngày',
    en: 'How a figure came about: numerator, denominator, inputs, who is missing, the messages behind it. Of now, or of a period up to a day',
  },
  example: ({ today }) => `/kpis/onTimeRate/explain?period=week&day=${today}`,
  params: Id,
  query: PeriodQuery,
  gives: ExplanationSchema,
  isHeavy: true,
  ask: 'figures.see',
  place: unitAsked,
})

/** What people have noted of a figure: it is counted as it was reported, and the correction stands beside it. */
const KpiCorrectionSchema = CorrectionShape.extend({
  explanation: z.string().meta(says('mã yêu cầu giải trình', 'id of the request to explain')),
  at: epochMs.meta(says('lúc đính chính', 'when it was corrected')),
  frozenAt: epochMs.meta(says('lúc chốt số đã hỏi', 'when the number asked about was frozen')),
  span: SpanSchema.nullable().meta(
    says('những ngày của số đã hỏi; null: số lúc chốt', 'its days; null: of that moment'),
  ),
  unit: z
    .string()
    .optional()
    .meta(says('mã đơn vị, khi hỏi cả các đơn vị bên dưới', 'its unit, where those below are asked for')),
})
export type KpiCorrection = Readonly<z.output<typeof KpiCorrectionSchema>>

export const unitCorrections = defineQuery({
  path: '/corrections',
  summary: {
    vi: 'Các đính chính mọi chỉ số của một đơn vị, mới nhất trước: số báo cáo vẫn được giữ và tính',
    en: 'Corrections of every KPI in one unit, the newest first: what was reported stays, and is what is counted',
  },
  example: () => '/corrections',
  params: nothing,
  query: UnitQuery,
  gives: z.object({
    corrections: z.array(KpiCorrectionSchema.extend({ kpi: z.string().meta(says('chỉ số', 'id of the KPI')) })),
  }),
  ask: 'figures.see',
  place: unitAsked,
})

export const kpiCorrections = defineQuery({
  path: '/kpis/{id}/corrections',
  summary: {
    vi: 'Các đính chính một chỉ số của một đơn vị, mới nhất trước: số báo cáo vẫn được giữ và tính',
    en: 'Corrections of a KPI in one unit, the newest first: what was reported stays, and is what is counted',
  },
  example: () => '/kpis/pendingOverdue/corrections',
  params: Id,
  query: UnitQuery.extend({
    below: flag.optional().meta(says('true: cả các đơn vị bên dưới', 'true: of the units below as well')),
  }),
  gives: z.object({ corrections: z.array(KpiCorrectionSchema) }),
  ask: 'figures.see',
  place: unitAsked,
})
