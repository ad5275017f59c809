import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { Needed } from '../../../domain/plan/planRow.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatNumber, formatValue } from '../../ui/format.ts'

/** What it takes to reach the target from here, in the things the KPI counts. */
export function PlanNeeded({ needed, kpi }: { needed: Needed; kpi: Kpi }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const number = (value: number) => formatNumber(value, 0, language)
  switch (needed.is) {
    case 'secured':
      return t('plan.needed.secured')
    case 'perDay':
    case 'atMost': {
      // Where nothing comes of itself there is nothing to take a share of.
      const isShare = needed.of > 0 && kpi.denominatorName !== undefined
      return t(`plan.needed.${needed.is}.${isShare ? 'share' : 'count'}`, {
        number: number(needed.count),
        what: text(kpi.numeratorName),
        of: number(needed.of),
        whole: kpi.denominatorName === undefined ? '' : text(kpi.denominatorName),
        days: number(needed.days),
      })
    }
    case 'total':
      return t(kpi.direction === 'higher' ? 'plan.needed.total' : 'plan.needed.fewer', {
        number: number(needed.count),
        what: text(kpi.numeratorName),
        days: number(needed.days),
      })
    case 'outOfReach':
      return t('plan.needed.outOfReach', { best: formatValue(needed.best, kpi.digits, text(kpi.unit), language) })
  }
}
