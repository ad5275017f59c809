import type { Alert } from '../../domain/alerts/alert.ts'

/** Alerts that stand, the newest first. */
export function openAlerts(alerts: Iterable<Alert>): Alert[] {
  return [...alerts]
    .filter((alert) => alert.clearedAt === null)
    .sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1))
}

/** Pages at most: what is older waits in the console; a reader at six metres does not wait two minutes for a line. */
const MOST_PAGES = 6

/** Cuts the alerts into pages of `size`; one empty page when there are none. */
export function tickerPages<T>(alerts: readonly T[], size: number): readonly (readonly T[])[] {
  const pages: T[][] = []
  for (let first = 0; first < alerts.length && pages.length < MOST_PAGES; first += size) {
    pages.push(alerts.slice(first, first + size))
  }
  return pages.length === 0 ? [[]] : pages
}
