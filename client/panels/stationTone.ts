import type { RankedStation } from './rankStations.ts'
import type { Tone } from './tone.ts'

/** Colours a station's badge, in the list and on the map. */
export function stationTone({ reached, freshness }: RankedStation): Tone {
  if (freshness !== 'live') return 'unjudged'
  if (reached === undefined) return 'met'
  return reached.severity === 'critical' ? 'most' : reached.severity === 'major' ? 'more' : 'little'
}
