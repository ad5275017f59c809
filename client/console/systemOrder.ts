import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Sort } from './address.ts'
import { SYSTEM_TROUBLES, type SystemLine } from './systemHealth.ts'
import { compareAlerts } from './useCity.ts'

const IDS = Object.keys(SYSTEMS)

const SYSTEM_COLUMNS = ['trouble', 'name', 'reported', 'events', 'refused'] as const
type SystemColumn = (typeof SYSTEM_COLUMNS)[number]

/** How much needs somebody, the less the sooner: trouble, then the worst alert, then how many are silent. */
function needOrder(a: SystemLine, b: SystemLine): number {
  const [first, second] = [a.alerts[0], b.alerts[0]]
  return (
    SYSTEM_TROUBLES.indexOf(a.trouble) - SYSTEM_TROUBLES.indexOf(b.trouble) ||
    Number(first === undefined) - Number(second === undefined) ||
    (first === undefined || second === undefined ? 0 : compareAlerts(first, second)) ||
    b.silent.count - a.silent.count
  )
}

/** Refused messages, not rows of the quarantine. */
export function refusedCount({ refused }: Pick<SystemLine, 'refused'>): number {
  return refused.reduce((sum, { count }) => sum + count, 0)
}

/** @param sort by a column there is not: what needs somebody first. Equal lines keep the order of the registry. */
export function compareSystems(
  { by, falls }: Sort,
  nameOf: (line: SystemLine) => string,
  collator: Intl.Collator,
): (a: SystemLine, b: SystemLine) => number {
  const share = ({ reported, expected }: SystemLine) => (expected === 0 ? 1 : reported / expected)
  const compares: Readonly<Record<SystemColumn, (a: SystemLine, b: SystemLine) => number>> = {
    trouble: needOrder,
    name: (a, b) => collator.compare(nameOf(a), nameOf(b)),
    reported: (a, b) => share(a) - share(b),
    events: (a, b) => a.alerts.length - b.alerts.length,
    refused: (a, b) => refusedCount(a) - refusedCount(b),
  }
  const compare = compares[by as SystemColumn] ?? needOrder
  const sign = falls ? -1 : 1
  return (a, b) => sign * compare(a, b) || IDS.indexOf(a.id) - IDS.indexOf(b.id)
}
