import { NEAR_DAYS } from '../calendar/workingTime.ts'
import { DAY_MS } from '../time.ts'
import type { Directive } from './directive.ts'

/** The cells of the official reports on what leaders have ordered. */
export const OFFICIAL_CELLS = ['doneOnTime', 'doneLate', 'inTime', 'overdue'] as const
export type OfficialCell = (typeof OFFICIAL_CELLS)[number]

type Judged = Pick<Directive, 'state' | 'openedAt' | 'closedAt' | 'judgedAt' | 'completedAt' | 'paused'>

/**
 * The official cell in which a directive stands at a moment, by its first deadline; undefined: it is not counted then, being a draft, withdrawn
 * or given later. A unit's clock ends when it submits the result that stands: how long approval takes is not its lateness.
 * @param at epoch ms; of the past what has happened since is left out, as far as the row tells it
 */
export function officialCell(directive: Judged, at: number): OfficialCell | undefined {
  const { closedAt, completedAt } = directive
  const lateMs = latenessMs(directive, at)
  if (lateMs === undefined) return undefined
  const isDone = completedAt !== null && completedAt <= at && closedAt !== null && closedAt <= at
  if (isDone) return lateMs > 0 ? 'doneLate' : 'doneOnTime'
  return lateMs > 0 ? 'overdue' : 'inTime'
}

/**
 * How late a directive is at a moment, by the same clock as its official cell, ms; 0: in time; undefined: it is not counted then.
 * @param at epoch ms
 */
export function latenessMs({ state, openedAt, judgedAt, completedAt, paused }: Judged, at: number): number | undefined {
  if (state === 'draft' || state === 'withdrawn' || openedAt > at) return undefined
  const isSubmitted = completedAt !== null && completedAt <= at
  const stoppedAt = isSubmitted ? completedAt : paused !== null && paused.at <= at ? paused.at : at
  return Math.max(0, stoppedAt - judgedAt)
}

/** Under way within its first deadline, which is three days away or less. */
export function isNearlyDue(directive: Judged, at: number): boolean {
  const { judgedAt, completedAt, paused } = directive
  if (completedAt !== null || paused !== null) return false
  return officialCell(directive, at) === 'inTime' && judgedAt - at <= NEAR_DAYS * DAY_MS
}

/** The first moment after another at which one of some directives becomes nearly due or overdue if nothing is done, epoch ms; infinite: never. */
export function nextTurn(directives: Iterable<Judged>, at: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const { judgedAt, openedAt } of directives)
    for (const moment of [openedAt, judgedAt - NEAR_DAYS * DAY_MS, judgedAt + 1])
      if (moment > at && moment < next) next = moment
  return next
}

export type OfficialCounts = Readonly<Record<OfficialCell, number>> & {
  /** Of those in time: three days or less are left. */
  readonly near: number
}

/**
 * What directives come to in a period: those that were under way when it began and those given in it, as they stand at its end.
 * @param from epoch ms; what was closed before is left out
 * @param at the end of the period, or now
 */
export function officialCounts(directives: Iterable<Judged>, from: number, at: number): OfficialCounts {
  const counts = { doneOnTime: 0, doneLate: 0, inTime: 0, overdue: 0, near: 0 }
  for (const directive of directives) {
    if (directive.closedAt !== null && directive.closedAt < from) continue
    const cell = officialCell(directive, at)
    if (cell === undefined) continue
    counts[cell]++
    if (isNearlyDue(directive, at)) counts.near++
  }
  return counts
}

/** How urgent a directive is for whoever reads a list: what is overdue longest first, then what is due next, what is done last. */
export function byNeed(
  at: number,
): (a: Judged & { readonly id: string }, b: Judged & { readonly id: string }) => number {
  const rank = (directive: Judged) => {
    const cell = officialCell(directive, at)
    return cell === 'overdue' ? 0 : cell === 'inTime' ? 1 : 2
  }
  return (a, b) => rank(a) - rank(b) || a.judgedAt - b.judgedAt || (a.id < b.id ? -1 : 1)
}
