import * as z from 'zod'
import { DataGapRow } from '../../domain/dataGap.ts'
import { BANDS } from '../../domain/index766/bands.ts'
import { CRITERIA, type CriterionId, GROUPS, type GroupCode } from '../../domain/index766/criteria.ts'
import type { Index766Row } from '../../domain/index766/index766.ts'
import { REBUILT_WHY } from '../../domain/kpis/explanation.ts'
import type { ComparedFigure } from '../../domain/kpis/figure.ts'
import { KpiRow } from '../../domain/kpis/kpi.ts'
import { PERIODS, type Span } from '../../domain/periods.ts'
import { withheld } from '../../domain/plan/planRow.ts'
import { epochMs, says, text } from '../../domain/schema.ts'
import { EDITIONS, UNIT_LEVELS, type Unit } from '../../domain/units/unit.ts'
import type { DailyFigures } from '../services/figures/figureDays.ts'
import type { KpiPoint } from '../services/kpis/kpiSeries.ts'
import type { Bucket, StatisticReport } from '../store/store.ts'

/**
 * What the API gives besides rows of feeds. `satisfies` holds each schema to the type it describes: a column
 * that one has and the other has not does not compile.
 */
export const UnitSchema = z.object({
  edition: z.enum(EDITIONS),
  code: z.string(),
  level: z.enum(UNIT_LEVELS),
  name: z.string(),
  type: z.enum(['thành phố', 'quận', 'huyện', 'khu vực', 'phường', 'xã', 'thị trấn']),
  parent: z.string().optional(),
  lng: z.number(),
  lat: z.number(),
  areaKm2: z.number().optional(),
  population: z.number().optional(),
  populationBasis: z.enum(['census2019', 'listed', 'demo']).optional(),
}) satisfies z.ZodType<Unit>

export const StatisticSchema = z.object({
  system: z.string(),
  edition: z.enum(EDITIONS),
  unit: z.string(),
  period: z.string(),
  at: epochMs,
  receivedAt: epochMs,
  counts: z.record(z.string(), z.number()),
  simulated: z.boolean(),
}) satisfies z.ZodType<StatisticReport>

export const SeriesSchema = z.object({
  resolution: z.enum(['raw', 'minute', 'hour', 'day']),
  bucketMs: z.number(),
  buckets: z.array(
    z.object({
      at: epochMs,
      mean: z.number(),
      min: z.number(),
      max: z.number(),
      count: z.number(),
    }) satisfies z.ZodType<Bucket>,
  ),
  gaps: z
    .array(DataGapRow)
    .meta(says('những khoảng có thể thiếu số liệu', 'stretches of time of which data may be missing')),
})

export const KpiDeclarationSchema = z.object({
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

export const KpiSeriesSchema = z.object({
  stepMs: z.number(),
  points: z.array(
    z.object({
      at: epochMs,
      value: z.number().nullable(),
      reported: z.number(),
      expected: z.number(),
      estimated: z.boolean(),
    }) satisfies z.ZodType<KpiPoint>,
  ),
})

const SpanSchema = z.object({ from: z.string(), to: z.string() }) satisfies z.ZodType<Span>
const coverage = {
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
  state: z.enum(['met', 'near', 'missed', 'untargeted', 'unjudged']),
  before: comparison,
  lastYear: comparison,
}) satisfies z.ZodType<ComparedFigure>

export const FiguresSchema = z.object({
  period: z.enum(PERIODS),
  day: z.string(),
  figures: z.array(ComparedFigureSchema.extend({ unit: z.string() })),
})

export const DailySchema = z.object({
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
}) satisfies z.ZodType<DailyFigures>

export const EvidenceMessageSchema = z.object({
  source: z.string(),
  topic: z.string(),
  at: epochMs,
  receivedAt: epochMs,
  day: z.string().optional(),
  body: z
    .unknown()
    .meta(
      says(
        'chuỗi: đúng từng byte như khi nhận; đối tượng: dựng lại',
        'text: to the byte as it came; an object: reconstructed',
      ),
    ),
  reconstructed: z
    .boolean()
    .meta(
      says(
        'bản gốc không còn được giữ: nội dung dựng lại từ lịch sử',
        'the message as it came is not kept any more: rebuilt from the history',
      ),
    ),
  why: z
    .enum(REBUILT_WHY)
    .optional()
    .meta(
      says(
        'vì sao phải dựng lại. expired: đã quá thời hạn giữ (báo cáo và sự kiện 400 ngày hoặc theo IOC_MESSAGE_DAYS; bản tin cuối của thiết bị và kết nối 8 ngày); notKept: nhận trước khi trung tâm giữ bản gốc, hoặc không đủ; picture: khung hình không được lưu',
        'why it is reconstructed. expired: longer ago than messages are kept (reports and events 400 days, or IOC_MESSAGE_DAYS; what a device or connection said last 8 days); notKept: from before the hub kept messages, or not all there; picture: pictures are not stored',
      ),
    ),
  part: z
    .object({ of: z.number(), bytes: z.number(), message: z.number().nullable() })
    .optional()
    .meta(
      says(
        'body là một phần tử của một mảng dài, đúng như đã viết: mảng có bao nhiêu phần tử, bản tin bao nhiêu byte, số để xem toàn bộ tại /messages/{id}',
        'body is one item of a long array, as it was written: of how many items, in a message of how many bytes, and the number under which /messages/{id} gives the whole',
      ),
    ),
})

export const ExplanationSchema = z.object({
  kpi: z.string(),
  unit: z.string(),
  value: KpiRow,
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

const points = { score: z.number().nullable(), known: z.number(), knownMax: z.number() }

export const Index766RowSchema = z.object({
  unit: z.string(),
  ...points,
  band: z.enum(BANDS).nullable(),
  official: z.number().nullable(),
  officialUnpooled: z
    .boolean()
    .meta(
      says(
        'các đơn vị hợp thành đơn vị này có điểm chính thức, nhưng không gộp được thành một điểm',
        'official scores of the units that became this one exist, and cannot be put together',
      ),
    ),
  groups: z
    .array(z.object({ code: z.enum(Object.keys(GROUPS) as [GroupCode]), max: z.number(), ...points }))
    .readonly(),
  criteria: z
    .array(
      z.object({
        id: z.enum(Object.keys(CRITERIA) as [CriterionId]),
        numerator: z.number().nullable(),
        denominator: z.number().nullable(),
        score: z.number().nullable(),
        max: z.number(),
        applies: z.boolean(),
        ...coverage,
      }),
    )
    .readonly(),
}) satisfies z.ZodType<Index766Row>
