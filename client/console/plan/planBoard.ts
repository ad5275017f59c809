import { type Freshness, freshness, patienceFor } from '../../../domain/freshness.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import { type Outlook, outlookOf } from '../../../domain/plan/outlook.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { kpiInForce } from '../../panels/kpiInForce.ts'
import type { Sort, View } from '../address.ts'

/** A row of the plan with what declares it and what can be said of it now. */
export interface BoardLine {
  readonly id: PlanId
  readonly item: PlanItem
  /** With the target that the row is held against. */
  readonly kpi: Kpi | undefined
  /** Undefined: the hub has said nothing of it for this unit. */
  readonly row: PlanRow | undefined
  readonly freshness: Freshness
  /** The hub's judgement while its inputs are as young as they promised; what is old is shown but no longer judged. */
  readonly state: KpiState
  readonly outlook: Outlook | undefined
  /** Binds authorities that the map of units in force no longer has. */
  readonly isGone: boolean
}

const IDS = Object.keys(PLAN) as PlanId[]
/** The hub computes the plan anew at least once a minute: so much older than its inputs a row may be. */
const COMPUTED_EVERY_MS = MINUTE_MS

/**
 * The whole plan in its own order.
 * @param rowOf the hub's row of an item
 * @param now epoch ms on the hub's clock
 */
export function boardLines(
  rowOf: (id: PlanId) => PlanRow | undefined,
  edition: Edition,
  now: number,
): readonly BoardLine[] {
  return IDS.map((id) => {
    const item: PlanItem = PLAN[id]
    const row = rowOf(id)
    const declared = item.measure.is === 'kpi' ? KPIS[item.measure.kpi] : undefined
    const kpi = declared && kpiInForce(declared, row?.target)
    const fresh = rowFreshness(item, row, now)
    const state = row === undefined || fresh === 'stale' || fresh === 'lost' ? 'unjudged' : row.state
    const outlook =
      kpi === undefined || row?.forecast == null || row.target === null
        ? undefined
        : outlookOf(row.forecast, row.target, kpi.direction)
    return { id, item, kpi, row, freshness: fresh, state, outlook, isGone: isGone(item, edition) }
  })
}

/** District authorities ended on 01/07/2025: what bound them is history. */
function isGone(item: PlanItem, edition: Edition): boolean {
  return item.level === 'district' && edition === '2025'
}

function rowFreshness(item: PlanItem, row: PlanRow | undefined, now: number): Freshness {
  // A milestone and a number entered by hand do not age; `at` is then absent.
  const at = row?.link?.at ?? row?.at
  const system: SourceSystem = SYSTEMS[item.system]
  return freshness(at, now, patienceFor(system.everyMs + COMPUTED_EVERY_MS), row?.link?.retained)
}

/** Whether anybody reports what the row is followed by. Milestones and entered numbers need no reporter. */
export function hasSource({ item, row }: BoardLine): boolean {
  if (item.measure.is === 'milestone' || item.measure.is === 'entered') return true
  if (item.measure.is === 'link') return row?.link != null
  return row !== undefined && row.reported > 0
}

/** What the rows of the board come to. */
export interface BoardTally {
  readonly states: Readonly<Record<KpiState, number>>
  readonly outlooks: Readonly<Record<Outlook, number>>
  readonly gone: number
}

export function tallyOf(lines: readonly BoardLine[]): BoardTally {
  const states = { met: 0, near: 0, missed: 0, unjudged: 0, untargeted: 0 }
  const outlooks = { likely: 0, open: 0, unlikely: 0 }
  let gone = 0
  for (const line of lines) {
    if (line.isGone) {
      gone++
      continue
    }
    states[line.state]++
    if (line.outlook !== undefined) outlooks[line.outlook]++
  }
  return { states, outlooks, gone }
}

/** The groups a reader can ask for: by state, and by what the forecast says. `gone`: no longer binding anybody. */
export const SHOWN_STATES = ['missed', 'near', 'unjudged', 'met', 'untargeted'] as const satisfies readonly KpiState[]
export const SHOWN_OUTLOOKS = ['unlikely', 'open', 'likely'] as const satisfies readonly Outlook[]

/** The lines that the address asks for. A group it does not know is as if it were not there. */
export function shownLines(
  lines: readonly BoardLine[],
  { show, authority }: Pick<View, 'show' | 'authority'>,
): readonly BoardLine[] {
  const known = [...SHOWN_STATES, ...SHOWN_OUTLOOKS, 'gone'] as readonly (string | undefined)[]
  return lines.filter((line) => {
    if (authority !== undefined && line.item.level !== authority) return false
    if (!known.includes(show)) return true
    if (line.isGone || show === 'gone') return line.isGone && show === 'gone'
    return line.state === show || line.outlook === show
  })
}

export const BOARD_COLUMNS = ['need', 'id', 'name', 'coverage'] as const
type BoardColumn = (typeof BOARD_COLUMNS)[number]

/**
 * How much a line needs somebody, the higher the more: first by state, then by what the forecast says, then by how far it is from its
 * target as a share of it. What binds nobody any more needs nobody.
 */
function needOf(line: BoardLine): number {
  if (line.isGone) return -1
  const state = SHOWN_STATES.length - SHOWN_STATES.indexOf(line.state)
  const outlook = line.outlook === 'unlikely' ? 3 : line.outlook === 'open' ? 2 : line.outlook === undefined ? 1 : 0
  return state * 100 + outlook * 10 + shortfall(line) * 9
}

/** 0 at the target or without one, 1 at the farthest. */
function shortfall({ kpi, row }: BoardLine): number {
  if (kpi === undefined || row === undefined || row.value === null || row.target === null) return 0
  const short = kpi.direction === 'higher' ? row.target - row.value : row.value - row.target
  return Math.min(1, Math.max(0, short / Math.max(Math.abs(row.target), 1e-9)))
}

/** @param sort undefined, or by a column there is not: what needs most first. Equal lines keep the plan's order. */
export function sortLines(
  lines: readonly BoardLine[],
  sort: Sort | undefined,
  nameOf: (line: BoardLine) => string,
  collator: Intl.Collator,
): readonly BoardLine[] {
  const order = sort ?? { by: 'need', falls: true }
  const coverage = ({ row }: BoardLine) => (row === undefined || row.expected === 0 ? 0 : row.reported / row.expected)
  const compares: Readonly<Record<BoardColumn, (a: BoardLine, b: BoardLine) => number>> = {
    need: (a, b) => needOf(a) - needOf(b),
    id: (a, b) => IDS.indexOf(a.id) - IDS.indexOf(b.id),
    name: (a, b) => collator.compare(nameOf(a), nameOf(b)),
    coverage: (a, b) => coverage(a) - coverage(b),
  }
  const compare = compares[order.by as BoardColumn] ?? compares.need
  const sign = order.falls ? -1 : 1
  return [...lines].sort((a, b) => sign * compare(a, b) || IDS.indexOf(a.id) - IDS.indexOf(b.id))
}
