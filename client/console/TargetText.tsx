import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatValue } from '../ui/format.ts'

/** `Kế hoạch ≥ 90%`, `Ngưỡng ≤ 9 người`, or that there is none. */
export function TargetText({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  if (kpi.target === undefined) return t('kpi.noTarget')
  const sign = kpi.direction === 'higher' ? '≥' : '≤'
  return `${t(`kpi.basis.${kpi.target.basis}`)} ${sign} ${formatValue(kpi.target.value, kpi.digits, text(kpi.unit), language)}`
}
