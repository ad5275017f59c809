import { addDays, type Period, type Span, wholePeriod } from '../../../domain/periods.ts'
import { type Counts, totalCounts } from '../../../domain/systems/system.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import type { StatisticDay, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import { createMemory } from './figureMemory.ts'

/** What one unit's reports of a span of days add up to. */
export interface UnitTotal {
  readonly counts: Counts
  /** Of the report that was true last: when, epoch ms, and of which day it speaks. */
  readonly at: number
  readonly day: Day
  /** Any of the reports is simulated. */
  readonly simulated: boolean
}

/** By unit; one that did not report is not in it. */
export type UnitTotals = ReadonlyMap<string, UnitTotal>

export const NOBODY: UnitTotals = new Map()

/** Totals of a system's units over spans of days. What is past is remembered, what may still grow is read. */
export interface Totals {
  of(edition: Edition, system: string, span: Span): Promise<UnitTotals>
  /** A report of a day that is past was kept. */
  forget(system: string, day: Day): void
}

export function createTotals({ store, clock }: { store: Pick<Store, 'statisticDays'>; clock: Clock }): Totals {
  const memory = createMemory<UnitTotals>({ clock })

  async function read(edition: Edition, system: string, span: Span): Promise<UnitTotals> {
    return addUp(system, await store.statisticDays({ edition, system, ...span }))
  }

  function past(edition: Edition, system: string, span: Span): Promise<UnitTotals> {
    const find = () => compose(edition, system, span)
    return memory.of(system, `${edition} ${span.from} ${span.to}`, span, find)
  }

  /** Totals of totals: every longer span shares the whole months that lie in it. */
  async function compose(edition: Edition, system: string, span: Span): Promise<UnitTotals> {
    const parts = cut(span, 'month')
    if (parts.length === 1) return read(edition, system, span)
    const isWhole = (part: Span) => wholePeriod('month', part.from).from === part.from && isMonthEnd(part.to)
    return joined(system, await Promise.all(parts.map((part) => (isWhole(part) ? past : read)(edition, system, part))))
  }

  return {
    async of(edition, system, span) {
      if (span.from > span.to) return NOBODY
      const today = dayOf(clock.now())
      if (span.to < today) return past(edition, system, span)
      if (span.from >= today) return read(edition, system, span)
      const parts = await Promise.all([
        past(edition, system, { from: span.from, to: addDays(today, -1) }),
        read(edition, system, { from: today, to: span.to }),
      ])
      return joined(system, parts)
    },
    forget: memory.forget,
  }
}

/** @param days rising */
export function addUp(system: string, days: readonly StatisticDay[]): UnitTotals {
  const byUnit = new Map<string, UnitTotal[]>()
  for (const { day, reports } of days) {
    for (const { unit, at, counts, simulated } of reports) {
      const total = { counts, at, day, simulated }
      const known = byUnit.get(unit)
      if (known === undefined) byUnit.set(unit, [total])
      else known.push(total)
    }
  }
  return new Map([...byUnit].map(([unit, totals]) => [unit, together(system, totals)]))
}

/** @param totals of one unit, at least one, in rising order of time */
export function together(system: string, totals: readonly UnitTotal[]): UnitTotal {
  const newest = totals.reduce((latest, total) => (total.at > latest.at ? total : latest))
  if (totals.length === 1) return newest
  const counts = totalCounts(
    systemOf(system),
    totals.map((total) => total.counts),
  )
  return { counts, at: newest.at, day: newest.day, simulated: totals.some(({ simulated }) => simulated) }
}

/** A span in pieces, none of which reaches over the end of a period. */
export function cut({ from, to }: Span, period: Period): Span[] {
  const parts: Span[] = []
  for (let start = from; start <= to; ) {
    const end = wholePeriod(period, start).to
    parts.push({ from: start, to: end < to ? end : to })
    start = addDays(end, 1)
  }
  return parts
}

/** @param parts in rising order of time */
function joined(system: string, parts: readonly UnitTotals[]): UnitTotals {
  const [one = NOBODY, ...others] = parts.filter(({ size }) => size > 0)
  if (others.length === 0) return one
  const units = new Set(parts.flatMap((part) => [...part.keys()]))
  return new Map(
    [...units].map((unit) => [
      unit,
      together(
        system,
        parts.flatMap((part) => part.get(unit) ?? []),
      ),
    ]),
  )
}

function isMonthEnd(day: Day): boolean {
  return addDays(day, 1).endsWith('-01')
}
