import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { type Alignment, spanBefore, spanLastYear } from '../../../domain/calendar/comparedSpans.ts'
import { type DueDays, dueDays, owedOf } from '../../../domain/kpis/coverage.ts'
import { judgeOverDays } from '../../../domain/kpis/evaluate.ts'
import type { Explanation } from '../../../domain/kpis/explanation.ts'
import { addsUp, type ComparedFigure, comparison, type Figure } from '../../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiTarget } from '../../../domain/kpis/kpi.ts'
import { natureOf } from '../../../domain/kpis/reads.ts'
import { countedSpan } from '../../../domain/kpis/trailing.ts'
import { addDays, daysIn, type Period, type Span, toDate } from '../../../domain/periods.ts'
import type { DailyFigures, KpiSeries } from '../../../domain/queries/kpis.ts'
import { statisticsSource } from '../../../domain/sourceId.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'
import type { Clock } from '../../clock.ts'
import { ownTurn } from '../../ownTurn.ts'
import type { Entry, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import { createOriginalMessages, type OriginalMessages } from '../originalMessages.ts'
import { createDeviceFigures } from './deviceFigures.ts'
import { type CountedDay, dailyFigures, dailySeries, eachCountedDay, joinedDaily } from './figureDays.ts'
import { explainDeviceFigure, explainFigure } from './figureExplanation.ts'
import { createHeirs } from './figureHeirs.ts'
import {
  type Counted,
  countedBy,
  inputOf,
  measure,
  type StatisticKpi,
  spanTotals,
  type Wanted,
} from './figureInputs.ts'
import { createMemory } from './figureMemory.ts'
import { createTotals } from './figureTotals.ts'
import { type WeekFigure, weekFigures, weeksSpan } from './figureWeeks.ts'
import { reportsBehind } from './reportsBehind.ts'

/**
 * Figures over any span of days. From statistics: the newest report of each day of which all is known that the KPI reads; of each
 * authority the span is added up, then ratio of sums; stocks as they stood on the last such day. From devices: see `HourRule`. Every method
 * rejects when the store fails.
 */
export interface Figures {
  figure(kpi: KpiId, unit: string, span: Span): Promise<Figure>
  /** By unit, with one read for all of them. */
  figures(kpi: KpiId, units: readonly string[], span: Span): Promise<Map<string, Figure>>
  /** The period up to and with `day`, beside the one before and the same of last year. */
  compared(kpi: KpiId, unit: string, period: Period, day: Day): Promise<ComparedFigure>
  /** @param alignment how the others are laid beside it; by date where it is not said */
  comparedOf(
    kpi: KpiId,
    units: readonly string[],
    period: Period,
    day: Day,
    alignment?: Alignment,
  ): Promise<Map<string, ComparedFigure>>
  /** Each day's own figure of the communes under a unit, or of who else reports where communes do not. */
  daily(kpi: KpiId, unit: string, span: Span): Promise<DailyFigures>
  /** One point a day that `[from, to)`, epoch ms, touches. */
  series(query: { kpi: KpiId; unit: string; from: number; to: number }): Promise<KpiSeries>
  /** The last `count` weeks of seven days up to and with `until`, oldest first. */
  weeks(kpi: KpiId, unit: string, until: Day, count: number): Promise<WeekFigure[]>
  /** How a figure came about. */
  explain(kpi: KpiId, unit: string, period: Period, day: Day): Promise<Explanation>
  /** What authorities counted over a span, each with what it took over in 2025; of the days alone of which all that is read is known. */
  counted(wanted: Wanted, authorities: readonly string[], span: Span): Promise<Map<string, Counted>>
  /** The same day by day, in no certain order. */
  countedDays(wanted: Wanted, authorities: readonly string[], span: Span): Promise<readonly CountedDay[]>
  /**
   * Which days of a span authorities owe the systems a report of, all of them together; of one that has ended see `dueBefore`.
   * @param systems of which the first says which days are worked
   */
  due(systems: readonly [string, ...string[]], span: Span): DueDays
  /** The day on which a unit ended as a reporter to a system. */
  endOf(system: string, unit: string): Day | undefined
  /** Something was kept: what was added up with its day is out of date. */
  kept(entry: Entry): void
  /** Other days are worked than before. */
  calendarChanged(): void
}

/** Of one system: a year of every commune takes a megabyte. */
const MOST_DAILY = 4

/**
 * @param prefix of the topics that an explanation names
 * @param targets the target of a KPI that holds on a day: a span is judged by that of its last one
 * @param begunOn the day on which a system was put in use; undefined: nobody has said
 */
export function createFigures({
  units,
  clock,
  store,
  city,
  calendar,
  prefix,
  messages = createOriginalMessages({ clock, prefix }),
  targets = (kpi) => (KPIS[kpi] as Kpi).target,
  begunOn = () => undefined,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'statistics' | 'statisticDays' | 'hourColumns' | 'firstDays'>
  city: Pick<City, 'cameras' | 'sensors' | 'endedDevices' | 'retirement' | 'lag'>
  calendar: Calendar
  prefix: string
  messages?: OriginalMessages
  targets?: (kpi: KpiId, day: Day) => KpiTarget | undefined
  begunOn?: (system: string) => Day | undefined
}): Figures {
  const endOf = (system: string, unit: string) => {
    const retirement = city.retirement(statisticsSource(system, unit))
    return retirement && dayOf(retirement.at)
  }
  const whose = { units, heirs: createHeirs(units), endOf }
  const today = () => dayOf(clock.now())
  const from = () => ({ ...whose, store, calendar, today: today(), begunOn })
  const totals = createTotals({ store, clock })
  const rememberedWeeks = createMemory<WeekFigure[]>({ clock })
  const rememberedDays = createMemory<DailyFigures>({ clock, most: MOST_DAILY })
  const devices = createDeviceFigures({ units, city, store, calendar, clock })
  const due: Figures['due'] = (systems, span) => {
    const begun = systems.flatMap((system) => begunOn(system) ?? []).sort()
    return dueDays(systemOf(systems[0]), span, today(), calendar, begun.at(-1))
  }

  async function figures(id: KpiId, codes: readonly string[], asked: Span): Promise<Map<string, Figure>> {
    const kpi: Kpi = KPIS[id]
    if (kpi.from !== 'statistic') return devices.figures(id, kpi, codes, asked)
    const span = countedSpan(kpi.period, asked)
    const reporters = new Set(codes.flatMap((code) => reportersUnder(units, code, kpi.reportedBy)))
    const counted = await spanTotals(totals.of, kpi.system, span, whose, [...reporters])
    // A year of every authority takes some milliseconds to look at, and years are asked for together.
    await ownTurn()
    return measure(kpi, codes, counted, whose, due([kpi.system], span))
  }

  async function figure(id: KpiId, unit: string, span: Span): Promise<Figure> {
    return (await figures(id, [unit], span)).get(unit) as Figure
  }

  async function comparedOf(
    id: KpiId,
    codes: readonly string[],
    period: Period,
    day: Day,
    alignment: Alignment = 'date',
  ): Promise<Map<string, ComparedFigure>> {
    const asked = toDate(period, day)
    const kpi: Kpi = { ...KPIS[id], target: targets(id, asked.to) }
    const others = [spanBefore, spanLastYear].map((lay) => lay(period, day, alignment, calendar)) as [Span, Span]
    const spans = [asked, ...others] as const
    const lengthOf = alignment === 'workday' ? calendar.workingDaysIn : daysIn
    const of = alignment === 'workday' ? 'workingDay' : 'day'
    const lengths = (other: Span) =>
      addsUp(kpi) ? ({ of, now: lengthOf(asked), other: lengthOf(other) } as const) : undefined
    const [now, before, lastYear] = await Promise.all(spans.map((each) => figures(id, codes, each)))
    const [span, countedBefore, countedLastYear] = spans.map((each) => countedSpan(kpi.period, each)) as [
      Span,
      Span,
      Span,
    ]
    return new Map(
      [...(now ?? [])].map(([code, figure]) => [
        code,
        {
          ...figure,
          span,
          target: kpi.target?.value ?? null,
          state: judgeOverDays(kpi, figure.value, figure.reported, figure.expected),
          before: comparison(kpi, figure, before?.get(code) as Figure, countedBefore, lengths(others[0])),
          lastYear: comparison(kpi, figure, lastYear?.get(code) as Figure, countedLastYear, lengths(others[1])),
        },
      ]),
    )
  }

  /** Of days that are past, remembered. */
  function pastDaily(id: KpiId, kpi: StatisticKpi, unit: string, span: Span): Promise<DailyFigures> {
    // A day of trailing days is out of date as soon as any of them is.
    const { from: first } = countedSpan(kpi.period, { from: span.from, to: span.from })
    const key = `${id} ${unit} ${span.from} ${span.to}`
    const read = () => dailyFigures(kpi, unit, span, from())
    return rememberedDays.of(kpi.system, key, { from: first, to: span.to }, read)
  }

  async function daily(id: KpiId, kpi: StatisticKpi, unit: string, span: Span): Promise<DailyFigures> {
    const running = today()
    if (span.to < running) return pastDaily(id, kpi, unit, span)
    if (span.from >= running) return dailyFigures(kpi, unit, span, from())
    const [past, rest] = await Promise.all([
      pastDaily(id, kpi, unit, { from: span.from, to: addDays(running, -1) }),
      dailyFigures(kpi, unit, { from: running, to: span.to }, from()),
    ])
    return joinedDaily(past, rest)
  }

  async function compared(id: KpiId, unit: string, period: Period, day: Day): Promise<ComparedFigure> {
    return (await comparedOf(id, [unit], period, day)).get(unit) as ComparedFigure
  }

  return {
    figures,
    figure,
    comparedOf,
    compared,
    async daily(id, unit, span) {
      const kpi: Kpi = KPIS[id]
      return kpi.from === 'statistic' ? daily(id, kpi, unit, span) : devices.daily(id, kpi, unit, span)
    },
    async series({ kpi: id, unit, ...time }) {
      const kpi: Kpi = KPIS[id]
      return kpi.from === 'statistic' ? dailySeries(kpi, unit, time, from()) : devices.series(id, kpi, unit, time)
    },
    async weeks(id, unit, until, count) {
      const kpi: Kpi = KPIS[id]
      if (kpi.from !== 'statistic') {
        const spans = Array.from({ length: count }, (_, i) => weeksSpan(addDays(until, -7 * (count - 1 - i)), 1))
        return Promise.all(spans.map(async (span) => ({ span, ...(await figure(id, unit, span)) })))
      }
      const read = () => weekFigures(kpi, unit, until, count, from())
      if (until >= today()) return read()
      const span = { from: countedSpan(kpi.period, weeksSpan(until, count)).from, to: until }
      return rememberedWeeks.of(kpi.system, `${id} ${unit} ${until} ${count}`, span, read)
    },
    async explain(id, unit, period, day) {
      const kpi: Kpi = KPIS[id]
      const figure = await compared(id, unit, period, day)
      const common = { id, unit, figure, target: targets(id, figure.span.to), now: clock.now() }
      if (kpi.from !== 'statistic') {
        return explainDeviceFigure({ ...common, kpi, inputs: await devices.inputs(id, kpi, unit, figure.span) })
      }
      const reporters = reportersUnder(units, unit, kpi.reportedBy)
      const spanOf = await spanTotals(totals.of, kpi.system, figure.span, whose, reporters)
      const dueOf = due([kpi.system], figure.span)
      const nature = natureOf(kpi.system, kpi.reads)
      // Who owed nothing, having ended before, is not missing.
      const inputs = reporters.flatMap((reporter) => {
        const input = inputOf(kpi, reporter, spanOf, whose, dueOf)
        const owes = owedOf(nature, dueOf, endOf(kpi.system, reporter)) > 0
        return input === undefined && !owes ? [] : [[reporter, input] as const]
      })
      const behind = reportsBehind({ kpi, span: figure.span, whose, store })
      return explainFigure({ ...common, kpi, inputs, units, store, messages, behind, lag: city.lag })
    },
    async counted(wanted, authorities, span) {
      const spanOf = await spanTotals(totals.of, wanted.system, span, whose, authorities)
      // As in `figures`.
      await ownTurn()
      const dueOf = due([wanted.system], span)
      return new Map(
        authorities.flatMap((code) => {
          const counted = countedBy(wanted, code, spanOf, whose, dueOf)
          return counted === undefined ? [] : [[code, counted] as const]
        }),
      )
    },
    async countedDays(wanted, authorities, span) {
      const days: CountedDay[] = []
      await eachCountedDay(wanted, authorities, span, from(), (day) => days.push(day))
      return days
    },
    due,
    endOf,
    kept(entry) {
      if (entry.is === 'samples') for (const { at } of entry.samples) devices.forget(at)
      if (entry.is !== 'statistics') return
      for (const { system, period } of entry.reports) {
        totals.forget(system, period)
        rememberedWeeks.forget(system, period)
        rememberedDays.forget(system, period)
      }
    },
    calendarChanged() {
      devices.calendarChanged()
      rememberedWeeks.forgetAll()
      rememberedDays.forgetAll()
    },
  }
}
