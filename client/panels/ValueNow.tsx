import { useTranslation } from 'react-i18next'
import type { Alert } from '../../domain/alerts/alert.ts'
import { alertQuantity } from '../../domain/alerts/quantity.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useJudging, useRow } from '../live/useLive.ts'
import { formatValue } from '../ui/format.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { quantityOf } from './rankStations.ts'
import { readingFreshness } from './truth.ts'
import { useStationRanking } from './useRankings.ts'

const RAIN = ['rain'] as const

/** What is so now, beside an alert whose title says what was so when it was raised or last held: a gauge's value, or how many stations. */
export function ValueNow({ alert }: { readonly alert: Alert }) {
  return alert.rule === 'rain.storm' ? <StationsNow alert={alert} /> : <GaugeNow alert={alert} />
}

/** `nay 2/11 trạm`, where fewer stations are beyond the limit than the alert counts. Nothing where none of them tells. */
function StationsNow({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('wall')
  const live = useStationRanking(RAIN).filter(({ freshness }) => freshness === 'live')
  const limit = live[0]?.kind.thresholds.find(({ severity }) => severity === alert.severityNow)
  if (limit === undefined || alert.value === null) return null
  const beyond = live.filter(({ kind, reading }) => (quantityOf(kind, reading, limit.quantity) ?? 0) >= limit.at).length
  return beyond >= alert.value ? null : <Now>{t('ticker.nowOf', { count: beyond, all: live.length })}</Now>
}

/** `nay 1,43 m`. Nothing while the gauge is still beyond the limit, or does not tell. */
function GaugeNow({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const { now, reception } = useJudging()
  const id = alert.subject === 'sensor' ? alert.subjectId : undefined
  const sensor = useRow('sensors', id)
  const reading = useRow('readings', id)
  const quantity = alertQuantity(alert)
  // A rule is named by the kind of sensor and the quantity: `waterLevel.level`.
  const [ofKind, name = ''] = alert.rule.split('.')
  const kind: SensorKind | undefined = SENSOR_KINDS[ofKind as SensorKindId]
  const value = kind === undefined || sensor?.kind !== ofKind ? null : quantityOf(kind, reading, name)
  if (sensor === undefined || quantity === undefined || value === null || alert.limit === null) return null
  if (value >= alert.limit || readingFreshness(sensor, reading, now, reception) !== 'live') return null
  const { digits, unit } = quantity
  return <Now>{t('ticker.now', { value: formatValue(value, digits, unit, language) })}</Now>
}

function Now({ children }: { readonly children: string }) {
  return (
    <>
      {' · '}
      <KeptTogether>{children}</KeptTogether>
    </>
  )
}
