import { asOf } from '../../../domain/freshness.ts'
import { abridged, readableName } from '../../../domain/readableName.ts'
import type { HighWater } from '../../../domain/sensors/tide.ts'
import type { Language, Text } from '../../../domain/text.ts'
import { measureOf, type RankedStation } from '../../panels/rankStations.ts'
import { stateOfReached } from '../../panels/stationTone.ts'
import { gaugeOf } from '../../panels/useGauge.ts'
import { formatApart, formatMeasured, formatTime } from '../../ui/format.ts'
import type { Headline } from './headline.ts'

/** Letters of a station's name: the sentence says more than that. */
const MOST_OF_NAME = 40
/** What stands at the gauge that the alert levels are set for; another gauge is told by its own name. */
const RIVER: Text = { vi: 'Sông Hậu', en: 'Hậu River' }

/**
 * The worst that a live station says; where none has reached a limit, how high the river stands and how much is left to its first alert
 * level.
 * @param moment writes when something was, with its day where that is not today
 * @param gauge id of the gauge that the alert levels are set for
 * @param water the next high water there, as far as it can be estimated
 */
export function stationsHeadline(
  ranked: readonly RankedStation[],
  gauge: string,
  language: Language,
  moment: (at: number | null) => string,
  water?: HighWater,
): Headline {
  const [worst] = ranked.filter(({ reached, freshness }) => reached !== undefined && freshness === 'live')
  const others = ranked.filter(({ reached, freshness }) => reached !== undefined && freshness === 'live').length - 1
  // They come the worst first: one that fell silent stands before the others only where they are milder, and its silence calms nothing.
  const [first] = ranked
  const isMute = first?.reached !== undefined && first.freshness !== 'live'
  if (isMute && (worst !== undefined || first.sensor.id !== gauge)) {
    return {
      says: worst === undefined ? 'stations.mute' : 'stations.muteAnd',
      values: {
        name: abridged(readableName(first.sensor.name, first.sensor.id), MOST_OF_NAME),
        limit: first.reached.label[language],
        time: moment(asOf(first.reading)),
        count: others + 1,
      },
      tone: stateOfReached(first.reached),
    }
  }
  if (worst?.reached !== undefined) {
    const unit = unitOf(worst)
    const mute = ranked.filter(({ reached, freshness }) => reached !== undefined && freshness !== 'live').length
    return {
      says: others > 0 ? 'stations.reachedAnd' : mute > 0 ? 'stations.reachedMute' : 'stations.reached',
      values: {
        name: abridged(readableName(worst.sensor.name, worst.sensor.id), MOST_OF_NAME),
        value: formatMeasured(worst.value, { ...measureOf(worst.kind), unit }, language),
        limit: worst.reached.label[language],
        count: Math.max(1, others > 0 ? others : mute),
      },
      tone: stateOfReached(worst.reached),
    }
  }
  const level = gaugeOf(ranked, gauge)
  const [lowest] = level?.kind.thresholds ?? []
  if (level === undefined || lowest === undefined) return { says: 'stations.unjudged', values: {}, tone: 'unknown' }
  const { sensor } = level
  const river = sensor.id === gauge ? RIVER[language] : abridged(readableName(sensor.name, sensor.id), MOST_OF_NAME)
  // Of the river it is told how it stood last; of another gauge only what is now.
  if (sensor.id !== gauge && level.freshness !== 'live') return { says: 'stations.old', values: {}, tone: 'unknown' }
  if (level.value === null) return { says: 'stations.unjudgedAt', values: { river }, tone: 'unknown' }
  const values = {
    river,
    value: formatMeasured(level.value, { ...measureOf(level.kind), unit: unitOf(level) }, language),
    left: formatApart(level.value, lowest.at, measureOf(level.kind), language),
    limit: lowest.label[language],
    time: moment(asOf(level.reading)),
    count: ranked.length,
  }
  if (level.freshness !== 'live') {
    const value = level.reached === undefined ? values.value : `${values.value} (${level.reached.label[language]})`
    return { says: 'stations.stale', values: { ...values, value }, tone: 'unknown' }
  }
  // As many as stand in the list. Of others that say nothing the hub could not have heard anything: they worry nobody, and calm nobody.
  const silent = ranked.filter(({ rank }) => rank !== undefined).length
  const unheard = ranked.filter(({ freshness }) => freshness !== 'live').length
  if (silent > 0) return { says: 'stations.silent', values: { ...values, count: silent }, tone: 'near' }
  if (unheard > 0) return { says: 'stations.silent', values: { ...values, count: unheard }, tone: 'unknown' }
  if (water === undefined) return { says: 'stations.calm', values, tone: 'calm' }
  const next = {
    ...values,
    time: formatTime(water.at),
    next: formatMeasured(water.level, { ...measureOf(level.kind), unit: unitOf(level) }, language),
  }
  return water.level >= lowest.at
    ? { says: 'stations.rises', values: next, tone: 'near' }
    : { says: 'stations.next', values: next, tone: 'calm' }
}

function unitOf({ kind }: RankedStation): string {
  return kind.index === undefined ? (kind.quantities[kind.primary]?.unit ?? '') : ''
}
