import { useTranslation } from 'react-i18next'
import './pageComing.css'

/** The place of a whole page that is on its way; quiet, and silent for the first moments, so that quick pages do not blink. */
export function PageComing() {
  const { t } = useTranslation('common')
  return (
    <div className="page-coming" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      <span className="page-coming__line" />
      <span className="page-coming__line" />
      <span className="page-coming__line" />
    </div>
  )
}
