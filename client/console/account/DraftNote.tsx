import { useTranslation } from 'react-i18next'
import type { DraftInHand } from '../../live/useDraft.ts'
import { formatDateTime } from '../../ui/format.ts'

/** Says of a form that it opened with what its reader had left unsent in it, and throws that away. */
export function DraftNote({ draft: { from, clear } }: { draft: Pick<DraftInHand<string>, 'from' | 'clear'> }) {
  const { t } = useTranslation('people')
  if (from === undefined) return null
  const at = formatDateTime(from.at)
  return (
    <p className="form__hint" role="status">
      {t(from.isHubs ? 'draft.from' : 'draft.fromByDevice', { at })}{' '}
      <button type="button" className="console__button" onClick={clear}>
        {t('draft.clear')}
      </button>
    </p>
  )
}
