import { combine } from '../../../domain/kpis/evaluate.ts'
import type { Share } from '../../../domain/kpis/kpi.ts'
import { eachDay, type Span } from '../../../domain/periods.ts'
import { pooledCounts } from '../../../domain/systems/system.ts'
import { DAY_MS, type Day, dayOf, startOfDay } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { DayReport, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import type { KpiSeries } from '../kpis/kpiSeries.ts'
import type { StatisticKpi, Whose } from './figureInputs.ts'
import { cut } from './figureTotals.ts'

/** Figures of days, a column of values for each authority; null where it did not report. */
export interface DailyFigures {
  readonly days: readonly Day[]
  readonly units: readonly string[]
  /** One array a unit, in the order of `days`. */
  readonly values: readonly (readonly (number | null)[])[]
  /** Units of which some days were counted by a unit that has been divided since. */
  readonly estimated: readonly string[]
}

/** Up to so many authorities the store is asked for them alone. */
const FEW = 12

interface From extends Whose {
  readonly store: Pick<Store, 'statisticDays'>
}

/** Each day's own figure of the communes under a unit, or of who else reports where communes do not. */
export async function dailyFigures(kpi: StatisticKpi, unit: string, span: Span, from: From): Promise<DailyFigures> {
  const all = reportersUnder(from.units, unit, kpi.reportedBy)
  const communes = all.filter((code) => from.units.byCode.get(code)?.level === 'commune')
  const reporters = communes.length > 0 ? communes : all
  const days = eachDay(span)
  const place = new Map(days.map((day, i) => [day, i]))
  const columns = new Map(reporters.map((code) => [code, new Array<number | null>(days.length).fill(null)]))
  const divided = new Set<string>()
  await eachShare(kpi, reporters, span, from, (day, reporter, share, estimated) => {
    const column = columns.get(reporter)
    if (column !== undefined) column[place.get(day) as number] = combine(kpi.combine, [share]).value
    if (estimated) divided.add(reporter)
  })
  return { days, units: reporters, values: [...columns.values()], estimated: [...divided] }
}

/** Each day's own figure of a unit, from that day's newest reports; stocks as they stood. */
export async function dailySeries(
  kpi: StatisticKpi,
  unit: string,
  time: { readonly from: number; readonly to: number },
  from: From,
): Promise<KpiSeries> {
  const reporters = reportersUnder(from.units, unit, kpi.reportedBy)
  const span = { from: dayOf(time.from), to: dayOf(time.to - 1) }
  const byDay = new Map(eachDay(span).map((day) => [day, { shares: [] as Share[], estimated: false }]))
  await eachShare(kpi, reporters, span, from, (day, _, share, estimated) => {
    const ofDay = byDay.get(day)
    if (ofDay === undefined) return
    ofDay.shares.push(share)
    ofDay.estimated ||= estimated
  })
  const points = [...byDay].map(([day, { shares, estimated }]) => ({
    at: startOfDay(day),
    value: combine(kpi.combine, shares).value,
    reported: shares.length,
    expected: reporters.length,
    estimated,
  }))
  return { stepMs: DAY_MS, points }
}

/**
 * Tells every authority's share of every day of a span, in no certain order. Read by months, all asked for at once: while the store
 * reads one the last is worked on, and the hub's loop gets its turn in between.
 */
async function eachShare(
  kpi: StatisticKpi,
  reporters: readonly string[],
  span: Span,
  { units: { edition }, heirs, store }: From,
  say: (day: Day, reporter: string, share: Share, estimated: boolean) => void,
): Promise<void> {
  const { system } = kpi
  const wanted = new Set(reporters)
  // To look for each of many costs the store more than to give all.
  const mine = { edition, system, ...(reporters.length <= FEW && { units: reporters }) }

  async function since(part: Span): Promise<void> {
    for (const { day, reports } of await store.statisticDays({ ...mine, ...part })) {
      for (const { unit, counts } of reports) {
        const share = wanted.has(unit) ? kpi.share(counts) : undefined
        if (share !== undefined) say(day, unit, share, false)
      }
    }
  }

  async function before(part: Span): Promise<void> {
    const [own, old] = await Promise.all([
      store.statisticDays({ ...mine, ...part }),
      store.statisticDays({ edition: '2021', system, ...part }),
    ])
    const ownByDay = new Map(own.map(({ day, reports }) => [day, byUnit(reports)]))
    const oldByDay = new Map(old.map(({ day, reports }) => [day, byUnit(reports)]))
    for (const day of new Set([...ownByDay.keys(), ...oldByDay.keys()])) {
      for (const reporter of reporters) {
        const said = ownByDay.get(day)?.get(reporter)?.counts
        const predecessors = heirs.predecessors(reporter)
        const heard = predecessors.flatMap(({ code, weight }) => {
          const counts = oldByDay.get(day)?.get(code)?.counts
          return counts === undefined || kpi.share(counts) === undefined ? [] : [{ counts, weight }]
        })
        if (said === undefined && heard.length === 0) continue
        const share = kpi.share(said ?? pooledCounts(systemOf(system), heard, predecessors.length))
        const estimated = said === undefined && heard.some(({ weight }) => weight < 1)
        if (share !== undefined) say(day, reporter, share, estimated)
      }
    }
  }

  const early = heirs.before(span)
  await Promise.all([
    ...(early === undefined ? [] : cut(early, 'month')).map(before),
    ...cut(heirs.since(span), 'month').map(since),
  ])
}

function byUnit(reports: readonly DayReport[]): ReadonlyMap<string, DayReport> {
  return new Map(reports.map((report) => [report.unit, report]))
}
