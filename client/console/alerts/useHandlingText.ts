import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { ESCALATION, LAPSES_AFTER_MS } from '../../../domain/alerts/handling.ts'
import { HUB_ACTOR } from '../../../domain/matters/fact.ts'
import { formatDateTime, formatTime } from '../../ui/format.ts'

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
