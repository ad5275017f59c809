import { addShares, dayParts } from '../../../domain/kpis/dayParts.ts'
import type { Share } from '../../../domain/kpis/kpi.ts'
import { natureOf, readFrom } from '../../../domain/kpis/reads.ts'
import type { Span } from '../../../domain/periods.ts'
import { type Counts, pooledCounts } from '../../../domain/systems/system.ts'
import type { Day } from '../../../domain/time.ts'
import type { StatisticReport, Store } from '../../store/store.ts'
import { systemOf } from '../kpis/kpiLeaves.ts'
import { predecessorsOf } from './figureHeirs.ts'
import type { StatisticKpi, Whose } from './figureInputs.ts'

/** A day of an authority in a figure: what it gave, and the reports it was counted by. */
export interface DayBehind {
  readonly day: Day
  readonly share: Share
  readonly reports: readonly StatisticReport[]
}

/** The days that make up what some authorities gave to a figure, by authority, rising. */
export function reportsBehind({
  kpi,
  span,
  whose: { units, heirs },
  store,
}: {
  kpi: StatisticKpi
  span: Span
  whose: Whose
  store: Pick<Store, 'statistics'>
}): (authorities: readonly string[]) => Promise<ReadonlyMap<string, readonly DayBehind[]>> {
  const { system } = kpi
  const { edition } = units

  return async (authorities) => {
    const before = heirs.before(span)
    const [own, old] = await Promise.all([
      store.statistics({ edition, system, ...span, units: authorities }),
      before === undefined
        ? []
        : store.statistics({ edition: '2021', system, ...before, units: predecessorsOf(heirs, authorities) }),
    ])
    const usable = (reports: readonly StatisticReport[]) =>
      new Map(
        reports.flatMap((report) =>
          readFrom(kpi.reads, report.counts) ? [[`${report.unit} ${report.period}`, report] as const] : [],
        ),
      )
    const [ownByDay, oldByDay] = [usable(own), usable(old)]
    const days = [...new Set([...own, ...old].map(({ period }) => period))].sort()

    function counted(authority: string, day: Day): { counts: Counts; reports: readonly StatisticReport[] } | undefined {
      const report = ownByDay.get(`${authority} ${day}`)
      if (report !== undefined) return { counts: report.counts, reports: [report] }
      const sources = heirs.predecessors(authority)
      const heard = sources.flatMap(({ code, weight }) => {
        const one = oldByDay.get(`${code} ${day}`)
        return one === undefined ? [] : [{ counts: one.counts, weight, report: one }]
      })
      if (heard.length === 0) return undefined
      const counts = pooledCounts(systemOf(system), heard, sources.length)
      return { counts, reports: heard.map((one) => one.report) }
    }

    return new Map(
      authorities.map((authority) => {
        const known = days.flatMap((day) => {
          const one = counted(authority, day)
          const parts = one && dayParts(kpi, one.counts)
          return one === undefined || parts === undefined ? [] : [{ day, parts, reports: one.reports }]
        })
        const last = known.length - 1
        const all = known.map(({ day, parts: { flow, stock }, reports }, i) => ({
          day,
          share: i === last ? addShares(flow, stock) : flow,
          reports,
        }))
        // Of a stock the last day alone counts.
        return [authority, natureOf(system, kpi.reads) === 'stock' ? all.slice(-1) : all]
      }),
    )
  }
}
