import type { Kpi, KpiState } from '../../../domain/kpis/kpi.ts'
import type { Language } from '../../../domain/text.ts'
import { shortName } from '../../../domain/units/unit.ts'
import type { Exposed } from '../../panels/securityNeeds.ts'
import type { SystemLine } from '../../panels/systemHealth.ts'
import { toneOfDistance } from '../../panels/tone.ts'
import { toneOfTrouble } from '../../panels/troubleLook.ts'
import { formatFigure, formatNumber } from '../../ui/format.ts'
import { type Headline, headlineTone, midSentence } from './headline.ts'

/**
 * How many machines of the city nobody protects and where most of them stand; a security system that is down comes first.
 * @param missing machines without protection in the city; null: nobody can say
 * @param wordOf what is wrong with a system, in a word or two
 */
export function securityHeadline(
  {
    kpi,
    value,
    missing,
    state,
    exposed,
    troubled,
    reason,
    wordOf,
  }: {
    kpi: Kpi
    value: number | null
    missing: number | null
    state: KpiState
    exposed: readonly Exposed[]
    troubled: readonly SystemLine[]
    reason: string
    wordOf: (trouble: SystemLine['trouble']) => string
  },
  language: Language,
): Headline {
  const grave = troubled.find(({ trouble }) => trouble === 'lost' || trouble === 'down' || trouble === 'events')
  if (grave !== undefined) {
    const values = { name: grave.system.short[language], what: midSentence(wordOf(grave.trouble)) }
    return { says: 'security.system', values, tone: headlineTone(toneOfTrouble(grave.trouble)) }
  }
  if (value === null || missing === null || state === 'unjudged') {
    return { says: 'security.unjudged', values: { reason }, tone: 'unknown' }
  }
  const values = {
    missing: formatNumber(missing, 0, language),
    count: missing,
    value: formatFigure(value, kpi, language),
  }
  const [worst] = exposed
  if (missing === 0) return { says: 'security.calm', values, tone: 'calm' }
  if (worst === undefined) return { says: 'security.city', values, tone: state === 'missed' ? 'missed' : 'near' }
  return {
    says: 'security.exposed',
    values: { ...values, name: shortName(worst.unit, language), open: worst.missing, hosts: worst.hosts },
    tone: headlineTone(toneOfDistance(kpi, worst.distance)),
  }
}
