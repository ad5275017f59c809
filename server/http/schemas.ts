import * as z from 'zod'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Camera, CameraView } from '../../domain/cameras/camera.ts'
import { DATA_GAP_CAUSES, type DataGap, type DataGapCause } from '../../domain/dataGap.ts'
import { BANDS } from '../../domain/index766/bands.ts'
import { CRITERIA, type CriterionId, GROUPS, type GroupCode } from '../../domain/index766/criteria.ts'
import type { Index766Row } from '../../domain/index766/index766.ts'
import { WITHHELD } from '../../domain/kpis/coverage.ts'
import type { ComparedFigure } from '../../domain/kpis/figure.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import { PERIODS, type Span } from '../../domain/periods.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { SEVERITIES } from '../../domain/sensors/sensorKind.ts'
import type { Link } from '../../domain/systems/link.ts'
import { EDITIONS, UNIT_LEVELS, type Unit } from '../../domain/units/unit.ts'
import type { Quarantined, Retired, Source } from '../../domain/wire.ts'
import type { DailyFigures } from '../services/figures/figureDays.ts'
import type { KpiPoint } from '../services/kpis/kpiSeries.ts'
import type { Bucket, StatisticReport } from '../store/store.ts'
import { says } from './route.ts'

/**
 * What the API gives, for its OpenAPI document and its tests. `satisfies` holds each schema to the type it describes: a column
 * that one has and the other has not does not compile.
 */
const epochMs = z.number().int().meta(says('mili giây epoch', 'epoch milliseconds'))
const moment = epochMs.nullable()
const text = z.object({ vi: z.string(), en: z.string() })

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

export const SensorSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  commune: z.string(),
  lng: z.number(),
  lat: z.number(),
  everyMs: z.number(),
  simulated: z.boolean(),
}) satisfies z.ZodType<Sensor>

export const ReadingSchema = z.object({
  id: z.string(),
  status: z.enum(['online', 'offline']).nullable(),
  at: moment,
  receivedAt: moment,
  values: z.array(z.number().nullable()).readonly(),
  index: z.number().nullable(),
  retained: z.boolean(),
}) satisfies z.ZodType<SensorReading>

export const CameraSchema = z.object({
  id: z.string(),
  name: z.string(),
  commune: z.string(),
  lng: z.number(),
  lat: z.number(),
  office: z.string().nullable(),
  noticePosted: z.boolean().nullable(),
  live: z.object({ type: z.string(), url: z.string() }).nullable(),
  everyMs: z.number(),
  simulated: z.boolean(),
}) satisfies z.ZodType<Camera>

export const CameraViewSchema = z.object({
  id: z.string(),
  status: z.enum(['online', 'offline']).nullable(),
  frameAt: moment,
  frozenSince: moment,
  countAt: moment,
  waiting: z.number().nullable(),
  counters: z.number().nullable(),
  countersStaffed: z.number().nullable(),
  retained: z.boolean(),
}) satisfies z.ZodType<CameraView>

const unheard = z
  .boolean()
  .meta(
    says(
      'chưa thể đánh giá vì thiếu những số liệu mà trung tâm không thể nhận được: mất kết nối máy chủ MQTT, hoặc mới nhận trở lại',
      'not judged because inputs are missing that the hub could not have heard: it lost its broker, or has just begun to hear',
    ),
  )

export const KpiValueSchema = z.object({
  key: z.string(),
  kpi: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: z.number().nullable(),
  reported: z.number(),
  expected: z.number(),
  at: moment,
  everyMs: z.number(),
  state: z.enum(['met', 'near', 'missed', 'untargeted', 'unjudged']),
  unheard,
  simulated: z.boolean(),
}) satisfies z.ZodType<KpiValue>

export const AlertSchema = z.object({
  id: z.string(),
  key: z.string(),
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  subject: z.enum(['sensor', 'camera', 'system', 'unit']),
  subjectId: z.string(),
  unit: z.string().nullable(),
  title: text,
  value: z.number().nullable(),
  limit: z.number().nullable(),
  evidence: z.array(z.object({ label: text, value: z.string(), source: z.string(), at: epochMs })).readonly(),
  raisedAt: epochMs,
  clearedAt: moment,
  acknowledgedAt: moment,
  acknowledgedBy: z.string().nullable(),
  simulated: z.boolean(),
}) satisfies z.ZodType<Alert>

export const SourceSchema = z.object({
  id: z.string(),
  unit: z.string().nullable(),
  everyMs: z.number().nullable(),
  status: z.enum(['online', 'offline']).nullable(),
  lastAt: moment,
  lastReceivedAt: moment,
  accepted: z.number(),
  refused: z.number(),
  lastRefusedAt: moment,
  acceptedSince: z
    .number()
    .meta(says('số bản tin được nhận kể từ lần bị từ chối cuối', 'messages accepted since the last refusal')),
  duplicates: z.number(),
  late: z.number(),
  skewMs: z.number().nullable(),
  clock: z.enum(['right', 'ahead', 'behind']).nullable(),
  measuredAt: moment,
  rivals: z
    .object({ since: epochMs, seenAt: epochMs, clients: z.array(z.string()) })
    .nullable()
    .meta(says('hai nơi cùng gửi cho nguồn này', 'two senders that speak for this source')),
  simulated: z.boolean(),
}) satisfies z.ZodType<Source>

export const RetiredSchema = z.object({
  id: z.string(),
  unit: z.string().nullable(),
  at: epochMs,
  by: z.string().nullable(),
}) satisfies z.ZodType<Retired>

export const QuarantinedSchema = z.object({
  key: z.string(),
  source: z
    .string()
    .meta(
      says(
        'nguồn theo chủ đề của bản tin; `unknown`: không rõ',
        'who the topic says it is; `unknown`: it names nobody',
      ),
    ),
  known: z.boolean().meta(says('nguồn này đã khai báo', 'whether that source is announced or declared')),
  client: z
    .string()
    .nullable()
    .meta(says('mã kết nối MQTT, nếu máy chủ MQTT cho biết', 'MQTT client id, where the broker tells')),
  reason: z.string(),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .meta(says('số liệu trong câu giải thích lý do', 'what the sentence of the reason fills in')),
  topic: z.string(),
  count: z.number(),
  firstAt: epochMs,
  lastAt: epochMs,
  sample: z
    .string()
    .meta(says('phần đầu bản tin bị từ chối gần nhất, nguyên văn', 'beginning of what was refused last, as it came')),
}) satisfies z.ZodType<Quarantined>

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

export const DataGapSchema = z.object({
  id: z.string(),
  from: epochMs.meta(says('trung tâm nhận tin lần cuối', 'the hub heard its broker last')),
  to: epochMs.meta(says('trung tâm kết nối lại', 'it was connected again')),
  cause: z.enum(Object.keys(DATA_GAP_CAUSES) as [DataGapCause]),
  dropped: z
    .number()
    .nullable()
    .meta(says('số bản tin máy chủ MQTT đã bỏ, nếu máy chủ cho biết', 'messages the broker dropped, where it tells')),
}) satisfies z.ZodType<DataGap>

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
    .array(DataGapSchema)
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
  combine: z.enum(['ratio', 'sum', 'max']),
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
const withheld = z
  .enum(WITHHELD)
  .nullable()
  .meta(
    says(
      'lý do không so sánh dù đã biết số: nay thiếu báo cáo, khi đó thiếu báo cáo, hoặc mức báo cáo chênh nhau quá nhiều',
      'why it is not compared though it is known: too little reported now, or then, or coverages too far apart',
    ),
  )
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

export const ExplanationSchema = z.object({
  kpi: z.string(),
  unit: z.string(),
  value: KpiValueSchema,
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
  messages: z.array(
    z.object({
      source: z.string(),
      topic: z.string(),
      at: epochMs,
      receivedAt: epochMs,
      day: z.string().optional(),
      body: z.unknown(),
      reconstructed: z
        .boolean()
        .meta(
          says(
            'bản gốc không còn được giữ: nội dung dựng lại từ lịch sử',
            'the message as it came is not kept any more: rebuilt from the history',
          ),
        ),
    }),
  ),
})

export const LinkSchema = z.object({
  key: z.string(),
  system: z.string(),
  link: z.string(),
  state: z.enum(['up', 'down']),
  at: epochMs,
  receivedAt: epochMs,
  since: moment,
  lastSuccessAt: moment,
  simulated: z.boolean(),
  retained: z.boolean(),
}) satisfies z.ZodType<Link>

const days = z.number().meta(says('số ngày làm việc còn lại', 'working days left'))

export const PlanRowSchema = z.object({
  key: z.string(),
  item: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: z.number().nullable(),
  planned: z.number().nullable(),
  state: z.enum(['met', 'near', 'missed', 'untargeted', 'unjudged']),
  unheard,
  trend: z.number().nullable().meta(says('thay đổi so với bốn tuần trước', 'change against four weeks ago')),
  lastYear: z.number().nullable(),
  trendWithheld: withheld,
  lastYearWithheld: withheld,
  forecast: z
    .object({ value: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .meta(
      says(
        'vào cuối năm; khoảng từ thấp đến cao chứa bốn trong năm khả năng',
        'at the end of the year; low to high holds four outcomes in five',
      ),
    ),
  needed: z
    .discriminatedUnion('is', [
      z.object({ is: z.literal('secured') }),
      z.object({ is: z.literal('keep'), spare: z.number() }),
      z.object({ is: z.literal('perDay'), count: z.number(), of: z.number(), days }),
      z.object({ is: z.literal('total'), count: z.number(), days }),
      z.object({ is: z.literal('atMost'), count: z.number(), of: z.number(), days }),
      z.object({ is: z.literal('outOfReach'), best: z.number() }),
    ])
    .nullable(),
  link: LinkSchema.nullable(),
  reported: z.number(),
  expected: z.number(),
  at: moment,
  simulated: z.boolean(),
}) satisfies z.ZodType<PlanRow>

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
