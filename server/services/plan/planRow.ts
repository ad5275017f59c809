import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { patienceFor } from '../../../domain/freshness.ts'
import { judge } from '../../../domain/kpis/evaluate.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import { addDays, type Span, samePeriodLastYear, wholePeriod } from '../../../domain/periods.ts'
import { FORECAST_WEEKS, forecastFlow, forecastStock, type Week } from '../../../domain/plan/forecast.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import { needed } from '../../../domain/plan/needed.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { judgedFreshness, type Reception } from '../../../domain/reception.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { Link } from '../../../domain/systems/link.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import type { Targets } from '../../cityFiles/targets.ts'
import type { Figures } from '../figures/figures.ts'
import type { Kpis } from '../kpis/kpis.ts'
import type { ReceptionWatch } from '../reception.ts'

/** Trends look four weeks back. */
const TREND_DAYS = 28
/** Somebody has to have reported so early in last year's span for it to count. */
const FIRST_DAYS = 30
/** A stock that was not reported on the very day stands as it did within a week before. */
const STOCK_DAYS = 7

/** What rows of the plan are made from. */
export interface PlanSources {
  readonly figures: Pick<Figures, 'figure' | 'weeks'>
  readonly kpis: Pick<Kpis, 'value'>
  readonly targets: Targets
  readonly calendar: Calendar
  readonly city: { link(key: string): Link | undefined }
  readonly reception: Pick<ReceptionWatch, 'now'>
}

const UNKNOWN = {
  value: null,
  numerator: null,
  denominator: null,
  target: null,
  planned: null,
  state: 'unjudged',
  unheard: false,
  trend: null,
  lastYear: null,
  forecast: null,
  needed: null,
  link: null,
  reported: 0,
  expected: 0,
  at: null,
  simulated: false,
} as const satisfies Partial<PlanRow>

/**
 * One row of the plan in one unit, as of now.
 * @throws when the store fails
 */
export async function planRow(
  id: PlanId,
  item: PlanItem,
  unit: string,
  now: number,
  sources: PlanSources,
): Promise<PlanRow> {
  const row = { key: `${id}|${unit}`, item: id, unit, ...UNKNOWN }
  const { measure } = item
  switch (measure.is) {
    case 'kpi':
      return { ...row, ...(await measured(measure.kpi, unit, now, sources)) }
    case 'link':
      return { ...row, ...linked(sources.city.link(`${measure.system}/${measure.link}`), now, sources.reception.now()) }
    case 'milestone':
      return { ...row, state: measure.done === undefined ? 'missed' : 'met' }
    case 'entered': {
      const value = sources.targets.entered(id)
      const state: KpiState = value === null ? 'unjudged' : value >= measure.of ? 'met' : 'missed'
      return { ...row, value, numerator: value, target: measure.of, planned: measure.of, state }
    }
  }
}

/** A connection that stands is the commitment met; of an old report nobody can say. */
function linked(link: Link | undefined, now: number, reception: Reception): Partial<PlanRow> {
  if (link === undefined) return {}
  const { everyMs } = SYSTEMS[link.system as keyof typeof SYSTEMS]
  const fresh = judgedFreshness(link.at, now, patienceFor(everyMs), reception, link.retained)
  const isLive = fresh === 'live'
  const state = !isLive ? 'unjudged' : link.state === 'up' ? 'met' : 'missed'
  const { at, simulated } = link
  return { link, state, unheard: fresh === 'unheard', at, simulated, reported: isLive ? 1 : 0, expected: 1 }
}

async function measured(id: KpiId, unit: string, now: number, sources: PlanSources): Promise<Partial<PlanRow>> {
  const { kpis, targets } = sources
  const live = kpis.value(id, unit)
  const declared: Kpi = KPIS[id]
  const kpi: Kpi = { ...declared, target: targets.of(id) }
  const numbers = { target: kpi.target?.value ?? null, planned: declared.target?.value ?? null }
  const age = { at: live?.at ?? null, simulated: live?.simulated ?? false }
  if (kpi.from === 'statistic' && kpi.period !== 'now')
    return { ...numbers, ...age, ...(await flow(id, kpi, unit, now, sources)) }
  if (live === undefined) return numbers
  const { value, numerator, denominator, state, unheard, reported, expected } = live
  const stands = { ...numbers, ...age, value, numerator, denominator, state, unheard, reported, expected }
  return { ...stands, ...(await stock(id, kpi, unit, now, sources, stands)) }
}

/** What has happened since 1 January, and will have until the end of the year. */
async function flow(id: KpiId, kpi: Kpi, unit: string, now: number, sources: PlanSources): Promise<Partial<PlanRow>> {
  const today = dayOf(now)
  const year = wholePeriod('year', today)
  const sofar = { from: year.from, to: today }
  const then = addDays(today, -TREND_DAYS)
  const figureOf = (span: Span) => sources.figures.figure(id, unit, span)
  const lastSpan = samePeriodLastYear(sofar)
  const [figure, before, last, first] = await Promise.all([
    figureOf(sofar),
    then < year.from ? undefined : figureOf({ from: year.from, to: then }),
    figureOf(lastSpan),
    figureOf({ from: lastSpan.from, to: addDays(lastSpan.from, FIRST_DAYS) }),
  ])
  const { value, numerator, denominator, reported, expected, simulated } = figure
  const said = { value, numerator, denominator, reported, expected, simulated }
  const state = judge(kpi, value, reported, expected)
  // A year of which the books begin in October is no year to compare with.
  const lastYear = first.reported > 0 ? last.value : null
  // A sum only ever rises: that it did is no trend.
  const trend = kpi.combine === 'ratio' ? difference(value, before?.value) : null
  if (numerator === null) return { ...said, state, lastYear, trend }

  const { weeks, days, workingDays } = await recent(id, unit, today, FORECAST_WEEKS, sources)
  const left = sources.calendar.workingDaysAfter(today, year.to)
  const forecast = forecastFlow(kpi.combine, { numerator, denominator }, weeks, left) ?? null
  const perDay = {
    numerator: workingDays === 0 ? 0 : sumOf(weeks.map((week) => week.numerator)) / workingDays,
    denominator: workingDays === 0 ? 0 : sumOf(weeks.map((week) => week.denominator ?? 0)) / workingDays,
  }
  return {
    ...said,
    state,
    lastYear,
    trend,
    forecast,
    needed: days === 0 ? null : need(kpi, 'flow', figure, perDay, left),
  }
}

/** What stands now, and how it has been moving. */
async function stock(
  id: KpiId,
  kpi: Kpi,
  unit: string,
  now: number,
  sources: PlanSources,
  live: Pick<Figure, 'value' | 'numerator' | 'denominator'>,
): Promise<Partial<PlanRow>> {
  const today = dayOf(now)
  const year = wholePeriod('year', today)
  const asOf = (day: Day) => sources.figures.figure(id, unit, { from: addDays(day, 1 - STOCK_DAYS), to: day })
  const [lately, before, last] = await Promise.all([
    // What devices say of a week is no moment's number, and is held against another week's.
    kpi.from === 'statistic' ? live : asOf(today),
    asOf(addDays(today, -TREND_DAYS)),
    asOf(samePeriodLastYear({ from: today, to: today }).to),
  ])
  const { weeks } = await recent(id, unit, today, FORECAST_WEEKS + 1, sources)
  const weeksLeft = daysBetween(today, year.to) / 7
  const left = sources.calendar.workingDaysAfter(today, year.to)
  return {
    trend: difference(lately.value, before.value),
    lastYear: last.value,
    forecast: live.value === null ? null : (forecastStock(kpi.combine, weeks, weeksLeft) ?? null),
    needed: need(kpi, 'stock', live, { numerator: 0, denominator: 0 }, left),
  }
}

/** The last whole weeks up to yesterday of which something is known, oldest first. */
async function recent(
  id: KpiId,
  unit: string,
  today: Day,
  count: number,
  { figures, calendar }: PlanSources,
): Promise<{ weeks: Week[]; days: number; workingDays: number }> {
  const weeks = (await figures.weeks(id, unit, addDays(today, -1), count)).flatMap(
    ({ span, numerator, denominator }): Week[] =>
      numerator === null
        ? []
        : [{ numerator, ...(denominator !== null && { denominator }), workingDays: calendar.workingDaysIn(span) }],
  )
  return { weeks, days: weeks.length * 7, workingDays: sumOf(weeks.map(({ workingDays }) => workingDays)) }
}

function need(
  kpi: Kpi,
  nature: 'flow' | 'stock',
  { numerator, denominator }: Pick<Figure, 'numerator' | 'denominator'>,
  perDay: { readonly numerator: number; readonly denominator: number },
  days: number,
) {
  if (kpi.target === undefined || numerator === null || kpi.combine === 'max') return null
  const { combine, direction } = kpi
  const figure = { numerator, denominator }
  return needed({ combine, direction, nature, figure, target: kpi.target.value, perDay, days }) ?? null
}

function difference(now: number | null, before: number | null | undefined): number | null {
  return now === null || before === null || before === undefined ? null : now - before
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
