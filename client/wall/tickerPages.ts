import type { Alert } from '../../domain/alerts/alert.ts'

/** Pages at most: what is less bad waits in the console; a reader at six metres does not wait two minutes for a line. */
const MOST_PAGES = 6

/** Lines at most side by side: more are not read in the time a page stays. */
const MOST_LINES = 3

/** What rotates keeps this share of the room beside what stays, however wide that is. */
const LEAST_SHARE = 0.4

/** What the ticker shows of the alerts that stand. */
export interface Ticker<T> {
  /** Critical ones, or the worst major one, that stay while the others take turns. */
  readonly pinned: readonly T[]
  /** The others, a page after the other; one empty page when there are none. */
  readonly pages: readonly (readonly T[])[]
  /** On no page. */
  readonly hidden: number
}

/**
 * Lays alerts out so that the worst is always seen: critical ones stay as far as there is room, further ones take the first pages, and the
 * less bad the later ones.
 * @param alerts the worst first
 * @param widthOf room that a line needs, in the unit of `room`; a wider one than there is room for stands alone and is cut
 */
export function tickerPages<T extends Pick<Alert, 'severity'>>(
  alerts: readonly T[],
  widthOf: (alert: T) => number,
  room: number,
): Ticker<T> {
  const pinned = pinnedOf(alerts, widthOf, room)
  const rest = alerts.slice(pinned.length)
  const taken = pinned.reduce((sum, alert) => sum + widthOf(alert), 0)
  const turning = pinned.length === 0 ? room : Math.max(room - taken, room * LEAST_SHARE)
  const most = pinned.length === 0 ? MOST_LINES : MOST_LINES - 1
  const pages: T[][] = []
  let left = 0
  let shown = 0
  for (const alert of rest) {
    const width = widthOf(alert)
    const page = pages.at(-1)
    if (page !== undefined && width <= left && page.length < most) page.push(alert)
    else if (pages.length === MOST_PAGES) break
    else {
      pages.push([alert])
      left = turning
    }
    left -= width
    shown++
  }
  return { pinned, pages: pages.length === 0 ? [[]] : pages, hidden: rest.length - shown }
}

/** Where the alerts are that stand: together they are all that are not put aside. */
export interface Told {
  /** Seen now. */
  readonly shown: number
  /** On other pages, which come by themselves. */
  readonly inTurn: number
  /** Seen on no page. */
  readonly hidden: number
}

/** @param place of the page that stands now @param left lines of what is laid out that have found no room */
export function told({ pinned, pages, hidden }: Ticker<unknown>, place: number, left: number): Told {
  const page = pages[place]?.length ?? 0
  const paged = pages.reduce((sum, { length }) => sum + length, 0)
  return { shown: pinned.length + page - left, inTurn: paged - page, hidden: hidden + left }
}

/** All critical ones where they fit side by side, beside room for the others to take turns; else the worst alone, which may be a major one. */
function pinnedOf<T extends Pick<Alert, 'severity'>>(
  alerts: readonly T[],
  widthOf: (alert: T) => number,
  room: number,
): readonly T[] {
  const critical = alerts.filter(({ severity }) => severity === 'critical')
  if (critical.length === 0) return alerts[0]?.severity === 'major' ? alerts.slice(0, 1) : []
  const isAll = critical.length === alerts.length
  const width = critical.reduce((sum, alert) => sum + widthOf(alert), 0)
  const fits = critical.length <= (isAll ? MOST_LINES : MOST_LINES - 1) && width <= room * (isAll ? 1 : 1 - LEAST_SHARE)
  return fits ? critical : critical.slice(0, 1)
}
