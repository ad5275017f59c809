import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { type DueDays, dueDays } from '../../../domain/kpis/coverage.ts'
import { addShares, type DayParts, dayParts } from '../../../domain/kpis/dayParts.ts'
import { combine } from '../../../domain/kpis/evaluate.ts'
import type { Share } from '../../../domain/kpis/kpi.ts'
import { areKnown, natureOf, readFrom } from '../../../domain/kpis/reads.ts'
import { countedSpan } from '../../../domain/kpis/trailing.ts'
import { eachDay, type Span } from '../../../domain/periods.ts'
import type { DailyFigures, KpiSeries } from '../../../domain/queries/kpis.ts'
import { type Counts, pooledCounts } from '../../../domain/systems/system.ts'
import { DAY_MS, type Day, dayOf, startOfDay } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import { inTurns } from '../../ownTurn.ts'
import type { DayReport, StatisticDay, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import type { StatisticKpi, Wanted, Whose } from './figureInputs.ts'
import { cut, fewOf } from './figureTotals.ts'

export interface From extends Whose {
  readonly store: Pick<Store, 'statisticDays'>
  readonly calendar: Calendar
  readonly today: Day
  /** The day on which a system was put in use; undefined: nobody has said. */
  readonly begunOn: (system: string) => Day | undefined
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
  await eachShare(kpi, reporters, span, from, (share, { reporter, day }, estimated) => {
    const column = columns.get(reporter)
    if (column !== undefined) column[place.get(day) as number] = combine(kpi.combine, [share]).value
    if (estimated) divided.add(reporter)
  })
  return { days, units: reporters, values: [...columns.values()], estimated: [...divided] }
}

/** The same authorities' days and those that follow them. */
export function joinedDaily(past: DailyFigures, rest: DailyFigures): DailyFigures {
  return {
    days: [...past.days, ...rest.days],
    units: past.units,
    values: past.values.map((column, i) => [...column, ...(rest.values[i] ?? [])]),
    estimated: [...new Set([...past.estimated, ...rest.estimated])],
  }
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
  const ends = reporters.map((reporter) => from.endOf(kpi.system, reporter))
  const begun = from.begunOn(kpi.system)
  const byDay = new Map(
    eachDay(span).map((day) => {
      const isOwed = (end: Day | undefined) => (begun === undefined || begun <= day) && (end === undefined || day < end)
      const expected = ends.filter(isOwed).length
      return [day, { shares: [] as Share[], expected, estimated: false }]
    }),
  )
  await eachShare(kpi, reporters, span, from, (share, { reporter, day }, estimated) => {
    const ofDay = byDay.get(day)
    if (ofDay === undefined) return
    ofDay.shares.push(share)
    // Who ended on this very day, and reported it before.
    if ((from.endOf(kpi.system, reporter) ?? '9') <= day) ofDay.expected++
    ofDay.estimated ||= estimated
  })
  const points = [...byDay].map(([day, { shares, expected, estimated }]) => ({
    at: startOfDay(day),
    value: combine(kpi.combine, shares).value,
    reported: shares.length,
    expected,
    estimated,
  }))
  return { stepMs: DAY_MS, points }
}

/** What one authority counted on one day of which it knows all that is read, and no more than that. */
export interface CountedDay {
  readonly reporter: string
  readonly day: Day
  readonly counts: Counts
  /** A part of it was counted by a unit that has been divided since. */
  readonly estimated: boolean
}

/** @param estimated a part of the days behind the share was counted by a unit that has been divided since */
type SayShare = (share: Share, day: CountedDay, estimated: boolean) => void

/** Tells every authority's share of every day of a span that it reported, in no certain order. */
async function eachShare(
  kpi: StatisticKpi,
  reporters: readonly string[],
  span: Span,
  from: From,
  say: SayShare,
): Promise<void> {
  if (kpi.period !== 'trailing') {
    return eachCountedDay(kpi, reporters, span, from, (one) => {
      const share = kpi.share(one.counts)
      if (share !== undefined) say(share, one, one.estimated)
    })
  }
  const { from: first } = countedSpan(kpi.period, { from: span.from, to: span.from })
  const days = new Map<string, CountedDay[]>(reporters.map((reporter) => [reporter, []]))
  await eachCountedDay(kpi, reporters, { from: first, to: span.to }, from, (one) => days.get(one.reporter)?.push(one))
  const trailingOf = new Map(
    eachDay({ from: first, to: span.to }).map((day): [Day, TrailingDays] => {
      const trailing = countedSpan(kpi.period, { from: day, to: day })
      const due =
        day < span.from
          ? undefined
          : dueDays(systemOf(kpi.system), trailing, from.today, from.calendar, from.begunOn(kpi.system))
      return [day, { from: trailing.from, due }]
    }),
  )
  for (const own of days.values()) eachTrailingShare(kpi, own, trailingOf, say)
}

/** The trailing days up to one, the same for every authority. */
interface TrailingDays {
  readonly from: Day
  /** What is due of them; undefined for a day that no figure is asked for. */
  readonly due: DueDays | undefined
}

/**
 * Tells of each of an authority's days what the trailing days up to it come to, where enough of them are known.
 * @param trailingOf by day
 */
function eachTrailingShare(
  kpi: StatisticKpi,
  days: readonly CountedDay[],
  trailingOf: ReadonlyMap<Day, TrailingDays>,
  say: SayShare,
): void {
  const nature = natureOf(kpi.system, kpi.reads)
  const trailing: { readonly one: CountedDay; readonly parts: DayParts }[] = []
  let flow: Share = { numerator: 0 }
  for (const one of [...days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const parts = dayParts(kpi, one.counts, nature)
    if (parts === undefined) continue
    trailing.push({ one, parts })
    flow = addShares(flow, parts.flow)
    const { from, due } = trailingOf.get(one.day) as TrailingDays
    for (let [oldest] = trailing; oldest !== undefined && oldest.one.day < from; [oldest] = trailing) {
      flow = addShares(flow, oldest.parts.flow, -1)
      trailing.shift()
    }
    if (due === undefined) continue
    let reported = 0
    for (const each of trailing) if (due.days.has(each.one.day)) reported++
    if (reported < due.days.size * kpi.minCoverage) continue
    const estimated = trailing.some((each) => each.one.estimated)
    say(addShares(flow, parts.stock), one, estimated)
  }
}

/**
 * Tells the days of a span of which all that is read is known, in no certain order. Read by months, all asked for at once: while the
 * store reads one the last is worked on, and the hub's loop gets its turn in between.
 */
export async function eachCountedDay(
  { system, reads }: Wanted,
  reporters: readonly string[],
  span: Span,
  { units: { edition }, heirs, store }: Pick<From, 'units' | 'heirs' | 'store'>,
  say: (day: CountedDay) => void,
): Promise<void> {
  const wanted = new Set(reporters)
  const few = fewOf(reporters)
  const mine = { edition, system, only: reads.flat(), ...(few && { units: few }) }
  // Few lists of names stand behind many reports.
  const enough = new Map<readonly string[], boolean>()
  const isEnough = (names: readonly string[]) => {
    const known = enough.get(names) ?? areKnown(reads, (name) => names.includes(name))
    enough.set(names, known)
    return known
  }

  const weightOf = ({ reports }: StatisticDay) => reports.length

  async function since(part: Span): Promise<void> {
    await inTurns(await store.statisticDays({ ...mine, ...part }), weightOf, ({ day, reports }) => {
      for (const { unit: reporter, counts, names } of reports)
        if (isEnough(names) && wanted.has(reporter)) say({ reporter, day, counts, estimated: false })
    })
  }

  async function before(part: Span): Promise<void> {
    const [own, old] = await Promise.all([
      store.statisticDays({ ...mine, ...part }),
      store.statisticDays({ edition: '2021', system, only: mine.only, ...part }),
    ])
    const ownByDay = new Map(own.map(({ day, reports }) => [day, byUnit(reports)]))
    const oldByDay = new Map(old.map(({ day, reports }) => [day, byUnit(reports)]))
    const days = new Set([...ownByDay.keys(), ...oldByDay.keys()])
    const shareOut = (day: Day) => {
      for (const reporter of reporters) {
        const said = ownByDay.get(day)?.get(reporter)?.counts
        if (said !== undefined && readFrom(reads, said)) {
          say({ reporter, day, counts: said, estimated: false })
          continue
        }
        const predecessors = heirs.predecessors(reporter)
        const heard = predecessors.flatMap(({ code, weight }) => {
          const counts = oldByDay.get(day)?.get(code)?.counts
          return counts === undefined || !readFrom(reads, counts) ? [] : [{ counts, weight }]
        })
        const counts = pooledCounts(systemOf(system), heard, predecessors.length)
        const estimated = heard.some(({ weight }) => weight < 1)
        if (readFrom(reads, counts)) say({ reporter, day, counts, estimated })
      }
    }
    await inTurns(days, () => reporters.length, shareOut)
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
