import { limitText } from '../../../domain/kpis/limitText.ts'
import type { Language } from '../../../domain/text.ts'
import { isObjective, missedObjectives, type PlanLine, tallyOf } from '../../panels/planLines.ts'
import { formatFigure } from '../../ui/format.ts'
import type { Headline } from './headline.ts'

/** How many of the plan's objectives are lost or behind, and which is the farthest from its target. */
export function planHeadline(lines: readonly PlanLine[], language: Language): Headline {
  const objectives = lines.filter((line) => isObjective(line) && !line.isGone)
  const { states } = tallyOf(objectives)
  const judged = states.met + states.near + states.missed + states.outOfReach
  if (judged === 0) return { says: 'plan.unjudged', values: { count: objectives.length }, tone: 'unknown' }
  const hard = missedObjectives(objectives)
  const values = { met: states.met, count: judged, missed: states.missed + states.near, hard: hard.length }
  const [worst] = hard
  if (worst === undefined || worst.need === 'near' || worst.need === 'open') {
    return { says: states.near > 0 ? 'plan.near' : 'plan.met', values, tone: 'calm' }
  }
  const named = {
    ...values,
    name: (worst.kpi?.short ?? worst.item.name)[language],
    worst: worst.kpi === undefined ? '' : formatFigure(worst.row?.value, worst.kpi, language),
    limit: worst.kpi?.target === undefined ? '' : limitText(worst.kpi, worst.kpi.target.value, language),
  }
  if (worst.need !== 'outOfReach') return { says: SAYS[worst.need], values: named, tone: 'missed' }
  // The list has those that are still open to be lost as well: the answer counts what the list counts.
  const lost = hard.filter(({ need }) => need === 'outOfReach').length
  return { says: lost > 1 ? 'plan.lost' : 'plan.oneLost', values: { ...named, lost }, tone: 'missed' }
}

const SAYS = { unlikely: 'plan.unlikely', missed: 'plan.missed' } as const
