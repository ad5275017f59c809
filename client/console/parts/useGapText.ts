import { useTranslation } from 'react-i18next'
import { DATA_GAP_CAUSES, type DataGap } from '../../../domain/dataGap.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'

/** Of what time data may be missing, why, and what to do so that it does not happen again. */
export function useGapText(): (gap: DataGap) => string {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  return ({ from, to, cause, dropped }) =>
    [
      t('gap.span', { from: formatDateTime(from), to: formatDateTime(to) }),
      ...(dropped === null || dropped === 0
        ? []
        : [t('gap.dropped', { count: dropped, n: formatNumber(dropped, 0, language) })]),
      text(DATA_GAP_CAUSES[cause]),
    ].join(' ')
}
