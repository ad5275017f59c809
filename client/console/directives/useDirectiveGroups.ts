import { useMemo, useRef } from 'react'
import type { Directive } from '../../../domain/directives/directive.ts'
import { isNearlyDue, nextTurn, officialCell } from '../../../domain/directives/official.ts'
import { useFromNow } from '../../live/useLive.ts'
import { DIRECTIVE_GROUPS } from '../shows.ts'

type Group = (typeof DIRECTIVE_GROUPS)[number]

/**
 * Directives by the groups of their list. They are gone through when they are others, and at the moment at which one of them becomes nearly due or overdue:
 * not with every second of the clock, since there may be tens of thousands.
 * @param open the same array while nothing in it has changed
 */
export function useDirectiveGroups(open: readonly Directive[]): ReadonlyMap<Group, readonly Directive[]> {
  const judged = useRef<{ readonly open: readonly Directive[]; readonly at: number; readonly until: number }>(undefined)
  const at = useFromNow((now) => {
    const last = judged.current
    if (last?.open === open && last.at <= now && now < last.until) return last.at
    judged.current = { open, at: now, until: nextTurn(open, now) }
    return now
  })
  return useMemo(() => {
    const groups = new Map(DIRECTIVE_GROUPS.map((group): [Group, Directive[]] => [group, []]))
    for (const directive of open) {
      if (officialCell(directive, at) === 'overdue') groups.get('overdue')?.push(directive)
      else if (isNearlyDue(directive, at)) groups.get('near')?.push(directive)
      groups.get(directive.state as Group)?.push(directive)
    }
    return groups
  }, [open, at])
}
