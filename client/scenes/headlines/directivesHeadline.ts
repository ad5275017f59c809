import { DAY_MS } from '../../../domain/time.ts'
import type { DirectiveCell, DirectiveNeed } from '../../panels/directiveNeeds.ts'
import type { Headline } from './headline.ts'

/** What of the leaders' orders is late, and which has waited longest. @param leadOf the unit in charge, as it is called */
export function directivesHeadline(
  {
    needs,
    counts,
    now,
  }: {
    readonly needs: readonly DirectiveNeed[]
    readonly counts: Readonly<Record<DirectiveCell, number>>
    /** Epoch ms. */
    readonly now: number
  },
  leadOf: (need: DirectiveNeed) => string,
): Headline {
  const [worst] = needs
  const all = counts.overdue + counts.inTime
  if (all === 0) return { says: 'directives.unjudged', values: {}, tone: 'calm' }
  if (worst === undefined) return { says: 'directives.calm', values: { count: all }, tone: 'calm' }
  const days = Math.floor(Math.abs(now - worst.directive.judgedAt) / DAY_MS)
  const values = { name: leadOf(worst), days }
  if (worst.is === 'overdue')
    return { says: 'directives.overdue', values: { ...values, count: counts.overdue }, tone: 'missed' }
  return { says: 'directives.near', values: { ...values, count: counts.near }, tone: 'near' }
}
