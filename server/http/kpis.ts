import * as z from 'zod'
import { ALIGNMENTS } from '../../domain/calendar/comparedSpans.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { KpiRow } from '../../domain/kpis/kpi.ts'
import { daysIn, PERIODS, type Span } from '../../domain/periods.ts'
import { says } from '../../domain/schema.ts'
import { DAY_MS, type Day, dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Figures } from '../services/figures/figures.ts'
import type { Kpis } from '../services/kpis/kpis.ts'
import { checkedDay } from './dayQuery.ts'
import { DayText } from './parameters.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { DailySchema, ExplanationSchema, FiguresSchema, KpiDeclarationSchema, KpiSeriesSchema } from './schemas.ts'
import { FROM, TO } from './seriesQuery.ts'

const Id = z.object({ id: z.string() })
const UnitQuery = z.object({
  unit: z.string().optional().meta(says('mã đơn vị; không ghi: thành phố', 'a unit code; the city when absent')),
})
const PeriodQuery = UnitQuery.extend({
  period: z
    .enum(PERIODS)
    .optional()
    .meta(says('kỳ được cộng đến ngày đó; không ghi: tháng', 'what is added up to the day; a month when absent')),
  day: DayText.optional().meta(
    says('ngày cuối của kỳ, YYYY-MM-DD; không ghi: hôm nay', 'the last day of it, YYYY-MM-DD; today when absent'),
  ),
})
const MAX_DAYS = 1_100

function declaration(id: string, kpi: Kpi): z.output<typeof KpiDeclarationSchema> {
  return {
    id,
    name: kpi.name,
    short: kpi.short,
    unit: kpi.unit,
    digits: kpi.digits,
    direction: kpi.direction,
    period: kpi.period,
    combine: kpi.combine,
    target: kpi.target,
    formula: kpi.formula,
    overDays: kpi.from === 'statistic' ? undefined : kpi.overDays,
    numeratorName: kpi.numeratorName,
    denominatorName: kpi.denominatorName,
    minCoverage: kpi.minCoverage,
    note: kpi.note,
    beside: kpi.beside,
  }
}

export function kpiRoutes({
  units,
  kpis,
  figures,
  clock,
}: {
  units: UnitTree
  kpis: Kpis
  figures: Figures
  clock: Clock
}): Route[] {
  function find(id: string, unit = units.city.code): { kpi: KpiId; unit: string } {
    if (!Object.hasOwn(KPIS, id)) throw new Problem('unknownKpi', { kpi: quoted(id) })
    if (!units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
    return { kpi: id as KpiId, unit }
  }

  const checked = (day: Day = dayOf(clock.now())): Day => checkedDay(day)

  function spanOf(from: Day, to: Day): Span {
    const span = { from: checked(from), to: checked(to) }
    if (from > to || daysIn(span) > MAX_DAYS) throw new Problem('spanTooLong', { days: MAX_DAYS })
    return span
  }

  return [
    route({
      path: '/kpis',
      summary: {
        vi: 'Danh mục chỉ số: công thức, mục tiêu và căn cứ của từng chỉ số',
        en: 'What is measured: formula, target and citation of every KPI',
      },
      example: () => '/kpis',
      params: nothing,
      query: nothing,
      gives: z.object({ kpis: z.array(KpiDeclarationSchema) }),
      handle: () => ({ kpis: Object.entries(KPIS).map(([id, kpi]) => declaration(id, kpi)) }),
    }),
    route({
      path: '/kpis/{id}',
      summary: { vi: 'Một chỉ số của một đơn vị, lúc này', en: 'A KPI in one unit now' },
      example: () => '/kpis/onTimeRate',
      params: Id,
      query: UnitQuery,
      gives: KpiRow,
      handle: ({ params, query }) => {
        const { kpi, unit } = find(params.id, query.unit)
        const value = kpis.value(kpi, unit)
        if (value === undefined) throw new Problem('notMeasured', { kpi, unit })
        return value
      },
    }),
    route({
      path: '/kpis/{id}/series',
      summary: {
        vi: 'Lịch sử một chỉ số của một đơn vị; null: không có đơn vị nào gửi số liệu',
        en: 'History of a KPI in one unit; null where nobody reported',
      },
      example: ({ weekAgo, today }) => `/kpis/onTimeRate/series?from=${weekAgo}&to=${today}`,
      params: Id,
      query: UnitQuery.extend({ from: FROM, to: TO }),
      gives: KpiSeriesSchema,
      handle: async ({ params, query: { unit, from, to } }) => {
        if (from >= to || to - from > MAX_DAYS * DAY_MS) {
          throw new Problem('spanTooLong', { days: MAX_DAYS })
        }
        const query = { ...find(params.id, unit), from, to }
        return (await kpis.series(query)) ?? figures.series(query)
      },
    }),
    route({
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
      handle: async ({ params, query: { period = 'month', compare = 'date', ...query } }) => {
        const { kpi, unit } = find(params.id, query.unit)
        const day = checked(query.day)
        const below = units.all.filter(({ code }) => code !== unit && units.lineage(code).includes(unit))
        const found = await figures.comparedOf(kpi, [unit, ...below.map(({ code }) => code)], period, day, compare)
        return { period, day, figures: [...found].map(([code, figure]) => ({ unit: code, ...figure })) }
      },
    }),
    route({
      path: '/kpis/{id}/daily',
      summary: {
        vi: 'Một chỉ số theo từng ngày của từng xã, phường trong một đơn vị, xếp theo cột; null: không có số liệu',
        en: 'Each day of a KPI in each commune of a unit, by columns; null where nobody reported',
      },
      example: ({ weekAgo, today }) => `/kpis/onTimeRate/daily?from=${weekAgo}&to=${today}`,
      params: Id,
      query: UnitQuery.extend({ from: DayText, to: DayText }),
      gives: DailySchema,
      handle: async ({ params, query: { unit: code, from, to } }) => {
        const { kpi, unit } = find(params.id, code)
        return figures.daily(kpi, unit, spanOf(from, to))
      },
    }),
    route({
      path: '/kpis/{id}/explain',
      summary: {
        vi: 'Một con số từ đâu ra: tử số, mẫu số, số liệu đầu vào, đơn vị còn thiếu, các bản tin gốc. Lúc này, hoặc của một kỳ tính đến một ngày',
        en: 'How a figure came about: numerator, denominator, inputs, who is missing, the messages behind it. Of now, or of a period up to a day',
      },
      example: ({ today }) => `/kpis/onTimeRate/explain?period=week&day=${today}`,
      params: Id,
      query: PeriodQuery,
      gives: ExplanationSchema,
      handle: async ({ params, query: { period, day, ...query } }) => {
        const { kpi, unit } = find(params.id, query.unit)
        const declared: Kpi = KPIS[kpi]
        if (period === undefined && day === undefined) {
          // What a day or a month says live is what the period that runs says: the same days are listed.
          if (declared.from !== 'statistic' || declared.period === 'now') return kpis.explain(kpi, unit)
          return figures.explain(kpi, unit, declared.period === 'month' ? 'month' : 'day', checked(undefined))
        }
        return figures.explain(kpi, unit, period ?? 'month', checked(day))
      },
    }),
  ]
}
