import type { Severity, Threshold } from '../../domain/sensors/sensorKind.ts'
import type { RankedStation } from './rankStations.ts'
import { stateOfTone, type Tone } from './tone.ts'

/** Colours a station's badge, in the list and on the map. */
export function stationTone({ reached, freshness }: RankedStation): Tone {
  if (freshness !== 'live') return 'unjudged'
  return reached === undefined ? 'met' : toneOfSeverity(reached.severity)
}

function toneOfSeverity(severity: Severity) {
  return severity === 'critical' ? 'most' : severity === 'major' ? 'more' : 'little'
}

/** Of a limit that a figure or a headline speaks of: the colour that the station has in the list and on the map. */
export function stateOfReached({ severity }: Pick<Threshold, 'severity'>): 'near' | 'missed' {
  return stateOfTone(toneOfSeverity(severity))
}
