import { useTranslation } from 'react-i18next'
import './marks.css'

/** Says that a value, or something it was computed from, is simulated. */
export function SimulatedMark() {
  const { t } = useTranslation('common')
  return <span className="mark mark--simulated">{t('simulated')}</span>
}
