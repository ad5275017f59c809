import { SYSTEMS } from '../../../domain/systems/index.ts'
import { needOrder, type SystemLine } from '../../panels/systemHealth.ts'
import type { Sort } from '../address.ts'

const IDS = Object.keys(SYSTEMS)

const SYSTEM_COLUMNS = ['trouble', 'name', 'reported', 'events', 'refused'] as const
type SystemColumn = (typeof SYSTEM_COLUMNS)[number]

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
  const known = SYSTEM_COLUMNS.find((column) => column === by)
  const compare = compares[known ?? 'trouble']
  const sign = known !== undefined && falls ? -1 : 1
  return (a, b) => sign * compare(a, b) || IDS.indexOf(a.id) - IDS.indexOf(b.id)
}
