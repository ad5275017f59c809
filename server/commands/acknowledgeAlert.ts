import type { Alert } from '../../domain/alerts/alert.ts'
import { quoted } from '../../domain/problems.ts'
import { Problem } from '../problem.ts'
import type { Alerting } from '../services/alerting/alerting.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** The first takes it on; whoever comes after is told who was first. */
export function acknowledgeAlert(alerting: Pick<Alerting, 'find' | 'acknowledged'>): CommandHandler {
  return carriesOut('acknowledgeAlert', ({ alert: id }, { principal, at }) => {
    /** @throws Problem */
    function unacknowledged(): Alert {
      const alert = alerting.find(id)
      if (alert === undefined) throw new Problem('unknownAlert', { alert: quoted(id) })
      const { acknowledgedAt, acknowledgedBy } = alert
      if (acknowledgedAt === null) return alert
      throw new Problem('alreadyAcknowledged', { by: acknowledgedBy ?? '', at: acknowledgedAt })
    }

    let alert = unacknowledged()
    return {
      async write(tables) {
        alert = { ...unacknowledged(), acknowledgedAt: at, acknowledgedBy: principal.name }
        const kept = { raised_at: alert.raisedAt, cleared_at: null, unit: alert.unit, body: JSON.stringify(alert) }
        await tables
          .insertInto('alert')
          .values({ id, ...kept })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
          .execute()
      },
      apply: () => alerting.acknowledged(id, principal.name, at),
      answer: () => ({ alert }),
    }
  })
}
