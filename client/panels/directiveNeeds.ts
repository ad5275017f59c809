import type { Directive } from '../../domain/directives/directive.ts'
import { byNeed, isNearlyDue, officialCell } from '../../domain/directives/official.ts'

/** How directives that are not done stand, by their first deadlines; `inTime` has those that are nearly due, too. */
export type DirectiveCell = 'overdue' | 'near' | 'inTime'

export interface DirectiveNeed {
  readonly directive: Directive
  readonly is: 'overdue' | 'near'
}

/**
 * Directives under way: those that need somebody, the longest overdue first, and how many stand where.
 * @param now epoch ms on the hub's clock
 */
export function directiveNeeds(
  directives: Iterable<Directive>,
  now: number,
): { readonly needs: readonly DirectiveNeed[]; readonly counts: Readonly<Record<DirectiveCell, number>> } {
  const counts = { overdue: 0, near: 0, inTime: 0 }
  const needs: DirectiveNeed[] = []
  for (const directive of [...directives].sort(byNeed(now))) {
    const cell = officialCell(directive, now)
    if (directive.closedAt !== null || (cell !== 'overdue' && cell !== 'inTime')) continue
    counts[cell]++
    const isNear = isNearlyDue(directive, now)
    if (isNear) counts.near++
    if (cell === 'overdue' || isNear) needs.push({ directive, is: cell === 'overdue' ? cell : 'near' })
  }
  return { needs, counts }
}
