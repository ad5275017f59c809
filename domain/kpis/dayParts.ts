import { SYSTEMS } from '../systems/index.ts'
import type { Counts, SourceSystem } from '../systems/system.ts'
import type { Kpi, Share } from './kpi.ts'
import { type Nature, natureOf } from './reads.ts'

type StatisticKpi = Extract<Kpi, { from: 'statistic' }>

/** What one day of an authority gives to a figure: what happened on it, and what stood on it, which counts on the last day alone. */
export interface DayParts {
  readonly flow: Share
  readonly stock: Share
}

const NOTHING: Share = { numerator: 0, denominator: 0 }

/**
 * Undefined: these counts cannot say. The flows of all days and the stock of the last add up to the share of their totals.
 * @param nature of the KPI, for who asks for many days
 */
export function dayParts(
  kpi: StatisticKpi,
  counts: Counts,
  nature: Nature = natureOf(kpi.system, kpi.reads),
): DayParts | undefined {
  const whole = kpi.share(counts)
  if (whole === undefined) return undefined
  switch (nature) {
    case 'flow':
      return { flow: whole, stock: NOTHING }
    case 'stock':
      return { flow: NOTHING, stock: whole }
    case 'mixed': {
      const flow = kpi.share(withoutStocks(SYSTEMS[kpi.system as keyof typeof SYSTEMS], counts)) ?? NOTHING
      return { flow, stock: addShares(whole, flow, -1) }
    }
  }
}

/** @param sign -1 takes the second away from the first */
export function addShares(a: Share, b: Share, sign: 1 | -1 = 1): Share {
  const numerator = a.numerator + sign * b.numerator
  if (a.denominator === undefined && b.denominator === undefined) return { numerator }
  return { numerator, denominator: (a.denominator ?? 0) + sign * (b.denominator ?? 0) }
}

function withoutStocks({ counts: declared }: SourceSystem, counts: Counts): Counts {
  const flows: Record<string, number> = {}
  for (const name in counts) flows[name] = declared[name]?.overDays === 'last' ? 0 : (counts[name] as number)
  return flows
}
