import { useTranslation } from 'react-i18next'
import { asOf } from '../../domain/freshness.ts'
import { readableName } from '../../domain/readableName.ts'
import { waterLevel } from '../../domain/sensors/waterLevel.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useApi } from '../live/api.ts'
import { useFeedReady, useNow } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatMeasured, formatTime } from '../ui/format.ts'
import { LevelCurve } from './LevelCurve.tsx'
import { type Bucket, peakOf } from './levelScale.ts'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf, type RankedStation } from './rankStations.ts'
import { useStationRanking } from './useRankings.ts'
import './river.css'

const WATER = ['waterLevel'] as const
/** A shorter silence cannot be seen on a day's curve. */
const SHORTEST_GAP_MS = 20 * MINUTE_MS
const LEVEL = waterLevel.quantities.level

/**
 * One gauge of the river: its level, which alert it stands over, and how it came there in a day.
 * @param gauge id of the gauge that the alert levels are set for; while it is not announced, the most pressing one that is live
 */
export function River({ gauge: id }: { readonly gauge: string }) {
  const { t } = useTranslation('wall')
  const gauges = useStationRanking(WATER)
  const ready = useFeedReady('sensors')
  const gauge =
    gauges.find(({ sensor }) => sensor.id === id) ?? gauges.find(({ freshness }) => freshness === 'live') ?? gauges[0]
  return (
    <section className="river">
      {gauge !== undefined && <Gauge gauge={gauge} />}
      {gauge === undefined && <h2 className="river__name">{t('river.title')}</h2>}
      {gauge === undefined && ready && <p className="river__empty">{t('river.none')}</p>}
    </section>
  )
}

function Gauge({ gauge: { sensor, value, reading, freshness, reached } }: { readonly gauge: RankedStation }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  // A new question every five minutes, not every second: the answer is cached until then.
  const to = Math.ceil(now / (5 * MINUTE_MS)) * 5 * MINUTE_MS
  const from = to - DAY_MS
  const series = useApi<{ bucketMs: number; buckets: Bucket[] }>(
    `/sensors/${encodeURIComponent(sensor.id)}/series?value=level&from=${from}&to=${to}&points=288`,
    { refetchMs: 5 * MINUTE_MS },
  )
  const buckets = series.data?.buckets ?? []
  const peak = peakOf(buckets)
  return (
    <>
      <h2 className="river__name">
        {text(waterLevel.label)} · {readableName(sensor.name, sensor.id)}
      </h2>
      <div className="river__line" data-freshness={freshness}>
        <p
          className="river__value"
          data-severity={freshness === 'live' ? reached?.severity : undefined}
          data-figure={figureName.device(`sensor/${sensor.id}`, waterLevel.primary)}
        >
          {formatMeasured(value, measureOf(waterLevel), language)}
          <span className="river__unit">{LEVEL.unit}</span>
        </p>
        {freshness === 'live' ? (
          <ReachedMark reached={reached} calm={t('river.calm')} />
        ) : (
          <FreshnessMark compact freshness={freshness} at={asOf(reading)} />
        )}
      </div>
      <LevelCurve
        buckets={buckets}
        gapMs={Math.max(SHORTEST_GAP_MS, 2.5 * sensor.everyMs, 2.5 * (series.data?.bucketMs ?? 0))}
        from={from}
        to={to}
        limits={waterLevel.thresholds}
        digits={LEVEL.digits}
        now={freshness === 'live' && reading?.at != null && value !== null ? { at: reading.at, value } : undefined}
      />
      <p className="river__note">
        {peak === undefined
          ? t(series.isPending ? 'river.coming' : 'river.noHistory')
          : t('river.peak', {
              value: formatMeasured(peak.value, { ...measureOf(waterLevel), unit: LEVEL.unit }, language),
              time: formatTime(peak.at),
            })}
      </p>
    </>
  )
}
