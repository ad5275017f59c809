import { useTranslation } from 'react-i18next'
import { useJudging } from '../live/useLive.ts'
import { useMomentText } from '../ui/useMomentText.ts'

/** Of when it is what a figure says of now: `lúc này`, or when the city was heard last. */
export function useNowText(): string {
  const { t } = useTranslation('wall')
  const { asOf } = useJudging()
  const moment = useMomentText()
  return asOf === undefined ? t('figure.period.now') : t('figure.period.at', { time: moment(asOf) })
}
