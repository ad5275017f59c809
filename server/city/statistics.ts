import type { Day } from '../../domain/time.ts'
import type { StatisticReport } from '../store/store.ts'

/** What each unit reported last of each day, for the days the KPIs look at, and of the latest day of all. */
export interface Statistics {
  /**
   * `late`: a newer report of that day is known, or nobody looks at that day any more. `duplicate`: this very one is known. A report is one
   * whole: another one of the same moment adds nothing to it, but when it is live, what came from a broker's memory is live from then on.
   * @param oldest first day that is kept
   */
  put(
    report: StatisticReport,
    oldest: Day,
  ): { readonly outcome: 'new' | 'late' | 'duplicate'; readonly isChanged: boolean }
  get(system: string, unit: string, period: Day): StatisticReport | undefined
  /** The report of the latest day; what is told later of an earlier day corrects that day, and not the present. */
  newest(system: string, unit: string): StatisticReport | undefined
  /** Reports of one unit with `from <= period <= to`, rising by day. */
  days(system: string, unit: string, from: Day, to: Day): StatisticReport[]
  /** Lets go of days before `day`: the store keeps them. */
  forgetBefore(day: Day): void
}

export function createStatistics(): Statistics {
  const bySource = new Map<string, Map<Day, StatisticReport>>()
  const newest = new Map<string, StatisticReport>()

  function daysOf(source: string): Map<Day, StatisticReport> {
    const known = bySource.get(source) ?? new Map<Day, StatisticReport>()
    bySource.set(source, known)
    return known
  }

  return {
    put(report, oldest) {
      const source = `${report.system}/${report.unit}`
      const latest = newest.get(source)
      const isOfLatest = latest?.period === report.period
      const known = isOfLatest ? latest : bySource.get(source)?.get(report.period)
      if (known !== undefined && report.at < known.at) return { outcome: 'late', isChanged: false }
      const isKnown = known !== undefined && report.at === known.at
      const isFirstLive = isKnown && known.retained === true && report.retained !== true
      if (isKnown && !isFirstLive) return { outcome: 'duplicate', isChanged: false }
      const shown = isKnown ? withoutMark(known, report.receivedAt) : report
      const isNewest = latest === undefined || report.period >= latest.period
      if (isNewest) newest.set(source, shown)
      const isKept = report.period >= oldest
      if (isKept) daysOf(source).set(report.period, shown)
      const isChanged = isNewest || isKept
      return { outcome: isKnown ? 'duplicate' : isChanged ? 'new' : 'late', isChanged }
    },
    get: (system, unit, period) => bySource.get(`${system}/${unit}`)?.get(period),
    newest: (system, unit) => newest.get(`${system}/${unit}`),
    days(system, unit, from, to) {
      const days = bySource.get(`${system}/${unit}`)
      if (days === undefined) return []
      return [...days.values()]
        .filter((report) => report.period >= from && report.period <= to)
        .sort((a, b) => (a.period < b.period ? -1 : 1))
    },
    forgetBefore(day) {
      for (const days of bySource.values()) {
        for (const period of days.keys()) if (period < day) days.delete(period)
      }
    },
  }
}

function withoutMark({ retained: _, ...report }: StatisticReport, receivedAt: number): StatisticReport {
  return { ...report, receivedAt }
}
