import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readableName } from '../../domain/readableName.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatMeasured } from '../ui/format.ts'
import { AqiWord } from './AqiWord.tsx'
import { courseShape } from './courseShape.ts'
import { Figure } from './Figure.tsx'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf, type RankedStation, shownQuantity } from './rankStations.ts'
import { useDailyHighest } from './useDailyHighest.ts'
import { useStationRanking } from './useRankings.ts'

/** The highest live value of a kind of sensors, where it is, and the highest of each of thirty days there. */
export function HighestFigure({ kind: id, count }: { readonly kind: SensorKindId; readonly count: number }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const kinds = useMemo(() => [id], [id])
  const stations = useStationRanking(kinds)
  const isReady = useFeedReady('sensors')
  const highest = highestOf(stations)
  const kind: SensorKind = SENSOR_KINDS[id]
  const name = shownQuantity(kind)
  const { points, isMissing, isComing } = useDailyHighest(highest?.sensor.id, name)
  const live = stations.filter(({ freshness }) => freshness === 'live').length
  const limit = kind.thresholds.find(({ quantity }) => quantity === name)
  const reached = highest?.reached
  return (
    <Figure
      count={count}
      look={{
        label: t(`extremes.${id}`),
        aside: t('course.highestDaily'),
        value: formatMeasured(highest?.value, measureOf(kind), language),
        unit: highest === undefined || name === 'index' ? undefined : (kind.quantities[name]?.unit ?? ''),
        mark:
          highest === undefined ? undefined : name === 'index' ? (
            <AqiWord index={highest.value} />
          ) : (
            <ReachedMark reached={reached} calm={t('extremes.calm')} />
          ),
        tone: reached === undefined ? 'met' : reached.severity === 'critical' ? 'missed' : 'near',
        isOld: highest === undefined,
        shape: points && courseShape(points, limit?.at),
        noCourse: isMissing ? t('course.missing') : isComing ? t('course.coming') : t('course.none'),
        note: [
          highest === undefined
            ? isReady
              ? t('extremes.none')
              : t('course.coming')
            : readableName(highest.sensor.name, highest.sensor.id),
          t('coverage.sensor', { reported: live, expected: stations.length, count: stations.length }),
          ...(limit === undefined ? [] : [t('extremes.limit', { what: text(limit.label) })]),
        ].join(' · '),
        ...(highest !== undefined && { figure: figureName.device(`sensor/${highest.sensor.id}`, name) }),
      }}
    />
  )
}

/** Of the stations that are live and have a value. */
function highestOf(stations: readonly RankedStation[]): RankedStation | undefined {
  let highest: RankedStation | undefined
  for (const station of stations) {
    if (station.freshness !== 'live' || station.value === null) continue
    if (highest === undefined || station.value > (highest.value ?? Number.NEGATIVE_INFINITY)) highest = station
  }
  return highest
}
