import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { asOf, patienceFor } from '../../../domain/freshness.ts'
import { shareReported } from '../../../domain/kpis/coverage.ts'
import { judgeOverDays, minCoverageOverDays } from '../../../domain/kpis/evaluate.ts'
import { comparedWith, type Figure } from '../../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import { addDays, daysIn as daysOf, type Span, samePeriodLastYear, wholePeriod } from '../../../domain/periods.ts'
import { FORECAST_WEEKS, forecastFlow, forecastStock, paceOf, type Week } from '../../../domain/plan/forecast.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import { needed } from '../../../domain/plan/needed.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import { countsEveryDay, isOfYear, planKind } from '../../../domain/plan/planKind.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { judgedFreshness, type Reception } from '../../../domain/reception.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { Link } from '../../../domain/systems/link.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import type { Figures } from '../figures/figures.ts'
import type { Kpis } from '../kpis/kpis.ts'
import type { ReceptionWatch } from '../reception.ts'
import type { TargetsInForce } from '../settings.ts'

/** Trends look four weeks back. */
const TREND_DAYS = 28
/** A stock that was not reported on the very day stands as it did within a week before. */
const STOCK_DAYS = 7

/** What rows of the plan are made from. */
export interface PlanSources {
  readonly figures: Pick<Figures, 'figure' | 'weeks'>
  readonly kpis: Pick<Kpis, 'value'>
  readonly targets: TargetsInForce
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
  trendWithheld: null,
  lastYearWithheld: null,
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
  const at = asOf(link)
  const fresh = judgedFreshness(at, now, patienceFor(everyMs), reception, link.retained)
  const isLive = fresh === 'live'
  const state = !isLive ? 'unjudged' : link.state === 'up' ? 'met' : 'missed'
  const { simulated } = link
  return { link, state, unheard: fresh === 'unheard', at, simulated, reported: isLive ? 1 : 0, expected: 1 }
}

async function measured(id: KpiId, unit: string, now: number, sources: PlanSources): Promise<Partial<PlanRow>> {
  const { kpis, targets } = sources
  const live = kpis.value(id, unit)
  const declared: Kpi = KPIS[id]
  const kpi: Kpi = { ...declared, target: targets.of(id, dayOf(now)) }
  const numbers = { target: kpi.target?.value ?? null, planned: declared.target?.value ?? null }
  const age = { at: live?.at ?? null, simulated: live?.simulated ?? false }
  if (isOfYear(kpi)) return { ...numbers, ...age, ...(await ofYear(id, kpi, unit, now, sources)) }
  if (live === undefined) return numbers
  const { value, numerator, denominator, state, unheard, reported, expected } = live
  const stands = { ...numbers, ...age, value, numerator, denominator, state, unheard, reported, expected }
  return planKind(kpi) === 'stock' ? { ...stands, ...(await stock(id, kpi, unit, now, sources, stands)) } : stands
}

/** What has happened since 1 January, and will have until the end of the year. */
async function ofYear(id: KpiId, kpi: Kpi, unit: string, now: number, sources: PlanSources): Promise<Partial<PlanRow>> {
  const today = dayOf(now)
  const year = wholePeriod('year', today)
  const sofar = { from: year.from, to: today }
  const then = addDays(today, -TREND_DAYS)
  const figureOf = (span: Span) => sources.figures.figure(id, unit, span)
  const lastSpan = samePeriodLastYear(sofar)
  const [figure, before, last] = await Promise.all([
    figureOf(sofar),
    then < year.from ? undefined : figureOf({ from: year.from, to: then }),
    figureOf(lastSpan),
  ])
  const { value, numerator, denominator, reported, expected, simulated } = figure
  const said = {
    ...{ value, numerator, denominator, reported, expected, simulated },
    state: judgeOverDays(kpi, value, reported, expected),
    // A sum only ever rises: that it did is no trend.
    ...compared(kpi, figure, kpi.combine === 'ratio' ? before : undefined, last),
  }
  if (numerator === null || said.state === 'unjudged') return said

  const daysIn = (span: Span) => (countsEveryDay(kpi) ? daysOf(span) : sources.calendar.workingDaysIn(span))
  const weeks = await recent(id, unit, today, FORECAST_WEEKS, sources, daysIn)
  const left = daysIn({ from: addDays(today, 1), to: year.to })
  const forecast = forecastFlow(kpi.combine, { numerator, denominator }, weeks, left) ?? null
  // What a few weeks do not foretell they do not secure or rule out either.
  if (forecast === null) return said
  return withNeeded(kpi, { ...said, forecast }, { nature: 'flow', perDay: paceOf(weeks), days: left })
}

/** What stands now, and how it has been moving. */
async function stock(
  id: KpiId,
  kpi: Kpi,
  unit: string,
  now: number,
  sources: PlanSources,
  live: Pick<PlanRow, 'value' | 'numerator' | 'denominator' | 'state' | 'reported' | 'expected'>,
): Promise<Partial<PlanRow>> {
  const { calendar, figures } = sources
  const today = dayOf(now)
  const year = wholePeriod('year', today)
  const asOf = (day: Day) => figures.figure(id, unit, { from: addDays(day, 1 - STOCK_DAYS), to: day })
  const [before, last] = await Promise.all([
    asOf(addDays(today, -TREND_DAYS)),
    asOf(samePeriodLastYear({ from: today, to: today }).to),
  ])
  const said = compared(kpi, live, before, last)
  const { numerator, denominator, state } = live
  if (numerator === null || state === 'unjudged') return said

  const weeks = await recent(id, unit, today, FORECAST_WEEKS + 1, sources, calendar.workingDaysIn)
  const weeksLeft = (daysOf({ from: today, to: year.to }) - 1) / 7
  const { yesNo, most } = kpi.from === 'statistic' ? kpi : {}
  const stands = { numerator, ...(denominator !== null && { denominator }) }
  const forecast = forecastStock(kpi.combine, weeks, weeksLeft, { now: stands, yesNo, most }) ?? null
  const perDay = { numerator: 0, denominator: 0 }
  const days = calendar.workingDaysAfter(today, year.to)
  return { ...said, ...withNeeded(kpi, { ...live, forecast }, { nature: 'stock', perDay, days }) }
}

type Measured = Pick<Figure, 'value' | 'reported' | 'expected'>

/** The figure beside that of four weeks ago and of last year: each left out, with the reason, where too little was reported to compare. */
function compared(
  kpi: Kpi,
  now: Measured,
  before: Measured | undefined,
  last: Measured,
): Pick<PlanRow, 'trend' | 'trendWithheld' | 'lastYear' | 'lastYearWithheld'> {
  const trend = before && comparedWith(kpi, now, before)
  const lastYear = comparedWith(kpi, now, last)
  return {
    trend: difference(now.value, trend?.value),
    trendWithheld: trend?.withheld ?? null,
    lastYear: lastYear.value,
    lastYearWithheld: lastYear.withheld,
  }
}

/** The last whole weeks up to yesterday of which enough is known, oldest first. @param daysIn days of a span that count */
async function recent(
  id: KpiId,
  unit: string,
  today: Day,
  count: number,
  { figures }: PlanSources,
  daysIn: (span: Span) => number,
): Promise<Week[]> {
  return (await figures.weeks(id, unit, addDays(today, -1), count)).flatMap(
    ({ span, numerator, denominator, ...coverage }): Week[] =>
      // A week that half the city reported would foretell half a year.
      numerator === null || shareReported(coverage) < minCoverageOverDays(KPIS[id])
        ? []
        : [{ numerator, ...(denominator !== null && { denominator }), workingDays: daysIn(span) }],
  )
}

/** The row with what it takes from here; what cannot be reached any more is not near. */
function withNeeded<Row extends Pick<PlanRow, 'numerator' | 'denominator' | 'state' | 'forecast'>>(
  kpi: Kpi,
  row: Row,
  ahead: Pick<Parameters<typeof needed>[0], 'nature' | 'perDay' | 'days'>,
): Row & Pick<PlanRow, 'needed'> {
  const { numerator, denominator, forecast, state } = row
  const { combine, direction, target } = kpi
  if (target === undefined || numerator === null || combine === 'max' || combine === 'mean')
    return { ...row, needed: null }
  const figure = { numerator, denominator }
  const takes = needed({ combine, direction, figure, target: target.value, forecast, ...ahead }) ?? null
  return { ...row, needed: takes, state: takes?.is === 'outOfReach' && state === 'near' ? 'missed' : state }
}

function difference(now: number | null, before: number | null | undefined): number | null {
  return now === null || before === null || before === undefined ? null : now - before
}
