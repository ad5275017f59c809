import { useTranslation } from 'react-i18next'
import { formatDate, formatTime } from '../../ui/format.ts'
import './steering.css'

/** Says across the head of a wall that what it shows is not of now. @param moment epoch ms */
export function PastNotice({ moment }: { readonly moment: number }) {
  const { t } = useTranslation('wall')
  const past = usePastText()
  return (
    <p className="wall-past" role="status">
      <span className="wall-past__moment">{past(moment)}</span> <span className="wall-past__not">{t('past.not')}</span>
    </p>
  )
}

/** `Số liệu lúc 14:05 ngày 28/11/2026` */
export function usePastText(): (moment: number) => string {
  const { t } = useTranslation('wall')
  return (moment) => t('past.moment', { time: formatTime(moment), day: formatDate(moment) })
}
