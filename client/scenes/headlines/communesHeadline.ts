import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import type { Language } from '../../../domain/text.ts'
import { shortName } from '../../../domain/units/unit.ts'
import type { CommuneRanking } from '../../panels/rankCommunes.ts'
import { toneOfDistance } from '../../panels/tone.ts'
import { formatFigure } from '../../ui/format.ts'
import { type Headline, headlineTone } from './headline.ts'

/**
 * How the city does in a KPI, how many communes are behind, and which of them the farthest.
 * @param value of the city; null: nobody can say
 * @param reason why the city cannot be judged, in words
 */
export function communesHeadline(
  {
    kpi,
    value,
    state,
    ranking,
    reason,
  }: {
    kpi: Kpi
    value: number | null
    state: KpiState
    ranking: CommuneRanking
    reason: string
  },
  language: Language,
): Headline {
  if (value === null || state === 'unjudged') {
    return { says: 'communes.unjudged', values: { what: kpi.name[language], reason }, tone: 'unknown' }
  }
  const { behind, judged } = ranking
  const values = {
    value: formatFigure(value, kpi, language),
    count: behind.length === 0 ? judged : behind.length,
    limit: kpi.target === undefined ? '' : limitText(kpi, kpi.target.value, language),
  }
  const [worst] = behind
  if (worst === undefined) return { says: judged === 0 ? 'communes.city' : 'communes.met', values, tone: 'calm' }
  return {
    says: 'communes.behind',
    values: { ...values, name: shortName(worst.unit, language), worst: formatFigure(worst.value, kpi, language) },
    // They are of that commune, however the city does.
    tone: headlineTone(toneOfDistance(kpi, worst.distance)),
  }
}
