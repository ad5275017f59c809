import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { MOST_HANDLED } from '../../../domain/alerts/handling.ts'
import { useDialog } from '../parts/DialogHost.tsx'
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
  const show = useDialog()
  const picked = shown.filter(({ id }) => ids.has(id))
  return (
    <section className="selection" aria-label={t('pickColumn')}>
      <span role="status">{picked.length === 0 ? '' : t('picked', { count: picked.length })}</span>
      <button
        type="button"
        className="console__button"
        disabled={picked.length === 0}
        // As they stand when the dialog is opened: what is done meanwhile is told by the hub.
        onClick={() =>
          show((close) => (
            <HandleDialog alerts={picked.slice(0, MOST_HANDLED)} close={close} done={(left) => choose(new Set(left))} />
          ))
        }
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
    </section>
  )
}
