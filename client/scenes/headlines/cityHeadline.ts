import { stateOfTone } from '../../panels/tone.ts'
import type { CityNeeds } from '../../panels/useCityNeeds.ts'
import type { Headline } from './headline.ts'

/** In how many fields of its life the city needs somebody now, and what the gravest thing is. */
export function cityHeadline({ needs, known, fields }: Pick<CityNeeds, 'needs' | 'known' | 'fields'>): Headline {
  if (known === 0) return { says: 'city.unjudged', values: {}, tone: 'unknown' }
  const [worst] = needs
  if (worst === undefined) {
    return known < fields
      ? { says: 'city.partly', values: { count: fields - known }, tone: 'calm' }
      : { says: 'city.calm', values: {}, tone: 'calm' }
  }
  const isGrave = worst.severity === 'critical' || worst.severity === 'major'
  return {
    says: 'city.worst',
    values: { count: needs.length, name: worst.name, what: worst.said },
    tone: isGrave || stateOfTone(worst.tone) === 'missed' ? 'missed' : 'near',
  }
}
