import type { Grant } from '../access/principal.ts'
import type { Matter } from '../matters/machine.ts'

/**
 * Lists of what somebody has to do with.
 * - `mine`: it is their turn
 * - `waiting`: what they have begun has come back to them for a decision
 * - `given`: all that they have begun
 * - `unit`: all of the units that they answer for
 */
export const WORK_LISTS = ['mine', 'waiting', 'given', 'unit'] as const
export type WorkList = (typeof WORK_LISTS)[number]

/** Who works, and where. */
export interface Worker {
  /** Account. */
  readonly id: string
  readonly grants: readonly Grant[]
}

/** Roles of those who look on and do none of a unit's work. */
const LOOKING_ON: ReadonlySet<string> = new Set(['auditor', 'admin', 'wall'])

/**
 * The lists that an open matter stands in for somebody; none: it is none of their business.
 * @param lineage units above a unit, itself first; of null, what belongs to the whole city, the city
 */
export function workListsOf(
  { turn, givenBy, unit, alsoUnits = [] }: Pick<Matter, 'turn' | 'givenBy' | 'unit' | 'alsoUnits'>,
  { id, grants }: Worker,
  lineage: (unit: string | null) => readonly string[],
): readonly WorkList[] {
  const lists: WorkList[] = []
  const isTheirs = givenBy === id
  if (isTurnOf(turn, unit, { id, grants }, lineage)) lists.push(isTheirs ? 'waiting' : 'mine')
  if (isTheirs) lists.push('given')
  const above = alsoUnits.length === 0 ? lineage(unit) : [unit, ...alsoUnits].flatMap(lineage)
  if (grants.some(({ role, place }) => !LOOKING_ON.has(role) && above.includes(place))) lists.push('unit')
  return lists
}

function isTurnOf(
  turn: string | null,
  unit: string | null,
  { id, grants }: Worker,
  lineage: (unit: string | null) => readonly string[],
): boolean {
  if (turn === null) return false
  const slash = turn.indexOf('/')
  const whose = turn.slice(slash + 1)
  switch (turn.slice(0, slash)) {
    case 'person':
      return whose === id
    // Who answers for a unit is at it: whoever is above it asks, and does not answer.
    case 'unit':
      return grants.some(({ role, place }) => place === whose && !LOOKING_ON.has(role))
    case 'role':
      return grants.some(({ role, place }) => role === whose && lineage(unit).includes(place))
    default:
      return false
  }
}

/** Where a matter stands in a list of work. */
export type WorkPlace = Pick<Matter, 'id' | 'dueAt' | 'openedAt'>

/** What is due first stands first; what has no deadline stands last, the newest first. */
export function compareWork(a: WorkPlace, b: WorkPlace): number {
  return (
    (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) ||
    b.openedAt - a.openedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}
