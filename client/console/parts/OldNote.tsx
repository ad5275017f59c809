import { useTranslation } from 'react-i18next'
import type { Moment } from '../../live/hubClock.ts'
import { formatDateTime } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import './oldNote.css'

/** Said above what is read without a line: of when it is, and by whose clock. @param since undefined: it is of now, and nothing is said */
export function OldNote({ since }: { since: Moment | undefined }) {
  const { t } = useTranslation('work')
  if (since === undefined) return null
  return (
    <p role="status" className="old-note">
      <KeptTogether>{t(since.isHubs ? 'old' : 'oldByDevice', { at: formatDateTime(since.at) })}</KeptTogether>
    </p>
  )
}
