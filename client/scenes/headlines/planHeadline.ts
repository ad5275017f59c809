import type { Language } from '../../../domain/text.ts'
import { limitText } from '../../panels/limitText.ts'
import { isObjective, type PlanLine, tallyOf } from '../../panels/planLines.ts'
import { formatFigure } from '../../ui/format.ts'
import type { Headline } from './headline.ts'

/** How many of the plan's objectives are lost or behind, and which is the farthest from its target. */
export function planHeadline(lines: readonly PlanLine[], language: Language): Headline {
  const objectives = lines.filter((line) => isObjective(line) && !line.isGone)
  const { states } = tallyOf(objectives)
  const judged = states.met + states.near + states.missed + states.outOfReach
  if (judged === 0) return { says: 'plan.unjudged', values: { count: objectives.length }, tone: 'unknown' }
  const values = { met: states.met, count: judged, missed: states.missed + states.near, lost: states.outOfReach }
  const [worst] = objectives
    .filter(({ state }) => state === 'outOfReach' || state === 'missed')
    .sort((a, b) => Number(b.state === 'outOfReach') - Number(a.state === 'outOfReach') || gapOf(b) - gapOf(a))
  if (worst === undefined) return { says: states.near > 0 ? 'plan.near' : 'plan.met', values, tone: 'calm' }
  const named = {
    ...values,
    name: (worst.kpi?.short ?? worst.item.name)[language],
    worst: worst.kpi === undefined ? '' : formatFigure(worst.row?.value, worst.kpi, language),
    limit: worst.kpi?.target === undefined ? '' : limitText(worst.kpi, worst.kpi.target.value, language),
  }
  return { says: states.outOfReach > 0 ? 'plan.lost' : 'plan.missed', values: named, tone: 'missed' }
}

/** How far a row is from its target, as a share of it: what is counted in per cent and in tens of thousands is compared so. */
function gapOf({ kpi, row }: PlanLine): number {
  const target = kpi?.target?.value
  if (target === undefined || row?.value == null) return 0
  return Math.abs(target - row.value) / Math.max(Math.abs(target), 1)
}
