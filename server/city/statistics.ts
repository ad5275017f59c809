import type { Day } from '../../domain/time.ts'
import type { StatisticReport } from '../store/store.ts'

/** The newest report of each system, unit and day, for the days the KPIs look at. */
export interface Statistics {
  /** `late`: a newer report of that day is known. `duplicate`: this very one is. */
  put(report: StatisticReport): 'new' | 'late' | 'duplicate'
  get(system: string, unit: string, period: Day): StatisticReport | undefined
  /** The one that was true last, of whatever day it speaks. */
  newest(system: string, unit: string): StatisticReport | undefined
  /** Reports of one unit with `from <= period <= to`, rising by day. */
  days(system: string, unit: string, from: Day, to: Day): StatisticReport[]
  /** Lets go of days before `day`: the store keeps them. */
  forgetBefore(day: Day): void
}

export function createStatistics(): Statistics {
  const bySource = new Map<string, Map<Day, StatisticReport>>()
  const newest = new Map<string, StatisticReport>()

  return {
    put(report) {
      const source = `${report.system}/${report.unit}`
      let days = bySource.get(source)
      if (days === undefined) {
        days = new Map()
        bySource.set(source, days)
      }
      const known = days.get(report.period)
      if (known !== undefined && report.at === known.at) return 'duplicate'
      if (known !== undefined && report.at < known.at) return 'late'
      days.set(report.period, report)
      if (report.at > (newest.get(source)?.at ?? Number.NEGATIVE_INFINITY)) newest.set(source, report)
      return 'new'
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
