import { addDays, type Period, type Span, wholePeriod } from '../../../domain/periods.ts'
import { type Counts, totalCounts } from '../../../domain/systems/system.ts'
import { type Day, dayOf } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import { inTurns } from '../../ownTurn.ts'
import type { StatisticDay, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import { createMemory } from './figureMemory.ts'

/** What reports of some days of one unit add up to. */
export interface Total {
  readonly counts: Counts
  /** When the newest of them was true, epoch ms. */
  readonly at: number
  /** The days they are of, rising. */
  readonly days: readonly Day[]
  /** Any of them is simulated. */
  readonly simulated: boolean
}

/** The days of one unit whose reports say the same counts. */
interface DayGroup extends Total {
  readonly names: readonly string[]
}

/**
 * By unit, its days apart by what they say: a figure takes those that know all it reads, and no total is made of half-reported days. One
 * reading serves every figure of the system. A unit that did not report is not in it.
 */
export type UnitTotals = ReadonlyMap<string, readonly DayGroup[]>

export const NOBODY: UnitTotals = new Map()

/** Up to so many authorities the store is asked for them alone: to look for each of many costs it more than to give all. */
const FEW = 12

/** The authorities the store is asked for alone; undefined: it is asked for all. */
export function fewOf(authorities: readonly string[]): readonly string[] | undefined {
  return authorities.length <= FEW ? authorities : undefined
}

/** Totals of a system's units over spans of days. What is past is remembered, what may still grow is read. */
export interface Totals {
  /** @param few see `fewOf`: whoever reaches one commune does not have the whole city added up */
  of(edition: Edition, system: string, span: Span, few?: readonly string[]): Promise<UnitTotals>
  /** A report of a day that is past was kept. */
  forget(system: string, day: Day): void
}

export function createTotals({ store, clock }: { store: Pick<Store, 'statisticDays'>; clock: Clock }): Totals {
  const memory = createMemory<UnitTotals>({ clock })
  /** Apart, so that the months everybody shares never give way to one commune's spans. */
  const memoryOfFew = createMemory<UnitTotals>({ clock })

  async function read(edition: Edition, system: string, span: Span, few?: readonly string[]): Promise<UnitTotals> {
    return addUp(system, await store.statisticDays({ edition, system, ...span, ...(few && { units: few }) }))
  }

  function pastOfFew(edition: Edition, system: string, span: Span, few: readonly string[]): Promise<UnitTotals> {
    const key = `${edition} ${span.from} ${span.to} ${few.join()}`
    return memoryOfFew.of(system, key, span, () => read(edition, system, span, few))
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
    async of(edition, system, span, few) {
      if (span.from > span.to || few?.length === 0) return NOBODY
      const pastOf = (part: Span) =>
        few === undefined ? past(edition, system, part) : pastOfFew(edition, system, part, few)
      const today = dayOf(clock.now())
      if (span.to < today) return pastOf(span)
      if (span.from >= today) return read(edition, system, span, few)
      const parts = await Promise.all([
        pastOf({ from: span.from, to: addDays(today, -1) }),
        read(edition, system, { from: today, to: span.to }, few),
      ])
      return joined(system, parts)
    },
    forget(system, day) {
      memory.forget(system, day)
      memoryOfFew.forget(system, day)
    },
  }
}

/** @param days rising */
export async function addUp(system: string, days: readonly StatisticDay[]): Promise<UnitTotals> {
  const collected: Collected = new Map()
  await inTurns(
    days,
    ({ reports }) => reports.length,
    ({ day, reports }) => {
      const ofDay = [day]
      for (const { unit, counts, at, simulated, names } of reports)
        collect(collected, unit, { counts, at, simulated, names, days: ofDay })
    },
  )
  return summed(system, collected)
}

/** @param parts in rising order of time */
async function joined(system: string, parts: readonly UnitTotals[]): Promise<UnitTotals> {
  const [one = NOBODY, ...others] = parts.filter(({ size }) => size > 0)
  if (others.length === 0) return one
  const collected: Collected = new Map()
  for (const part of parts) {
    for (const [unit, groups] of part) for (const group of groups) collect(collected, unit, group)
  }
  return summed(system, collected)
}

/** By unit, then by what they say. */
type Collected = Map<string, Map<readonly string[], DayGroup[]>>

function collect(collected: Collected, unit: string, group: DayGroup): void {
  let byNames = collected.get(unit)
  if (byNames === undefined) {
    byNames = new Map()
    collected.set(unit, byNames)
  }
  const alike = byNames.get(group.names)
  if (alike === undefined) byNames.set(group.names, [group])
  else alike.push(group)
}

async function summed(system: string, collected: Collected): Promise<UnitTotals> {
  const totals = new Map<string, readonly DayGroup[]>()
  await inTurns(
    collected,
    ([, byNames]) => [...byNames.values()].reduce((sum, groups) => sum + groups.length, 0),
    ([unit, byNames]) => {
      const groups = [...byNames].map(([names, alike]) => ({ ...together(system, alike), names }))
      totals.set(unit, groups)
    },
  )
  return totals
}

/**
 * What those days of a unit come to that say enough; undefined when none does.
 * @param isEnough whether these counts know all that is read
 */
export function totalOf(
  system: string,
  groups: readonly DayGroup[] | undefined,
  isEnough: (names: readonly string[]) => boolean,
): Total | undefined {
  const enough = groups?.filter(({ names }) => isEnough(names)) ?? []
  if (enough.length === 0) return undefined
  if (enough.length === 1) return enough[0]
  // Of stocks the last stands: that of the group that ends last.
  const total = together(
    system,
    enough.sort((a, b) => (lastDay(a) < lastDay(b) ? -1 : 1)),
  )
  return { ...total, days: [...total.days].sort() }
}

/** @param totals at least one, in rising order of time */
export function together(system: string, totals: readonly Total[]): Total {
  const [one] = totals
  if (one !== undefined && totals.length === 1) return one
  const counts = totalCounts(
    systemOf(system),
    totals.map((total) => total.counts),
  )
  return {
    counts,
    at: totals.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY),
    days: ([] as Day[]).concat(...totals.map(({ days }) => days)),
    simulated: totals.some(({ simulated }) => simulated),
  }
}

function lastDay({ days }: Total): Day {
  return days.at(-1) as Day
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

function isMonthEnd(day: Day): boolean {
  return addDays(day, 1).endsWith('-01')
}
