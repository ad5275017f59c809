import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Place } from '../../domain/ranking/rank.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { bulletScale } from '../panels/bulletScale.ts'
import { formatNumber } from '../ui/format.ts'
import './interval.css'

/** Where the true value lies: a thin bar on the KPI's scale with the value and the target as ticks, and in words for who cannot see it. */
export function Interval({ kpi, low, high, value }: { kpi: Kpi } & Pick<Place, 'low' | 'high' | 'value'>) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const scale = bulletScale(kpi, value)
  const percent = (share: number) => `${share * 100}%`
  const number = (bound: number) => formatNumber(bound, kpi.digits, language)
  const words = t('ranking.between', { low: number(low), high: number(high) })
  return (
    <span className="interval" title={words}>
      <span className="visually-hidden">{words}</span>
      <span
        className="interval__range"
        style={{ left: percent(scale.at(low)), width: percent(scale.at(high) - scale.at(low)) }}
      />
      {kpi.target !== undefined && (
        <span className="interval__target" style={{ left: percent(scale.at(kpi.target.value)) }} />
      )}
      <span className="interval__value" style={{ left: percent(scale.at(value)) }} />
    </span>
  )
}
