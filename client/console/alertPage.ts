import type { Alert } from '../../domain/alerts/alert.ts'
import type { Page } from './address.ts'

/** Where an alert's subject is looked at. A system has no page of its own: its sources say how it is. */
export function alertPage(alert: Pick<Alert, 'subject' | 'subjectId'>): Page {
  switch (alert.subject) {
    case 'sensor':
    case 'camera':
      return { is: alert.subject, id: alert.subjectId }
    case 'unit':
      return { is: 'unit', code: alert.subjectId }
    case 'system':
      return { is: 'sources' }
  }
}
