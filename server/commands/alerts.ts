import type * as z from 'zod'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { AlertMatter, AlertStep } from '../../domain/alerts/handling.ts'
import type { handleAlerts } from '../../domain/commands/alerts.ts'
import { quoted } from '../../domain/problems.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { Problem } from '../problem.ts'
import type { Alerting } from '../services/alerting/alerting.ts'
import { eachAlone, type Matters } from '../services/matters/matters.ts'
import { type CommandHandler, type Commanding, carriesOut } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

/** What people do about alerts. */
export function alertCommands({
  alerting,
  matters,
  units,
}: {
  alerting: Pick<Alerting, 'find' | 'rowOf'>
  matters: Pick<Matters<AlertMatter, AlertStep>, 'plan'>
  units: UnitTree
}): CommandHandler[] {
  /** @throws Problem `unknownAlert` */
  function known(id: string): Alert {
    const alert = alerting.find(id)
    if (alert === undefined) throw new Problem('unknownAlert', { alert: quoted(id) })
    return alert
  }

  function take(id: string, step: AlertStep, commanding: Commanding, seen?: number) {
    const alert = known(id)
    const planned = matters.plan(id, step, takingOf(commanding, units, alert.unit, seen))
    return outcomeOf(planned, (matter) => ({ alert: alerting.rowOf(matter) ?? alert }))
  }

  return [
    carriesOut('acknowledgeAlert', ({ alert, note, expectedVersion }, commanding) =>
      take(alert, { did: 'acknowledge', note }, commanding, expectedVersion),
    ),
    carriesOut('shelveAlert', ({ alert, minutes, reason, expectedVersion }, commanding) =>
      take(alert, { did: 'shelve', until: commanding.at + minutes * MINUTE_MS, reason }, commanding, expectedVersion),
    ),
    carriesOut('unshelveAlert', ({ alert, expectedVersion }, commanding) =>
      take(alert, { did: 'unshelve' }, commanding, expectedVersion),
    ),
    carriesOut('closeAlert', ({ alert, reason, note, expectedVersion }, commanding) =>
      take(alert, { did: 'close', reason, note }, commanding, expectedVersion),
    ),
    carriesOut('commentAlert', ({ alert, text }, commanding) => take(alert, { did: 'comment', text }, commanding)),
    carriesOut('setAlertOutOfService', ({ alert, isOut, reason, expectedVersion }, commanding) =>
      take(alert, { did: 'setOutOfService', isOut, reason }, commanding, expectedVersion),
    ),
    carriesOut('handleAlerts', (input, commanding) => {
      const ids = [...new Set(input.alerts)]
      const step = stepOf(input, commanding.at)
      const all = eachAlone(
        ids.map((id) => () => {
          const { unit } = known(id)
          // What lies beyond one's reach is to oneself like what is not there.
          if (!commanding.reach.has(unit)) throw new Problem('unknownAlert', { alert: quoted(id) })
          return matters.plan(id, step, takingOf(commanding, units, unit))
        }),
      )
      return {
        write: all.write,
        apply: all.apply,
        answer: () => ({
          results: all.refusals().map((refusal, n) => ({
            alert: ids[n] ?? '',
            code: refusal?.code ?? null,
            params: refusal?.params ?? {},
          })),
        }),
      }
    }),
  ]
}

/** @throws Problem where the act lacks what it takes */
function stepOf({ act, note, minutes, reason }: z.output<typeof handleAlerts.input>, at: number): AlertStep {
  switch (act) {
    case 'acknowledge':
      return { did: 'acknowledge', note }
    case 'unshelve':
      return { did: 'unshelve' }
    case 'shelve':
      if (minutes === undefined) throw new Problem('missingParameter', { names: 'minutes' })
      return { did: 'shelve', until: at + minutes * MINUTE_MS, reason: note ?? '' }
    case 'close':
      if (reason === undefined) throw new Problem('missingParameter', { names: 'reason' })
      return { did: 'close', reason, note }
  }
}
