import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'
import { distanceText } from '../parts/distanceText.ts'
import { PlanWithheld } from './PlanWithheld.tsx'

/** Change in four weeks: an arrow for the way, a number for how far, and a word for whether that is good. */
export function PlanTrend({
  row: { trend, trendWithheld },
  kpi,
}: {
  row: Pick<PlanRow, 'trend' | 'trendWithheld'>
  kpi: Kpi
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  if (trendWithheld !== null) return <PlanWithheld why={trendWithheld} />
  if (trend === null) return '–'
  if (Number(Math.abs(trend).toFixed(kpi.digits)) === 0) return t('plan.trend.flat')
  const rises = trend > 0
  const isGood = rises === (kpi.direction === 'higher')
  return (
    <span className={rises ? 'plan__trend' : 'plan__trend plan__trend--falls'} data-good={isGood}>
      <Shape is="triangle" />
      <span aria-hidden="true">{formatNumber(Math.abs(trend), kpi.digits, language)}</span>
      <span className="visually-hidden">{distanceText(trend, kpi.digits, language)}</span>
      <span className="table__faint">{t(isGood ? 'plan.trend.better' : 'plan.trend.worse')}</span>
    </span>
  )
}
