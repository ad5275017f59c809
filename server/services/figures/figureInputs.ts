import {
  type Coverage,
  type DueDays,
  dueBefore,
  hasStock,
  owedOf,
  reportedDays,
} from '../../../domain/kpis/coverage.ts'
import { combine } from '../../../domain/kpis/evaluate.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import type { Kpi, Share } from '../../../domain/kpis/kpi.ts'
import { areKnown, type Nature, natureOf, type Reads } from '../../../domain/kpis/reads.ts'
import type { Span } from '../../../domain/periods.ts'
import { pooledCounts } from '../../../domain/systems/system.ts'
import type { Day } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { Edition, UnitTree } from '../../../domain/units/unit.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import { type Heirs, predecessorsOf } from './figureHeirs.ts'
import { fewOf, NOBODY, type Total, type Totals, together, totalOf, type UnitTotals } from './figureTotals.ts'

export type StatisticKpi = Extract<Kpi, { from: 'statistic' }>

/** Whose figures they are. */
export interface Whose {
  readonly units: UnitTree
  readonly heirs: Heirs
  /** The day on which a unit ended as a reporter to a system; undefined: it has not. */
  readonly endOf: (system: string, unit: string) => Day | undefined
}

/** Totals of a span: since the units of today are; of the time before, what they reported themselves, and what those of 2021 did. */
export interface SpanTotals {
  readonly since: UnitTotals
  readonly own: UnitTotals
  readonly old: UnitTotals
}

/** What is read of a system's reports. */
export interface Wanted {
  readonly system: string
  readonly reads: Reads
}

/** What one authority of today counted over a span, with what it took over; of the days alone that know all that is read. */
export interface Counted extends Total {
  /** What of it counts for coverage: due days, or of a stock 1 when it is known at the end. A divided predecessor's days count in part. */
  readonly reported: number
  /** It has reported the day that still runs. */
  readonly running: boolean
  /** A part of it was counted by a unit that has been divided since. */
  readonly estimated: boolean
  /** Counts its predecessors reported, of which nothing can be made for it: see `OverUnits`. */
  readonly unpooled: readonly string[]
  /** The newest report behind it; those of its predecessors where they spoke last. */
  readonly newest: readonly { readonly edition: Edition; readonly unit: string; readonly day: Day }[]
}

/** What one authority says of a KPI. */
export interface Input extends Counted {
  readonly share: Share
}

/** @param reporters whose totals are wanted: of others there may be any or none */
export async function spanTotals(
  totalsOf: Totals['of'],
  system: string,
  span: Span,
  { units: { edition }, heirs }: Whose,
  reporters: readonly string[],
): Promise<SpanTotals> {
  const before = heirs.before(span)
  const few = fewOf(reporters)
  const fewOld = few && fewOf(predecessorsOf(heirs, few))
  const [since, own, old] = await Promise.all([
    totalsOf(edition, system, heirs.since(span), few),
    before === undefined ? NOBODY : totalsOf(edition, system, before, few),
    before === undefined ? NOBODY : totalsOf('2021', system, before, fewOld),
  ])
  return { since, own, old }
}

/** Undefined: nobody reported a day of which all that is read is known. */
export function countedBy(
  { system, reads }: Wanted,
  reporter: string,
  { since, own, old }: SpanTotals,
  { units: { edition }, heirs, endOf }: Whose,
  dueOfAll: DueDays,
): Counted | undefined {
  const nature = natureOf(system, reads)
  const ended = endOf(system, reporter)
  if (nature === 'stock' && !hasStock(dueOfAll, ended)) return undefined
  const due = dueBefore(dueOfAll, ended)
  const isEnough = (names: readonly string[]) => areKnown(reads, (name) => names.includes(name))
  const ofUnit = (totals: UnitTotals, unit: string) => totalOf(system, totals.get(unit), isEnough)
  const mine = (total: Total | undefined): Counted | undefined =>
    total && {
      ...total,
      ...covered(nature, total, due),
      estimated: false,
      unpooled: [],
      newest: [{ edition, unit: reporter, day: lastDay(total) }],
    }
  // Who filled in the books of before under today's units has said it better than any sharing out could.
  const earlier = mine(ofUnit(own, reporter)) ?? heritage()
  const later = mine(ofUnit(since, reporter))
  const last = later ?? earlier
  if (last === undefined) return undefined
  const parts = [earlier, later].filter((part) => part !== undefined)
  const total = together(system, parts)
  return {
    ...total,
    unpooled: (earlier?.unpooled ?? []).filter((name) => total.counts[name] === undefined),
    reported: nature === 'stock' ? last.reported : parts.reduce((sum, { reported }) => sum + reported, 0),
    running: last.running,
    estimated: earlier?.estimated ?? false,
    newest: last.newest,
  }

  function heritage(): Counted | undefined {
    const predecessors = heirs.predecessors(reporter)
    const heard = predecessors.flatMap(({ code, weight }) => {
      const total = ofUnit(old, code)
      return total === undefined ? [] : [{ ...total, ...covered(nature, total, due), code, weight }]
    })
    if (heard.length === 0) return undefined
    const whole = predecessors.reduce((sum, { weight }) => sum + weight, 0)
    const counts = pooledCounts(systemOf(system), heard, predecessors.length)
    const told = new Set(heard.flatMap((part) => Object.keys(part.counts)))
    return {
      counts,
      unpooled: [...told].filter((name) => counts[name] === undefined),
      at: heard.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY),
      days: [...new Set(heard.flatMap(({ days }) => days))].sort(),
      simulated: heard.some(({ simulated }) => simulated),
      reported: heard.reduce((sum, { reported, weight }) => sum + reported * weight, 0) / whole,
      running: heard.some(({ running }) => running),
      estimated: heard.some(({ weight }) => weight < 1),
      newest: heard.map(({ code, ...total }) => ({ edition: '2021', unit: code, day: lastDay(total) })),
    }
  }
}

function covered(nature: Nature, total: Total, due: DueDays): Pick<Counted, 'reported' | 'running'> {
  if (nature === 'stock') return { reported: lastDay(total) >= due.stockSince ? 1 : 0, running: false }
  const { days, running } = reportedDays(total.days, due)
  return { reported: days, running }
}

function lastDay({ days }: Pick<Total, 'days'>): Day {
  return days.at(-1) as Day
}

/** Undefined: it did not report, or its counts cannot say. */
export function inputOf(
  kpi: StatisticKpi,
  reporter: string,
  totals: SpanTotals,
  whose: Whose,
  due: DueDays,
): Input | undefined {
  const counted = countedBy(kpi, reporter, totals, whose, due)
  const share = counted && kpi.share(counted.counts)
  return share && { ...counted, share }
}

/** The figures of units, by code. Each authority is looked at once, however many of the units it counts in. */
export function measure(
  kpi: StatisticKpi,
  codes: readonly string[],
  totals: SpanTotals,
  whose: Whose,
  due: DueDays,
): Map<string, Figure> {
  const nature = natureOf(kpi.system, kpi.reads)
  const inputs = new Map<string, Input | undefined>()
  const inputFrom = (reporter: string) => {
    if (!inputs.has(reporter)) inputs.set(reporter, inputOf(kpi, reporter, totals, whose, due))
    return inputs.get(reporter)
  }
  return new Map(
    codes.map((code) => {
      const reporters = reportersUnder(whose.units, code, kpi.reportedBy)
      const heard = reporters.flatMap((reporter) => inputFrom(reporter) ?? [])
      const shares = heard.map(({ share }) => share)
      const figure = {
        ...combine(kpi.combine, shares),
        ...coverage(
          heard,
          reporters.reduce((sum, reporter) => sum + owedOf(nature, due, whose.endOf(kpi.system, reporter)), 0),
        ),
        simulated: heard.some(({ simulated }) => simulated),
        estimated: heard.some(({ estimated }) => estimated),
      }
      return [code, figure]
    }),
  )
}

/** What those that were heard come to, of all that should have been. */
function coverage(heard: readonly Pick<Counted, 'reported' | 'running'>[], owed: number): Coverage {
  const running = heard.filter((one) => one.running).length
  const reported = heard.reduce((sum, one) => sum + one.reported, 0)
  return {
    // Parts of days are never rounded up to whole coverage.
    reported: Math.floor(reported + 1e-6) + running,
    expected: owed + running,
  }
}
