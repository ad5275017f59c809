import { judge } from '../../domain/kpis/evaluate.ts'
import type { Explanation } from '../../domain/kpis/explanation.ts'
import type { ComparedFigure, Figure } from '../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiTarget } from '../../domain/kpis/kpi.ts'
import { type Period, periodBefore, type Span, samePeriodLastYear, toDate } from '../../domain/periods.ts'
import { type Day, dayOf } from '../../domain/time.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { type DailyFigures, dailyFigures, dailySeries } from './figureDays.ts'
import { explainFigure } from './figureExplanation.ts'
import { createHeirs } from './figureHeirs.ts'
import { type Counted, countedBy, inputOf, measure, type StatisticKpi, spanTotals } from './figureInputs.ts'
import { createMemory } from './figureMemory.ts'
import { createTotals } from './figureTotals.ts'
import { type WeekFigure, weekFigures, weeksSpan } from './figureWeeks.ts'
import type { KpiSeries } from './kpiSeries.ts'

/**
 * Figures over any span of days, from the newest report of each day. Of each authority the span is added up, then ratio of sums;
 * stocks as they stood on the last day that was reported. Only KPIs from statistics have such figures; of others they are undefined,
 * or there are none. Every method rejects when the store fails.
 */
export interface Figures {
  figure(kpi: KpiId, unit: string, span: Span): Promise<Figure | undefined>
  /** By unit, with one read for all of them. */
  figures(kpi: KpiId, units: readonly string[], span: Span): Promise<Map<string, Figure>>
  /** The period up to and with `day`, beside the one before and the same of last year. */
  compared(kpi: KpiId, unit: string, period: Period, day: Day): Promise<ComparedFigure | undefined>
  comparedOf(kpi: KpiId, units: readonly string[], period: Period, day: Day): Promise<Map<string, ComparedFigure>>
  /** Each day's own figure of the communes under a unit, or of who else reports where communes do not. */
  daily(kpi: KpiId, unit: string, span: Span): Promise<DailyFigures | undefined>
  /** One point a day that `[from, to)`, epoch ms, touches. */
  series(query: { kpi: KpiId; unit: string; from: number; to: number }): Promise<KpiSeries | undefined>
  /** The last `count` weeks of seven days up to and with `until`, oldest first. */
  weeks(kpi: KpiId, unit: string, until: Day, count: number): Promise<WeekFigure[]>
  /** How a figure came about. */
  explain(kpi: KpiId, unit: string, period: Period, day: Day): Promise<Explanation | undefined>
  /** What a system's authorities counted over a span, by unit, each with what it took over in 2025. */
  totals(system: string, span: Span): Promise<Map<string, Counted>>
  /** A late report of a system was kept: what was added up with that day is out of date. */
  forget(system: string, day: Day): void
}

/**
 * @param prefix of the topics that an explanation names
 * @param targets the target in force of a KPI, where the city has set one
 */
export function createFigures({
  units,
  clock,
  store,
  prefix,
  targets = (kpi) => (KPIS[kpi] as Kpi).target,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'statistics' | 'statisticDays'>
  prefix: string
  targets?: (kpi: KpiId) => KpiTarget | undefined
}): Figures {
  const whose = { units, heirs: createHeirs(units) }
  const from = { ...whose, store }
  const totals = createTotals({ store, clock })
  const rememberedWeeks = createMemory<WeekFigure[]>({ clock })

  function declared(id: KpiId): StatisticKpi | undefined {
    const kpi: Kpi = KPIS[id]
    return kpi.from === 'statistic' ? kpi : undefined
  }

  async function figures(id: KpiId, codes: readonly string[], span: Span): Promise<Map<string, Figure>> {
    const kpi = declared(id)
    if (kpi === undefined) return new Map()
    return measure(kpi, codes, await spanTotals(totals.of, kpi.system, span, whose), whose)
  }

  async function comparedOf(
    id: KpiId,
    codes: readonly string[],
    period: Period,
    day: Day,
  ): Promise<Map<string, ComparedFigure>> {
    const span = toDate(period, day)
    const spanBefore = periodBefore(period, day)
    const spanLastYear = samePeriodLastYear(span)
    const [now, before, lastYear] = await Promise.all(
      [span, spanBefore, spanLastYear].map((each) => figures(id, codes, each)),
    )
    const kpi: Kpi = { ...KPIS[id], target: targets(id) }
    return new Map(
      [...(now ?? [])].map(([code, figure]) => [
        code,
        {
          ...figure,
          span,
          state: judge(kpi, figure.value, figure.reported, figure.expected),
          before: { span: spanBefore, value: before?.get(code)?.value ?? null },
          lastYear: { span: spanLastYear, value: lastYear?.get(code)?.value ?? null },
        },
      ]),
    )
  }

  async function compared(id: KpiId, unit: string, period: Period, day: Day): Promise<ComparedFigure | undefined> {
    return (await comparedOf(id, [unit], period, day)).get(unit)
  }

  return {
    figures,
    figure: async (id, unit, span) => (await figures(id, [unit], span)).get(unit),
    comparedOf,
    compared,
    async daily(id, unit, span) {
      const kpi = declared(id)
      return kpi && dailyFigures(kpi, unit, span, from)
    },
    async series({ kpi: id, unit, ...time }) {
      const kpi = declared(id)
      return kpi && dailySeries(kpi, unit, time, from)
    },
    async weeks(id, unit, until, count) {
      const kpi = declared(id)
      if (kpi === undefined) return []
      const read = () => weekFigures(kpi, unit, until, count, from)
      if (until >= dayOf(clock.now())) return read()
      return rememberedWeeks.of(kpi.system, `${id} ${unit} ${until} ${count}`, weeksSpan(until, count), read)
    },
    async explain(id, unit, period, day) {
      const kpi = declared(id)
      const figure = await compared(id, unit, period, day)
      if (kpi === undefined || figure === undefined) return undefined
      const spanOf = await spanTotals(totals.of, kpi.system, figure.span, whose)
      const inputs = reportersUnder(units, unit, kpi.reportedBy).map(
        (reporter) => [reporter, inputOf(kpi, reporter, spanOf, whose)] as const,
      )
      const target = targets(id)?.value ?? null
      return explainFigure({ id, kpi, unit, figure, target, inputs, units, store, prefix, now: clock.now() })
    },
    async totals(system, span) {
      const spanOf = await spanTotals(totals.of, system, span, whose)
      const counted = units.all.flatMap(({ code }) => {
        const total = countedBy(system, code, spanOf, whose)
        return total === undefined ? [] : [[code, total] as const]
      })
      return new Map(counted)
    },
    forget(system, day) {
      totals.forget(system, day)
      rememberedWeeks.forget(system, day)
    },
  }
}
