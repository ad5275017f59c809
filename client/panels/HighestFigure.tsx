import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readableName } from '../../domain/readableName.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { useSensorKinds } from '../live/useSensorKinds.ts'
import { figureName } from '../ui/figureName.ts'
import { formatMeasured } from '../ui/format.ts'
import { AqiWord } from './AqiWord.tsx'
import { courseShape, missingDays } from './courseShape.ts'
import { Figure } from './Figure.tsx'
import { noCourse } from './noCourse.ts'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf, quantityOf, type RankedStation, shownQuantity } from './rankStations.ts'
import { stateOfReached } from './stationTone.ts'
import { useComingText } from './useComingText.ts'
import { useDailyHighest } from './useDailyHighest.ts'
import { useNowText } from './useNowText.ts'
import { useStationRanking } from './useRankings.ts'

/** The highest live value of a kind of sensors, where it is, and the highest of each of thirty days there. */
export function HighestFigure({
  kind: id,
  quantity,
  count,
}: {
  readonly kind: SensorKindId
  readonly quantity: string | undefined
  readonly count: number
}) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const [language] = useLanguage()
  const text = useText()
  const kinds = useMemo(() => [id], [id])
  const stations = useStationRanking(kinds)
  const isReady = useFeedReady('sensors')
  const at = useNowText()
  const kind: SensorKind = useSensorKinds()[id]
  const name = quantity ?? shownQuantity(kind)
  const highest = highestOf(stations, name)
  const measure = measureOf(kind, name)
  const { points, isMissing, isComing } = useDailyHighest(highest?.sensor.id, name)
  const missing = points === undefined ? 0 : missingDays(points)
  const live = stations.filter(({ freshness }) => freshness === 'live').length
  const limit = kind.thresholds.find(({ quantity }) => quantity === name)
  // The worst threshold reached may be of another quantity.
  const reached = highest?.reached?.quantity === name ? highest.reached : undefined
  const unit = name === 'index' ? '' : (kind.quantities[name]?.unit ?? '')
  return (
    <Figure
      count={count}
      look={{
        label:
          quantity === undefined
            ? t(`extremes.${id}`)
            : t('extremes.of', { what: text(kind.quantities[name]?.label ?? kind.label) }),
        aside: at,
        courseOf: t('course.of.highest'),
        value: formatMeasured(highest?.measured, measure, language),
        unit: highest === undefined ? undefined : unit,
        mark:
          highest === undefined ? undefined : name === 'index' ? (
            <AqiWord index={highest.measured} />
          ) : (
            <ReachedMark reached={reached} calm={t('extremes.calm')} />
          ),
        tone: reached === undefined ? 'met' : stateOfReached(reached),
        isOld: highest === undefined,
        shape: points && courseShape(points, limit?.at, { is: 'beside', value: highest?.measured ?? null }),
        noCourse: t(noCourse(isReady, highest !== undefined, { isMissing, isComing })),
        note: [
          highest === undefined
            ? isReady
              ? t(name === 'index' && live > 0 ? 'extremes.unindexed' : 'extremes.none')
              : coming
            : // Where nothing is measured anywhere, no station is the one that has most.
              t(highest.measured === 0 ? 'extremes.nowhere' : 'extremes.at', {
                name: readableName(highest.sensor.name, highest.sensor.id),
              }),
          t('coverage.sensor', { reported: live, expected: stations.length, count: stations.length }),
          ...(limit === undefined
            ? []
            : [t('extremes.limit', { at: formatMeasured(limit.at, { ...measure, unit }, language) })]),
          ...(missing === 0 ? [] : [t('course.gaps', { count: missing })]),
        ].join(' · '),
        ...(highest !== undefined && { figure: figureName.device(sensorSource(highest.sensor.id), name) }),
      }}
    />
  )
}

/** A station with one of its values. */
type Measured = RankedStation & { readonly measured: number }

/** Of the stations that are live and have the value. */
function highestOf(stations: readonly RankedStation[], name: string): Measured | undefined {
  let highest: Measured | undefined
  for (const station of stations) {
    const measured = quantityOf(station.kind, station.reading, name)
    if (station.freshness !== 'live' || measured === null) continue
    if (highest === undefined || measured > highest.measured) highest = { ...station, measured }
  }
  return highest
}
