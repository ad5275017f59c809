import { useTranslation } from 'react-i18next'
import { OpenLink } from '../parts/table/OpenLink.tsx'

/** Opens the row to the form that changes it, or closes it again. */
export function ChangeLink({ row, what }: { row: string; what: string }) {
  const { t } = useTranslation('settings')
  return (
    <OpenLink row={row} label={t('changeOf', { what })}>
      {t('change')}
    </OpenLink>
  )
}
