import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import './acknowledgement.css'

/**
 * Who took an alert on, and when, for everybody to see; while nobody has, the way to, for those who may there. Whoever presses second is told
 * who was first.
 * @param isBrief says nothing where nobody has and the reader may not
 */
export function Acknowledgement({ alert, isBrief = false }: { alert: Alert; isBrief?: boolean }) {
  const { t } = useTranslation('people')
  const { t: console } = useTranslation('console')
  const text = useText()
  const problemText = useProblemText()
  const mayIn = useMayIn('alerts.acknowledge')
  const { send, isSending, error } = useCommand('acknowledgeAlert')
  const { acknowledgedAt: at, acknowledgedBy: by } = alert
  if (at !== null) {
    return (
      <span className="acknowledgement" role={error === undefined ? undefined : 'status'}>
        {error?.code === 'alreadyAcknowledged'
          ? t('acknowledge.late', { by: by ?? '–', at: formatDateTime(at) })
          : t('acknowledge.by', { by: by ?? '–', at: formatDateTime(at) })}
      </span>
    )
  }
  if (alert.clearedAt !== null || !mayIn(alert.unit)) {
    if (isBrief) return null
    return <span className="acknowledgement acknowledgement--none">{console('alerts.nobody')}</span>
  }
  return (
    <span className="acknowledgement">
      <button
        type="button"
        className="console__button"
        aria-label={t('acknowledge.of', { what: text(alert.title) })}
        disabled={isSending}
        onClick={() => void send({ alert: alert.id })}
      >
        {t('acknowledge.do')}
      </button>
      {error !== undefined && (
        <span className="acknowledgement__trouble" role="alert">
          {error.code === 'alreadyAcknowledged' && typeof error.params.at === 'number'
            ? t('acknowledge.late', { by: error.params.by ?? '–', at: formatDateTime(error.params.at) })
            : problemText(error)}
        </span>
      )}
    </span>
  )
}
