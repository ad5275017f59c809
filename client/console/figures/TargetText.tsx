import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'

/** `Kế hoạch ≥ 90%`, `Ngưỡng ≤ 9 người`, the city's own number with the declared one beside it, or that there is none. */
export function TargetText({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  if (kpi.target === undefined) return t('kpi.noTarget')
  const limit = limitText(kpi, kpi.target.value, language)
  if (kpi.target.declared === undefined) return `${t(`kpi.basis.${kpi.target.basis}`)} ${limit}`
  return common('targetOfCity', { limit, declared: limitText(kpi, kpi.target.declared, language) })
}
