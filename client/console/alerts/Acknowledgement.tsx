import { use, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { ESCALATION, LAPSES_AFTER_MS, needsNote } from '../../../domain/alerts/handling.ts'
import { HUB_ACTOR } from '../../../domain/matters/fact.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime, formatTime } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import { BeatenContext } from './beaten.ts'
import { HandleDialog } from './HandleDialog.tsx'
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
  const [dialog, setDialog] = useState<{ readonly acknowledges: boolean }>()
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
            if (needsNote(alert.severity)) setDialog({ acknowledges: true })
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
          onClick={() => setDialog({ acknowledges: false })}
        >
          {handling('handle')}…
        </button>
      )}
      {isFree && error !== undefined && (
        <span className="acknowledgement__trouble" role="alert">
          {late === undefined ? problemText(error) : t('acknowledge.late', late)}
        </span>
      )}
      {dialog !== undefined && (
        <HandleDialog
          alerts={[alert]}
          opensWith={dialog.acknowledges ? 'acknowledge' : undefined}
          close={() => setDialog(undefined)}
        />
      )}
    </span>
  )
}

/** What is said of where people stand with an alert; undefined: nobody has done anything. */
export function useHandlingText(): (alert: Alert) => string | undefined {
  const { t } = useTranslation('handling')
  const { t: people } = useTranslation('people')
  return (alert) => {
    const { handling, acknowledgedAt, acknowledgedBy, shelvedUntil, remindedAt, escalation, closedBy } = alert
    const flag = alert.outOfService ? [t('outOfService')] : []
    const join = (...texts: (string | undefined)[]) =>
      [...texts.filter((each) => each !== undefined), ...flag].join(' · ') || undefined
    switch (handling) {
      case 'acknowledged':
        return join(
          people('acknowledge.by', { by: acknowledgedBy ?? '–', at: formatDateTime(acknowledgedAt ?? 0) }),
          remindedAt === null
            ? undefined
            : t('reminded', { at: formatTime(remindedAt), lapses: formatTime(remindedAt + LAPSES_AFTER_MS) }),
        )
      case 'shelved':
        return join(t('shelvedUntil', { by: alert.shelvedBy ?? '–', at: formatDateTime(shelvedUntil ?? 0) }))
      case 'incident':
        return join(t('inIncident', { id: alert.incident ?? '–' }))
      case 'closed':
        return join(
          closedBy === HUB_ACTOR.name
            ? t('endedByItself')
            : t('closedBy', { by: closedBy ?? '–', why: t(`why.${alert.closedWhy ?? 'handled'}`) }),
        )
      case 'unacknowledged': {
        const role = ESCALATION[escalation - 1]?.role
        return join(role === undefined ? undefined : t(`escalated.${role}`))
      }
    }
  }
}
