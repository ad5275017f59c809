import { useTranslation } from 'react-i18next'
import { useJudging } from '../live/useLive.ts'
import { formatTime } from '../ui/format.ts'

/** Of when it is what a figure says of now: `lúc này`, or when the city was heard last. */
export function useNowText(): { readonly says: string; readonly isNow: boolean } {
  const { t } = useTranslation('wall')
  const { asOf } = useJudging()
  return {
    says: asOf === undefined ? t('figure.period.now') : t('figure.period.at', { time: formatTime(asOf) }),
    isNow: asOf === undefined,
  }
}
