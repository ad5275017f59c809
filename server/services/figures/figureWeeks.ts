import { type Coverage, dueDays } from '../../../domain/kpis/coverage.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import { countedSpan } from '../../../domain/kpis/trailing.ts'
import { addDays, type Span } from '../../../domain/periods.ts'
import type { Day } from '../../../domain/time.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { ownTurn } from '../../ownTurn.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import type { From } from './figureDays.ts'
import { predecessorsOf } from './figureHeirs.ts'
import { measure, type StatisticKpi, spanTotals } from './figureInputs.ts'
import { addUp, cut, fewOf } from './figureTotals.ts'

/** A week's own figure, for what looks ahead. */
export interface WeekFigure extends Coverage {
  readonly span: Span
  readonly numerator: number | null
  readonly denominator: number | null
  readonly value: number | null
}

/** All days of the last `count` weeks up to and with `until`. */
export function weeksSpan(until: Day, count: number): Span {
  return { from: addDays(until, 1 - 7 * count), to: until }
}

/** Each week's own figure, oldest first. The days are read once, by quarters. */
export async function weekFigures(
  kpi: StatisticKpi,
  unit: string,
  until: Day,
  count: number,
  { store, calendar, today, begunOn, ...whose }: From,
): Promise<WeekFigure[]> {
  const { system } = kpi
  const reporters = reportersUnder(whose.units, unit, kpi.reportedBy)
  const few = fewOf(reporters)
  const read = async (edition: Edition, span: Span | undefined, units: readonly string[] | undefined) => {
    const parts = span === undefined ? [] : cut(span, 'quarter')
    const mine = { edition, system, ...(units && { units }) }
    return (await Promise.all(parts.map((part) => store.statisticDays({ ...mine, ...part })))).flat()
  }
  const weeks = Array.from({ length: count }, (_, i) => weeksSpan(addDays(until, -7 * (count - 1 - i)), 1))
  const all = { from: countedSpan(kpi.period, weeks[0] as Span).from, to: until }
  const { edition } = whose.units
  const early = whose.heirs.before(all)
  const [own, old] = await Promise.all([
    read(edition, all, few),
    read('2021', early, few && fewOf(predecessorsOf(whose.heirs, few))),
  ])
  const totalsOf = async (of: Edition, _: string, { from, to }: Span) => {
    const days = of === edition ? own : old
    return addUp(
      system,
      days.filter(({ day }) => from <= day && day <= to),
    )
  }
  const figures: WeekFigure[] = []
  for (const span of weeks) {
    await ownTurn()
    const counted = countedSpan(kpi.period, span)
    const due = dueDays(systemOf(system), counted, today, calendar, begunOn(system))
    const found = measure(kpi, [unit], await spanTotals(totalsOf, system, counted, whose, reporters), whose, due)
    const { numerator, denominator, value, reported, expected } = found.get(unit) as Figure
    figures.push({ span, numerator, denominator, value, reported, expected })
  }
  return figures
}
