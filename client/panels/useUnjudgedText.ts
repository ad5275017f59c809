import { useTranslation } from 'react-i18next'
import { coverageKind } from '../../domain/kpis/coverageKind.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useJudging } from '../live/useLive.ts'
import { formatNumber } from '../ui/format.ts'
import { useUnheardText } from '../ui/receptionText.ts'
import { unjudgedReason } from './unjudged.ts'
import { useKpiInForce } from './useKpiInForce.ts'

/** Why a figure of a KPI cannot be judged, for the wall: how much of what was due has been reported, or what there is nothing of. */
export function useUnjudgedText(id: KpiId, row: KpiValue | undefined): string {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const { now, reception } = useJudging()
  const unheard = useUnheardText()
  const kpi = useKpiInForce(id)
  const reason = unjudgedReason(kpi, row, now, reception)
  if (reason === 'unheard') return unheard
  if (reason !== 'never' && reason !== 'coverage') return t(`unjudgedWhy.${reason}`)
  return t(`headline.tooFew.${coverageKind(kpi) === 'days' ? 'days' : kpi.from}`, {
    reported: formatNumber(row?.reported ?? 0, 0, language),
    expected: formatNumber(row?.expected ?? 0, 0, language),
    count: row?.expected ?? 0,
  })
}
