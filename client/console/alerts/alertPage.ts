import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Page } from '../../../domain/pages.ts'
import { systemOfAlert } from '../../panels/systemHealth.ts'
import { onPage, type View } from '../address.ts'

/** Where an alert's subject is looked at. A system that this page does not know is looked at by its sources. */
export function alertPage(alert: Pick<Alert, 'rule' | 'subject' | 'subjectId'>): Page {
  switch (alert.subject) {
    case 'sensor':
    case 'camera':
      return { is: alert.subject, id: alert.subjectId }
    case 'unit':
      return { is: 'unit', code: alert.subjectId }
    case 'wall':
      return { is: 'control', wall: alert.subjectId.split('/', 1)[0] }
    case 'system': {
      const id = systemOfAlert(alert)
      return id === undefined ? { is: 'sources' } : { is: 'system', id }
    }
  }
}

/** The list of alerts with this one open. */
export function alertView(view: View, { id }: Pick<Alert, 'id'>): View {
  return { ...onPage(view, { is: 'alerts', unit: undefined }), opened: id }
}
