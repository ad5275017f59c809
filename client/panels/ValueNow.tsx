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

/**
 * What a sensor says now, beside an alert whose title says what it said when it was raised: `nay 1,43 m`. Nothing while it is still beyond the limit,
 * or does not tell.
 */
export function ValueNow({ alert }: { readonly alert: Alert }) {
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
  const written = formatValue(value, digits, unit, language)
  return (
    <>
      {' · '}
      <KeptTogether>{t('ticker.now', { value: written })}</KeptTogether>
    </>
  )
}
