import { GROUPS } from '../../../domain/index766/criteria.ts'
import type { Index766Row } from '../../../domain/index766/index766.ts'
import type { Sort } from '../address.ts'
import { UNSCORED } from '../shows.ts'

/** Units with a total, in order, and those whose total nobody can say, by name. */
export interface SplitRows {
  readonly scored: readonly Index766Row[]
  readonly unscored: readonly Index766Row[]
}

/**
 * @param show a band, `unscored`, or undefined for all
 * @param sort by `unit`, `score`, `official` or a group's code; undefined, or by a column there is not: the lowest total first. What is
 *   unknown stands behind what is known, whichever way the column runs.
 */
export function splitRows(
  rows: readonly Index766Row[],
  show: string | undefined,
  sort: Sort | undefined,
  nameOf: (unit: string) => string,
  collator: Intl.Collator,
): SplitRows {
  const byName = (a: Index766Row, b: Index766Row) => collator.compare(nameOf(a.unit), nameOf(b.unit))
  const shown = rows.filter((row) => show === undefined || show === groupOf(row))
  return {
    scored: shown.filter(({ score }) => score !== null).sort(compareBy(sort ?? { by: 'score', falls: false }, byName)),
    unscored: shown.filter(({ score }) => score === null).sort(byName),
  }
}

/** Where a row is listed: its band, or that there is not enough to give one. */
export function groupOf({ band }: Index766Row): string {
  return band ?? UNSCORED
}

type Compare = (a: Index766Row, b: Index766Row) => number

function compareBy({ by, falls }: Sort, byName: Compare): Compare {
  // A column there is not is no order of anybody's: the lowest total stands first.
  const isKnown = ['unit', 'score', 'official'].includes(by) || Object.hasOwn(GROUPS, by)
  const sign = isKnown && falls ? -1 : 1
  if (by === 'unit') return (a, b) => sign * byName(a, b)
  const numberOf = (row: Index766Row): number | null => {
    if (by === 'official') return row.official
    const group = row.groups.find(({ code }) => code === by)
    return group === undefined ? row.score : group.score
  }
  return (a, b) => {
    const [left, right] = [numberOf(a), numberOf(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b)
    return sign * (left - right) || byName(a, b)
  }
}
