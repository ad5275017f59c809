import type { Outlook, PlanState } from '../../../domain/plan/outlook.ts'
import { PLAN_IDS, type PlanLine } from '../../panels/planLines.ts'
import type { Sort, View } from '../address.ts'

/** Whether anybody reports what the row is followed by. Milestones and entered numbers need no reporter. */
export function hasSource({ item, row }: PlanLine): boolean {
  if (item.measure.is === 'milestone' || item.measure.is === 'entered') return true
  if (item.measure.is === 'link') return row?.link != null
  return row !== undefined && row.reported > 0
}

/** The groups a reader can ask for: by state, and by what the forecast says. `gone`: no longer binding anybody. */
export const SHOWN_STATES = [
  'outOfReach',
  'missed',
  'near',
  'unjudged',
  'met',
  'untargeted',
] as const satisfies readonly PlanState[]
export const SHOWN_OUTLOOKS = ['unlikely', 'open', 'likely'] as const satisfies readonly Outlook[]

/** The group of what binds nobody any more. */
export const GONE = 'gone'

/** The lines that the address asks for. */
export function shownLines(
  lines: readonly PlanLine[],
  { show, authority }: Pick<View, 'show' | 'authority'>,
): readonly PlanLine[] {
  return lines.filter((line) => {
    if (authority !== undefined && line.item.level !== authority) return false
    if (show === undefined) return true
    if (line.isGone || show === GONE) return line.isGone && show === GONE
    return line.state === show || line.outlook === show
  })
}

export const BOARD_COLUMNS = ['need', 'id', 'name', 'coverage'] as const
type BoardColumn = (typeof BOARD_COLUMNS)[number]

/**
 * How much a line needs somebody, the higher the more: first by state, then by what the forecast says, then by how far it is from its
 * target as a share of it. What binds nobody any more needs nobody.
 */
function needOf(line: PlanLine): number {
  if (line.isGone) return -1
  const state = SHOWN_STATES.length - SHOWN_STATES.indexOf(line.state)
  const outlook = line.outlook === 'unlikely' ? 3 : line.outlook === 'open' ? 2 : line.outlook === undefined ? 1 : 0
  return state * 100 + outlook * 10 + shortfall(line) * 9
}

/** 0 at the target or without one, 1 at the farthest. */
function shortfall({ kpi, row }: PlanLine): number {
  if (kpi === undefined || row === undefined || row.value === null || row.target === null) return 0
  const short = kpi.direction === 'higher' ? row.target - row.value : row.value - row.target
  return Math.min(1, Math.max(0, short / Math.max(Math.abs(row.target), 1e-9)))
}

/** @param sort undefined, or by a column there is not: what needs most first. Equal lines keep the plan's order. */
export function sortLines(
  lines: readonly PlanLine[],
  sort: Sort | undefined,
  nameOf: (line: PlanLine) => string,
  collator: Intl.Collator,
): readonly PlanLine[] {
  const coverage = ({ row }: PlanLine) => (row === undefined || row.expected === 0 ? 0 : row.reported / row.expected)
  const compares: Readonly<Record<BoardColumn, (a: PlanLine, b: PlanLine) => number>> = {
    need: (a, b) => needOf(a) - needOf(b),
    id: (a, b) => PLAN_IDS.indexOf(a.id) - PLAN_IDS.indexOf(b.id),
    name: (a, b) => collator.compare(nameOf(a), nameOf(b)),
    coverage: (a, b) => coverage(a) - coverage(b),
  }
  const known = BOARD_COLUMNS.find((column) => column === sort?.by)
  const compare = compares[known ?? 'need']
  const sign = known === undefined || sort?.falls ? -1 : 1
  return [...lines].sort((a, b) => sign * compare(a, b) || PLAN_IDS.indexOf(a.id) - PLAN_IDS.indexOf(b.id))
}
