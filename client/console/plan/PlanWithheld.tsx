import { useTranslation } from 'react-i18next'
import type { Withheld } from '../../../domain/kpis/coverage.ts'

/** Why a figure of the plan is not held against an earlier one. */
export function PlanWithheld({ why }: { why: Withheld }) {
  const { t } = useTranslation('console')
  return <span className="table__faint">{t(`plan.withheld.${why}`)}</span>
}
