import { abridged, readableName } from '../../../domain/readableName.ts'
import type { Language } from '../../../domain/text.ts'
import { aqiBand } from '../../panels/aqiBands.ts'
import { measureOf, type RankedStation } from '../../panels/rankStations.ts'
import { stateOfReached } from '../../panels/stationTone.ts'
import { formatMeasured } from '../../ui/format.ts'
import type { Headline } from './headline.ts'

/** Letters of a station's name: the sentence says more than that. */
const MOST_OF_NAME = 40

/** The worst air that a live station measures, in its official word; how many stations say nothing. */
export function airHeadline(ranked: readonly RankedStation[], language: Language): Headline {
  const heard = ranked.filter(({ freshness }) => freshness === 'live')
  const live = heard.filter(({ value }) => value !== null)
  const [first, ...others] = live
  if (first === undefined) {
    // Stations that speak may have said too little yet for the index of an hour.
    const says = heard.length > 0 ? 'air.unindexed' : 'air.unjudged'
    return { says, values: { count: ranked.length }, tone: 'unknown' }
  }
  const worst = others.reduce((most, each) => ((each.value ?? 0) > (most.value ?? 0) ? each : most), first)
  const values = {
    name: abridged(readableName(worst.sensor.name, worst.sensor.id), MOST_OF_NAME),
    value: formatMeasured(worst.value, measureOf(worst.kind), language),
    word: aqiBand(worst.value)?.word[language].toLocaleLowerCase(language) ?? '',
    count: live.length,
    silent: ranked.length - live.length,
  }
  if (worst.reached !== undefined) {
    return { says: 'air.bad', values, tone: stateOfReached(worst.reached) }
  }
  if (values.silent === 0) return { says: 'air.calm', values, tone: 'calm' }
  // Of a station that the hub could not have heard nobody knows whether it is silent.
  const isJudged = ranked.some(({ freshness, value }) =>
    freshness === 'live' ? value === null : freshness !== 'unheard',
  )
  return { says: 'air.silent', values, tone: isJudged ? 'near' : 'unknown' }
}
