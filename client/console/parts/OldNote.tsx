import { useTranslation } from 'react-i18next'
import { useNow } from '../../live/useLive.ts'
import { formatMoment } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import './oldNote.css'

/** Said above what is read without a line: of when it is. @param since epoch ms; undefined: it is of now, and nothing is said */
export function OldNote({ since }: { since: number | undefined }) {
  const { t } = useTranslation('work')
  const now = useNow()
  if (since === undefined) return null
  return (
    <p role="status" className="old-note">
      <KeptTogether>{t('old', { at: formatMoment(since, now) })}</KeptTogether>
    </p>
  )
}
