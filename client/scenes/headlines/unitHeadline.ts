import { limitText } from '../../../domain/kpis/limitText.ts'
import type { Language } from '../../../domain/text.ts'
import { fullName, type Unit } from '../../../domain/units/unit.ts'
import { toneOfDistance } from '../../panels/tone.ts'
import type { UnitNeed } from '../../panels/unitNeeds.ts'
import { formatFigure } from '../../ui/format.ts'
import { type Headline, headlineTone } from './headline.ts'

/**
 * With how many of its figures one commune is behind, and with which the farthest.
 * @param unit undefined: there is none of that code in the map of units in force
 */
export function unitHeadline(
  { unit, behind, judged }: { unit: Unit | undefined; behind: readonly UnitNeed[]; judged: number },
  language: Language,
): Headline {
  if (unit === undefined) return { says: 'unit.unknown', values: {}, tone: 'unknown' }
  const full = fullName(unit, language)
  const name = full.charAt(0).toLocaleUpperCase(language) + full.slice(1)
  if (judged === 0) return { says: 'unit.unjudged', values: { name }, tone: 'unknown' }
  const [worst] = behind
  if (worst === undefined) return { says: 'unit.met', values: { name, count: judged }, tone: 'calm' }
  return {
    says: 'unit.behind',
    values: {
      name,
      count: behind.length,
      judged,
      what: worst.kpi.short[language],
      worst: formatFigure(worst.value, worst.kpi, language),
      limit: worst.kpi.target === undefined ? '' : limitText(worst.kpi, worst.kpi.target.value, language),
    },
    tone: headlineTone(toneOfDistance(worst.kpi, worst.distance)),
  }
}
