import { use, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { needsNote } from '../../../domain/alerts/handling.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import { useDialog } from '../parts/DialogHost.tsx'
import { BeatenContext } from './beaten.ts'
import { HandleDialog } from './HandleDialog.tsx'
import { useHandlingText } from './useHandlingText.ts'
import './acknowledgement.css'

/**
 * Where people stand with an alert, for everybody to see, and the way to take it on or to do more about it, for those who may there. Whoever
 * presses second is told who was first.
 * @param isBrief says nothing where nobody has it and the reader may not
 */
export function Acknowledgement({ alert, isBrief = false }: { alert: Alert; isBrief?: boolean }) {
  const { t } = useTranslation('people')
  const { t: handling } = useTranslation('handling')
  const { t: console } = useTranslation('console')
  const text = useText()
  const problemText = useProblemText('command')
  const mayIn = useMayIn('alerts.acknowledge')
  const { send, isSending, error } = useCommand('acknowledgeAlert', ['/alerts/{alert}'])
  const show = useDialog()
  const handle = (opensWith?: 'acknowledge') =>
    show((close) => <HandleDialog alerts={[alert]} opensWith={opensWith} close={close} />)
  const may = mayIn(alert.unit) && alert.handling !== 'closed' && (alert.clearedAt === null || alert.version > 0)
  const said = useHandlingText()(alert)
  const isFree = alert.handling === 'unacknowledged'
  const isLate = error?.code === 'alreadyAcknowledged'
  const late =
    isLate && typeof error.params.at === 'number'
      ? { by: error.params.by ?? '–', at: formatDateTime(error.params.at) }
      : undefined
  const beaten = use(BeatenContext)
  const sentence = late === undefined ? undefined : `${text(alert.title)}: ${t('acknowledge.late', late)}`
  useEffect(() => {
    if (sentence !== undefined) beaten(sentence)
  }, [sentence, beaten])
  if (isFree && !may) {
    if (isBrief && said === undefined) return null
    return <span className="acknowledgement acknowledgement--none">{said ?? console('alerts.nobody')}</span>
  }
  return (
    <span className="acknowledgement" role={!isFree && error !== undefined ? 'status' : undefined}>
      {said !== undefined && (
        <span>
          {!isFree && isLate
            ? t('acknowledge.late', { by: alert.acknowledgedBy ?? '–', at: formatDateTime(alert.acknowledgedAt ?? 0) })
            : said}
        </span>
      )}
      {may && isFree && (
        <button
          type="button"
          className="console__button"
          data-acknowledge
          aria-label={t('acknowledge.of', { what: text(alert.title) })}
          disabled={isSending}
          onClick={() => {
            if (needsNote(alert.severity)) handle('acknowledge')
            else void send({ alert: alert.id })
          }}
        >
          {t('acknowledge.do')}
        </button>
      )}
      {may && !isBrief && (
        <button
          type="button"
          className="console__button"
          aria-label={handling('handleOf', { what: text(alert.title) })}
          onClick={() => handle()}
        >
          {handling('handle')}…
        </button>
      )}
      {isFree && error !== undefined && (
        <span className="acknowledgement__trouble" role="alert">
          {late === undefined ? problemText(error) : t('acknowledge.late', late)}
        </span>
      )}
    </span>
  )
}
