import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'

/** Of what time a figure is: as it is shown live, or as the plan follows it. One KPI may have both on one screen. */
export function usePeriodWord(): (kpi: Kpi, of?: 'live' | 'plan') => string {
  const { t } = useTranslation('common')
  return (kpi, of = 'live') => {
    if (of === 'plan') return t(isOfYear(kpi) ? 'counted.year' : 'counted.now')
    return t(`counted.${kpi.period}`)
  }
}

export function PeriodWord({ kpi, of = 'live' }: { kpi: Kpi; of?: 'live' | 'plan' }) {
  const word = usePeriodWord()
  return <span className="table__faint">{word(kpi, of)}</span>
}
