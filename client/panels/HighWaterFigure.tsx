import { useTranslation } from 'react-i18next'
import { asOf } from '../../domain/freshness.ts'
import { readableName } from '../../domain/readableName.ts'
import { waterLevel } from '../../domain/sensors/waterLevel.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useSensorKinds } from '../live/useSensorKinds.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatApart, formatMeasured, formatNumber, formatTime } from '../ui/format.ts'
import { courseShape, missingDays } from './courseShape.ts'
import { Figure } from './Figure.tsx'
import { noCourse } from './noCourse.ts'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf } from './rankStations.ts'
import { stateOfReached } from './stationTone.ts'
import { useComingText } from './useComingText.ts'
import { useDailyHighest } from './useDailyHighest.ts'
import { useGauge, useHighWater } from './useGauge.ts'
import { useNowText } from './useNowText.ts'

const LEVEL = waterLevel.quantities.level
const CENTIMETRES = 100

/** The level of the river now, the highest of each of thirty days, and when the next high water comes and how high. */
export function HighWaterFigure({ gauge: id, count }: { readonly gauge: string; readonly count: number }) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const [language] = useLanguage()
  const { gauge, isReady } = useGauge(id)
  const at = useNowText()
  const { waterLevel: kind } = useSensorKinds()
  const first = kind.thresholds[0] ?? waterLevel.thresholds[0]
  const { water, stray, above, isComing } = useHighWater(gauge?.sensor.id, gauge?.value ?? null)
  const { points, isMissing, isComing: isCourseComing } = useDailyHighest(gauge?.sensor.id, waterLevel.primary)
  const missing = points === undefined ? 0 : missingDays(points)
  const isLive = gauge?.freshness === 'live'
  const metres = (level: number) => formatMeasured(level, { ...measureOf(kind), unit: LEVEL.unit }, language)
  const left = (level: number) => formatApart(level, first.at, measureOf(kind), language)
  const comes = () => {
    if (gauge === undefined) return isReady ? t('river.none') : coming
    // Of a gauge that is silent nobody knows how the water stands, and so not when it turns.
    if (!isLive) return t('river.silent')
    if (stray !== undefined) {
      const off = formatNumber(Math.abs(stray) * CENTIMETRES, 0, language)
      return t(stray > 0 ? 'river.strayAbove' : 'river.strayBelow', { off })
    }
    if (above !== undefined) return t('river.passed', { off: formatNumber(above * CENTIMETRES, 0, language) })
    if (water === undefined) return t(isComing ? 'figure.coming' : 'river.unknown')
    return (
      <>
        <em>{t('river.next', { time: formatTime(water.at), level: metres(water.level) })}</em>
        {', '}
        {t(water.level < first.at ? 'river.below' : 'river.above', { left: left(water.level) })}
        {' · '}
        {t('river.estimate')}
        {missing > 0 && ` · ${t('course.gaps', { count: missing })}`}
      </>
    )
  }
  return (
    <Figure
      count={count}
      look={{
        label: gauge === undefined ? t('river.title') : readableName(gauge.sensor.name, gauge.sensor.id),
        aside: isLive ? at : undefined,
        courseOf: t('course.of.highest'),
        value: formatMeasured(gauge?.value, measureOf(kind), language),
        unit: gauge?.value == null ? undefined : LEVEL.unit,
        mark:
          gauge === undefined ? undefined : isLive ? (
            <ReachedMark reached={gauge.reached} calm={t('river.calm')} />
          ) : (
            <FreshnessMark freshness={gauge.freshness} at={asOf(gauge.reading)} />
          ),
        tone: isLive && gauge.reached !== undefined ? stateOfReached(gauge.reached) : 'met',
        isOld: !isLive,
        shape: points && courseShape(points, first.at, { is: 'beside', value: gauge?.value ?? null }),
        noCourse: t(noCourse(isReady, gauge !== undefined, { isMissing, isComing: isCourseComing })),
        note: comes(),
        ...(gauge !== undefined && { figure: figureName.device(sensorSource(gauge.sensor.id), waterLevel.primary) }),
      }}
    />
  )
}
