import { useTranslation } from 'react-i18next'
import './marks.css'

/** Says that a value, or something it was computed from, is simulated. @param isDrill says that a drill goes on, of which it may come */
export function SimulatedMark({ isDrill = false }: { readonly isDrill?: boolean }) {
  const { t } = useTranslation('common')
  return (
    <span className={isDrill ? 'mark mark--simulated mark--drill' : 'mark mark--simulated'}>
      {t(isDrill ? 'drill' : 'simulated')}
    </span>
  )
}
