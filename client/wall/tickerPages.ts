import type { Alert } from '../../domain/alerts/alert.ts'

/** Alerts that stand, the newest first. */
export function openAlerts(alerts: Iterable<Alert>): Alert[] {
  return [...alerts]
    .filter((alert) => alert.clearedAt === null)
    .sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1))
}

/** Pages at most: what is older waits in the console; a reader at six metres does not wait two minutes for a line. */
const MOST_PAGES = 6

/** Lines at most on one page: more are not read in the time a page stays. */
const MOST_LINES = 3

/**
 * Cuts the alerts into pages whose lines stand side by side; one empty page when there are none.
 * @param widthOf room that a line needs, in the unit of `room`
 * @param room of a page; a line wider than it has a page to itself
 */
export function tickerPages<T>(
  alerts: readonly T[],
  widthOf: (alert: T) => number,
  room: number,
): readonly (readonly T[])[] {
  const pages: T[][] = []
  let left = 0
  for (const alert of alerts) {
    const width = widthOf(alert)
    const page = pages.at(-1)
    if (page !== undefined && width <= left && page.length < MOST_LINES) page.push(alert)
    else if (pages.length === MOST_PAGES) break
    else {
      pages.push([alert])
      left = room
    }
    left -= width
  }
  return pages.length === 0 ? [[]] : pages
}
