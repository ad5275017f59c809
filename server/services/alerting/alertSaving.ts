import type { Logger } from 'pino'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Store } from '../../store/store.ts'

/** Alerts that wait for a failing store; beyond it the oldest change is given up, and said so. */
const MAX_WAITING = 10_000

/** Keeps the last state of every alert in the store, one write at a time; what fails waits for the next call. */
export interface AlertSaving {
  add(alert: Alert): void
  /** Begins to write what waits, unless that is going on. */
  save(): void
  /** Resolves when what waits has been written, or the store has failed once more. */
  drained(): Promise<void>
}

export function createAlertSaving({
  store,
  log,
}: {
  store: Pick<Store, 'saveAlert'>
  log: Pick<Logger, 'warn'>
}): AlertSaving {
  const waiting = new Map<string, Alert>()
  let saving: Promise<void> | undefined

  async function saveAll(): Promise<void> {
    for (const alert of [...waiting.values()]) {
      try {
        await store.saveAlert(alert)
        if (waiting.get(alert.id) === alert) waiting.delete(alert.id)
      } catch (error) {
        log.warn({ error, alert: alert.key }, 'an alert could not be kept; it is tried again')
        return
      }
    }
  }

  function save(): void {
    if (saving !== undefined || waiting.size === 0) return
    saving = saveAll().finally(() => {
      saving = undefined
    })
  }

  return {
    add(alert) {
      waiting.set(alert.id, alert)
      const [oldest] = waiting
      if (waiting.size <= MAX_WAITING || oldest === undefined) return
      waiting.delete(oldest[0])
      log.warn({ alert: oldest[1].key }, 'too many alerts wait for the store; the oldest change is given up')
    },
    save,
    async drained() {
      await saving
      save()
      await saving
    },
  }
}
