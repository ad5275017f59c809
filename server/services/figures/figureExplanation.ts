import { asOf, freshness, patienceFor } from '../../../domain/freshness.ts'
import { type Explanation, MAX_DAYS, MAX_MESSAGES, targetTold } from '../../../domain/kpis/explanation.ts'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import type { DeviceKpi, KpiTarget, KpiValue } from '../../../domain/kpis/kpi.ts'
import { natureOf } from '../../../domain/kpis/reads.ts'
import { statisticsSource } from '../../../domain/sourceId.ts'
import { dayOf, HOUR_MS } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import type { StatisticReport, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import type { OriginalMessages, Wanted } from '../originalMessages.ts'
import { type HourTally, shareOf } from './deviceDays.ts'
import type { DeviceInput } from './deviceFigures.ts'
import type { Input, StatisticKpi } from './figureInputs.ts'
import type { reportsBehind } from './reportsBehind.ts'

/**
 * How a figure of a span came about: what each authority gave to it, and of each the newest report behind it, as it is stored.
 * @param inputs of every authority that should have reported; undefined where it did not, or could not say
 * @param now epoch ms; of a span that is past every input stands
 */
export async function explainFigure({
  id,
  kpi,
  unit,
  figure,
  target,
  inputs,
  units,
  store,
  messages,
  behind,
  lag,
  now,
}: {
  id: string
  kpi: StatisticKpi
  unit: string
  figure: ComparedFigure
  target: KpiTarget | undefined
  inputs: readonly (readonly [reporter: string, input: Input | undefined])[]
  units: UnitTree
  store: Pick<Store, 'statistics'>
  messages: OriginalMessages
  behind: ReturnType<typeof reportsBehind>
  /** By how much what a source says lags, ms. */
  lag: (source: string) => number
  now: number
}): Promise<Explanation> {
  const { everyMs } = systemOf(kpi.system)
  const sourceOf = (reporter: string) => statisticsSource(kpi.system, reporter)
  const heard = inputs.flatMap(([reporter, input]) =>
    input === undefined ? [] : [{ reporter, input, at: asOf({ at: input.at, lagMs: lag(sourceOf(reporter)) }) }],
  )
  const isPast = figure.span.to < dayOf(now)
  const isFresh = (at: number) => isPast || freshness(at, now, patienceFor(everyMs)) === 'live'
  const value = kpiValueOf({
    id,
    unit,
    figure,
    target: target?.value ?? null,
    ages: heard.map(({ at }) => at),
    everyMs,
  })
  const isStock = natureOf(kpi.system, kpi.reads) === 'stock'
  const daysSummed = heard.reduce((sum, { input }) => sum + (isStock ? 1 : input.days.length), 0)
  const listed =
    daysSummed <= MAX_DAYS ? await behind(heard.map(({ reporter }) => reporter)) : new Map<string, never[]>()
  const days = [...listed].flatMap(([reporter, all]) => all.map((each) => ({ source: sourceOf(reporter), ...each })))
  const asked = heard.flatMap(({ reporter, input }) =>
    input.newest.map((report) => ({ ...report, source: sourceOf(reporter) })),
  )
  return {
    kpi: id,
    unit,
    value,
    target: target === undefined ? null : targetTold(kpi.target?.value ?? target.value, target),
    contributions: heard.map(({ reporter, at, input: { share, simulated } }) => {
      const known = units.byCode.get(reporter)
      const name = known === undefined ? reporter : shortName(known, 'vi')
      return { ...share, unit: reporter, source: sourceOf(reporter), at, fresh: isFresh(at), simulated, name }
    }),
    missing: inputs.flatMap(([reporter, input]) => (input === undefined ? [reporter] : [])),
    days: days.map(({ source, day, share }) => ({ source, day, ...share })),
    daysSummed,
    messages: await messages.of(
      days.length > 0
        ? days.flatMap(({ source, reports }) => reports.map((report) => ({ is: 'report' as const, source, report })))
        : await newestReports(kpi.system, asked.slice(0, MAX_MESSAGES), store),
    ),
  }
}

/**
 * The same of a KPI of devices: what each gave to it. Readings themselves are kept for days, the hours they make up for years: there are
 * no messages to show.
 */
export function explainDeviceFigure({
  id,
  kpi,
  unit,
  figure,
  target,
  inputs,
  now,
}: {
  id: string
  kpi: DeviceKpi
  unit: string
  figure: ComparedFigure
  target: KpiTarget | undefined
  inputs: readonly DeviceInput[]
  now: number
}): Explanation {
  const heard = inputs.flatMap(({ device, tally }) => (tally === undefined ? [] : [{ device, tally }]))
  const isPast = figure.span.to < dayOf(now)
  // An hour is true until its end.
  const until = ({ at }: HourTally) => Math.min(at + HOUR_MS, now)
  const isFresh = (at: number) => isPast || freshness(at, now, patienceFor(HOUR_MS)) === 'live'
  const value = kpiValueOf({
    id,
    unit,
    figure,
    target: target?.value ?? null,
    ages: heard.map(({ tally }) => until(tally)),
    everyMs: HOUR_MS,
  })
  return {
    kpi: id,
    unit,
    value,
    target: target === undefined ? null : targetTold(kpi.target?.value ?? target.value, target),
    contributions: heard.map(({ device, tally }) => ({
      ...shareOf(kpi, tally),
      unit: device.commune,
      source: `${kpi.from}/${device.id}`,
      at: until(tally),
      fresh: isFresh(until(tally)),
      simulated: device.simulated,
      name: device.name,
    })),
    missing: inputs.flatMap(({ device, tally }) => (tally === undefined ? [device.id] : [])),
    days: [],
    daysSummed: 0,
    messages: [],
  }
}

function kpiValueOf({
  id,
  unit,
  figure: { value, numerator, denominator, reported, expected, state, simulated },
  target,
  ages,
  everyMs,
}: {
  id: string
  unit: string
  figure: ComparedFigure
  target: number | null
  ages: readonly number[]
  everyMs: number
}): KpiValue {
  const at = ages.length === 0 ? null : Math.max(...ages)
  const counted = { value, numerator, denominator, target, reported, expected }
  return { key: `${id}|${unit}`, kpi: id, unit, ...counted, at, everyMs, state, unheard: false, simulated }
}

/** Reports of one day are read together: most authorities report daily, so a day or two hold them all. */
async function newestReports(
  system: string,
  asked: readonly (Input['newest'][number] & { readonly source: string })[],
  store: Pick<Store, 'statistics'>,
): Promise<Wanted[]> {
  const keyOf = ({ edition, period, unit }: Pick<StatisticReport, 'edition' | 'period' | 'unit'>) =>
    `${edition} ${period} ${unit}`
  const days = new Map(asked.map(({ edition, day }) => [`${edition} ${day}`, { edition, day }]))
  const read = await Promise.all(
    [...days.values()].map(({ edition, day }) => {
      const units = asked.filter((one) => one.edition === edition && one.day === day).map(({ unit }) => unit)
      return store.statistics({ edition, system, from: day, to: day, units: [...new Set(units)] })
    }),
  )
  const reports = new Map(read.flat().map((report) => [keyOf(report), report]))
  return asked.flatMap(({ edition, unit, day, source }) => {
    const report = reports.get(keyOf({ edition, period: day, unit }))
    return report === undefined ? [] : [{ is: 'report', source, report }]
  })
}
