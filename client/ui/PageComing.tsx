import { useTranslation } from 'react-i18next'
import './pageComing.css'
import { StillComing } from './StillComing.tsx'

/**
 * The place of a whole page that is on its way; quiet, and silent for the first moments, so that quick pages do not blink.
 * @param isAway the hub has not answered, and is asked again
 */
export function PageComing({ isAway = false }: { isAway?: boolean }) {
  const { t } = useTranslation('common')
  const { t: people } = useTranslation('people')
  return (
    <div className="page-coming" role="status">
      {isAway ? (
        <p className="page-coming__away">{people('away')}</p>
      ) : (
        <>
          <span className="visually-hidden">{t('loading')}</span>
          <StillComing />
        </>
      )}
      <span className="page-coming__line" />
      <span className="page-coming__line" />
      <span className="page-coming__line" />
    </div>
  )
}
