import { useTranslation } from 'react-i18next'
import type { Moment } from '../../live/hubClock.ts'
import { formatDateTime } from '../../ui/format.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import './oldNote.css'

/**
 * Said above what was kept: of when it is, by whose clock, and why it is shown.
 * @param since undefined: it is of now, and nothing is said
 * @param isAwaited the hub is asked and may still answer; otherwise there is no line to it
 */
export function OldNote({ since, isAwaited = false }: { since: Moment | undefined; isAwaited?: boolean }) {
  const { t } = useTranslation('work')
  if (since === undefined) return null
  return (
    <p role="status" className="old-note">
      <KeptTogether>
        {t(isAwaited ? 'oldAwaited' : since.isHubs ? 'old' : 'oldByDevice', { at: formatDateTime(since.at) })}
      </KeptTogether>
    </p>
  )
}
