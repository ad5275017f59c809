import { patienceFor } from '../../../domain/freshness.ts'
import type { SystemDetail } from '../../../domain/queries/systems.ts'
import { type JudgedFreshness, judgedFreshness, type Reception } from '../../../domain/reception.ts'
import { poolOf, type SourceSystem } from '../../../domain/systems/system.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { Unit, UnitTree } from '../../../domain/units/unit.ts'
import { CITY } from '../../panels/city.ts'

/** The newest report of one authority; `retained` where it is from a broker's memory. */
export type SystemReport = Omit<SystemDetail['reports'][number], 'retained'> & { readonly retained?: boolean }

/** One count of the whole city. */
export interface CityCount {
  readonly name: string
  /** Null: nobody has reported it, or nothing can be made of several. */
  readonly total: number | null
  /** How many authorities it is made of. */
  readonly reporters: number
  /** The day it speaks of; undefined when nobody reported. */
  readonly period: string | undefined
}

/** The newest day that anybody reported; undefined when nobody did. */
export function newestPeriod(reports: readonly SystemReport[]): string | undefined {
  return reports.reduce<string | undefined>(
    (newest, { period }) => (newest && newest > period ? newest : period),
    undefined,
  )
}

/**
 * The newest totals of the city, every declared count by its `overUnits`; of what is so or not, how many say it is. Flows are those of the newest
 * day alone: what another authority counted the day before is no part of it. Stocks are what each authority said last, whenever that was.
 */
export function cityCounts(system: SourceSystem, reports: readonly SystemReport[]): readonly CityCount[] {
  const own = system.cityReports === 'everybody' ? reports.filter(({ unit }) => unit === CITY) : reports
  const period = newestPeriod(own)
  return Object.entries(system.counts).map(([name, { nature, overUnits }]) => {
    const said = own
      .filter((report) => nature === 'stock' || report.period === period)
      .flatMap(({ counts }) => counts[name] ?? [])
    const how = overUnits === 'max' ? 'sum' : overUnits
    const total = poolOf(
      said.length === 1 ? 'sum' : how,
      said.map((count) => ({ count, weight: 1 })),
    )
    return { name, total: said.length === 0 ? null : (total ?? null), reporters: said.length, period }
  })
}

/** One who should report: what it said last, and how old that is. */
export interface ReporterRow {
  readonly unit: Unit
  /** Undefined: it has never reported. */
  readonly report: SystemReport | undefined
  readonly freshness: JudgedFreshness
  /** When it was last heard, epoch ms. */
  readonly heardAt: number | null
}

/**
 * Everybody who should report, whether or not they have, in the order of the units; who has ended is not asked any more.
 * @param heardAt when the hub last heard a unit, epoch ms: it knows of messages younger than the reports in hand
 * @param now epoch ms on the hub's clock
 */
export function reporterRows(
  system: SourceSystem,
  units: UnitTree,
  reports: readonly SystemReport[],
  heardAt: (unit: string) => number | null | undefined,
  now: number,
  reception: Reception,
  hasEnded: (unit: string) => boolean = () => false,
): readonly ReporterRow[] {
  const byUnit = new Map(reports.map((report) => [report.unit, report]))
  const patience = patienceFor(system.everyMs)
  return reportersUnder(units, units.city.code, system.reportedAt).flatMap((code) => {
    const unit = units.byCode.get(code)
    if (unit === undefined || hasEnded(code)) return []
    const report = byUnit.get(code)
    const live = heardAt(code)
    const heard = live ?? report?.receivedAt ?? null
    const isRetained = live == null && report?.retained === true
    return { unit, report, freshness: judgedFreshness(heard, now, patience, reception, isRetained), heardAt: heard }
  })
}

/** What is wrong first: who fell silent, who is late, who speaks; those never heard stand behind them. */
export const REPORTER_STATES: readonly JudgedFreshness[] = ['lost', 'stale', 'unheard', 'live', 'never']
