import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { MOST_HANDLED } from '../../../domain/alerts/handling.ts'
import { HandleDialog } from './HandleDialog.tsx'
import './handling.css'

/** What is chosen in the list, and the way to one act for all of it. */
export function SelectionBar({
  shown,
  ids,
  choose,
}: {
  /** The alerts of the list. */
  shown: readonly Alert[]
  ids: ReadonlySet<string>
  choose: (ids: ReadonlySet<string>) => void
}) {
  const { t } = useTranslation('handling')
  // As they stood when the dialog was opened: what has been done meanwhile is told by the hub.
  const [handled, setHandled] = useState<readonly Alert[]>()
  const picked = shown.filter(({ id }) => ids.has(id))
  return (
    <section className="selection" aria-label={t('pickColumn')}>
      <span role="status">{picked.length === 0 ? '' : t('picked', { count: picked.length })}</span>
      <button
        type="button"
        className="console__button"
        disabled={picked.length === 0}
        onClick={() => setHandled(picked.slice(0, MOST_HANDLED))}
      >
        {t('handle')}…
      </button>
      <button
        type="button"
        className="console__button"
        onClick={() => choose(new Set(shown.slice(0, MOST_HANDLED).map(({ id }) => id)))}
      >
        {t('pickAll')}
      </button>
      <button
        type="button"
        className="console__button"
        disabled={picked.length === 0}
        onClick={() => choose(new Set())}
      >
        {t('pickNone')}
      </button>
      {handled !== undefined && (
        <HandleDialog alerts={handled} close={() => setHandled(undefined)} done={(left) => choose(new Set(left))} />
      )}
    </section>
  )
}
