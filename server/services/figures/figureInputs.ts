import { combine } from '../../../domain/kpis/evaluate.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import type { Kpi, Share } from '../../../domain/kpis/kpi.ts'
import type { Span } from '../../../domain/periods.ts'
import { type Counts, pooledCounts } from '../../../domain/systems/system.ts'
import type { Day } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { Edition, UnitTree } from '../../../domain/units/unit.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import type { Heirs } from './figureHeirs.ts'
import { NOBODY, type Totals, together, type UnitTotal, type UnitTotals } from './figureTotals.ts'

export type StatisticKpi = Extract<Kpi, { from: 'statistic' }>

/** Whose figures they are. */
export interface Whose {
  readonly units: UnitTree
  readonly heirs: Heirs
}

/** Totals of a span: since the units of today are; of the time before, what they reported themselves, and what those of 2021 did. */
export interface SpanTotals {
  readonly since: UnitTotals
  readonly own: UnitTotals
  readonly old: UnitTotals
}

/** What one authority of today counted over a span, with what it took over. */
export interface Counted extends UnitTotal {
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

export async function spanTotals(
  totalsOf: Totals['of'],
  system: string,
  span: Span,
  { units: { edition }, heirs }: Whose,
): Promise<SpanTotals> {
  const before = heirs.before(span)
  const [since, own, old] = await Promise.all([
    totalsOf(edition, system, heirs.since(span)),
    before === undefined ? NOBODY : totalsOf(edition, system, before),
    before === undefined ? NOBODY : totalsOf('2021', system, before),
  ])
  return { since, own, old }
}

/**
 * Undefined: nobody reported.
 * @param usable whether a predecessor's counts may be added: one that cannot say is left out whole, or it would bend the sum
 */
export function countedBy(
  system: string,
  reporter: string,
  { since, own, old }: SpanTotals,
  { units: { edition }, heirs }: Whose,
  usable: (counts: Counts) => boolean = () => true,
): Counted | undefined {
  const mine = (total: UnitTotal | undefined): Counted | undefined =>
    total && { ...total, estimated: false, unpooled: [], newest: [{ edition, unit: reporter, day: total.day }] }
  const predecessors = heirs.predecessors(reporter)
  const heard = predecessors.flatMap(({ code, weight }) => {
    const total = old.get(code)
    return total === undefined || !usable(total.counts) ? [] : [{ ...total, code, weight }]
  })
  // Who filled in the books of before under today's units has said it better than any sharing out could.
  const earlier = mine(own.get(reporter)) ?? heritage(system, heard, predecessors.length)
  const later = mine(since.get(reporter))
  const last = later ?? earlier
  if (last === undefined) return undefined
  const total = together(
    system,
    [earlier, later].filter((part) => part !== undefined),
  )
  const unpooled = (earlier?.unpooled ?? []).filter((name) => total.counts[name] === undefined)
  return { ...total, estimated: earlier?.estimated ?? false, unpooled, newest: last.newest }
}

/** @param among how many predecessors there are, heard of or not */
function heritage(
  system: string,
  heard: readonly (UnitTotal & { readonly code: string; readonly weight: number })[],
  among: number,
): Counted | undefined {
  const [first] = heard
  if (first === undefined) return undefined
  const { at, day } = heard.reduce((latest, part) => (part.at > latest.at ? part : latest), first)
  const counts = pooledCounts(systemOf(system), heard, among)
  const told = new Set(heard.flatMap((part) => Object.keys(part.counts)))
  return {
    counts,
    unpooled: [...told].filter((name) => counts[name] === undefined),
    at,
    day,
    simulated: heard.some(({ simulated }) => simulated),
    estimated: heard.some(({ weight }) => weight < 1),
    newest: heard.map((part) => ({ edition: '2021', unit: part.code, day: part.day })),
  }
}

/** Undefined: it did not report, or its counts cannot say. */
export function inputOf(kpi: StatisticKpi, reporter: string, totals: SpanTotals, whose: Whose): Input | undefined {
  const counted = countedBy(kpi.system, reporter, totals, whose, (counts) => kpi.share(counts) !== undefined)
  const share = counted && kpi.share(counted.counts)
  return share && { ...counted, share }
}

/** The figures of units, by code. Each authority is looked at once, however many of the units it counts in. */
export function measure(
  kpi: StatisticKpi,
  codes: readonly string[],
  totals: SpanTotals,
  whose: Whose,
): Map<string, Figure> {
  const inputs = new Map<string, Input | undefined>()
  const inputFrom = (reporter: string) => {
    if (!inputs.has(reporter)) inputs.set(reporter, inputOf(kpi, reporter, totals, whose))
    return inputs.get(reporter)
  }
  return new Map(
    codes.map((code) => {
      const reporters = reportersUnder(whose.units, code, kpi.reportedBy)
      const heard = reporters.flatMap((reporter) => inputFrom(reporter) ?? [])
      const shares = heard.map(({ share }) => share)
      const figure = {
        ...combine(kpi.combine, shares),
        reported: heard.length,
        expected: reporters.length,
        simulated: heard.some(({ simulated }) => simulated),
        estimated: heard.some(({ estimated }) => estimated),
      }
      return [code, figure]
    }),
  )
}
