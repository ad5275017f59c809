import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useView } from '../useView.ts'

/** Opens the row to the form that changes it, or closes it again. */
export function ChangeLink({ row, what }: { row: string; what: string }) {
  const { t } = useTranslation('settings')
  const { view, to } = useView()
  const isOpen = view.opened === row
  return (
    <Link
      className="table__link"
      to={to({ opened: isOpen ? undefined : row })}
      replace
      aria-expanded={isOpen}
      aria-label={t('changeOf', { what })}
    >
      {t('change')}
    </Link>
  )
}
