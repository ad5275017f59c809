import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatNumber, formatValue } from '../ui/format.ts'

/** What it takes from here, as one line that can be read from afar; nothing where nothing can be said. */
export function NeededText({ row, kpi }: { readonly row: PlanRow; readonly kpi: Kpi }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const { needed } = row
  if (needed === null) return null
  const number = (value: number) => formatNumber(value, 0, language)
  switch (needed.is) {
    case 'secured':
      return <>{t('plan.needed.secured')}</>
    case 'perDay':
    case 'atMost':
      return <>{t(`plan.needed.${needed.is}`, { count: number(needed.count), of: number(needed.of) })}</>
    case 'total':
      return <>{t('plan.needed.total', { count: number(needed.count), days: number(needed.days) })}</>
    case 'outOfReach':
      return (
        <>{t('plan.needed.outOfReach', { best: formatValue(needed.best, kpi.digits, text(kpi.unit), language) })}</>
      )
  }
}
