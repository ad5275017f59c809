import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { Place } from '../../../domain/ranking/rank.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatFigureNumber } from '../../ui/format.ts'
import './interval.css'
import type { IntervalAxis } from './ranking.ts'

/** Where the true value lies: a thin bar on the axis of the ranking with the value and the target as ticks, and in words for who cannot see it. */
export function Interval({
  kpi,
  axis,
  low,
  high,
  value,
}: { kpi: Kpi; axis: IntervalAxis } & Pick<Place, 'low' | 'high' | 'value'>) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const at = (bound: number) => ((bound - axis.from) / (axis.to - axis.from)) * 100
  const number = (bound: number) => formatFigureNumber(bound, kpi, language)
  const words = t('ranking.between', { low: number(low), high: number(high) })
  return (
    <span className="interval" title={words}>
      <span className="visually-hidden">{words}</span>
      <span className="interval__range" style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
      {kpi.target !== undefined && <span className="interval__target" style={{ left: `${at(kpi.target.value)}%` }} />}
      <span className="interval__value" style={{ left: `${at(value)}%` }} />
    </span>
  )
}
