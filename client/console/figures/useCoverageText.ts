import { useTranslation } from 'react-i18next'
import type { Coverage } from '../../../domain/kpis/coverage.ts'
import type { CoverageKind } from '../../../domain/kpis/coverageKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'

/** `báo cáo ngày 1.245/1.328`: how much of what was due has been reported; dashes where the hub has said nothing. */
export function useCoverageText(): (kind: CoverageKind, coverage: Coverage | undefined) => string {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  return (kind, coverage) =>
    t(`kpi.coverage.${kind}`, {
      reported: formatNumber(coverage?.reported, 0, language),
      expected: formatNumber(coverage?.expected, 0, language),
    })
}
