import type { Logger } from 'pino'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Store } from '../../store/store.ts'

/** Alerts that wait for a failing store; beyond it the oldest change is given up, and said so. */
const MAX_WAITING = 20_000
/** Most alerts that one transaction carries. */
const MAX_BATCH = 1_000

/** Keeps the last state of every alert in the store, one batch at a time: what changes while one is written shares the next. */
export interface AlertSaving {
  add(alert: Alert): void
  /** Tries again what could not be kept. */
  retry(): void
  /** Resolves when what has changed until now has been written, or the store has failed: then with false. */
  settled(): Promise<boolean>
}

export function createAlertSaving({
  store,
  log,
}: {
  store: Pick<Store, 'saveAlerts'>
  log: Pick<Logger, 'warn'>
}): AlertSaving {
  /** By id, in the order of their last changes; `nth`: which change it was. */
  const waiting = new Map<string, { readonly alert: Alert; readonly nth: number }>()
  let changes = 0
  let failing = false
  let size = MAX_BATCH
  let writing: Promise<void> | undefined

  /** The batch under way, or the next one: what one turn brings travels together. */
  function write(): Promise<void> {
    writing ??= Promise.resolve()
      .then(writeBatch)
      .then(() => {
        writing = undefined
        if (!failing && waiting.size > 0) void write()
      })
    return writing
  }

  async function writeBatch(): Promise<void> {
    const batch = [...waiting.values()].slice(0, size)
    try {
      await store.saveAlerts(batch.map(({ alert }) => alert))
      for (const each of batch) if (waiting.get(each.alert.id) === each) waiting.delete(each.alert.id)
      failing = false
      size = Math.min(MAX_BATCH, size * 2)
    } catch (error) {
      log.warn({ error, alerts: batch.length }, 'alerts could not be kept; they are tried again')
      failing = true
      // One that the store refuses must not hold up its neighbours for ever: it ends alone, and then behind them.
      const [first] = batch
      if (batch.length === 1 && first !== undefined && waiting.get(first.alert.id) === first) put(first.alert)
      size = Math.max(1, batch.length >> 1)
    }
  }

  function put(alert: Alert): void {
    waiting.delete(alert.id)
    waiting.set(alert.id, { alert, nth: ++changes })
  }

  return {
    add(alert) {
      put(alert)
      const [oldest] = waiting
      if (waiting.size > MAX_WAITING && oldest !== undefined) {
        waiting.delete(oldest[0])
        log.warn({ alert: oldest[1].alert.key }, 'too many alerts wait for the store; the oldest change is given up')
      }
      // A store that fails is asked again at the next look, not with every alert.
      if (!failing) void write()
    },
    retry() {
      if (waiting.size > 0) void write()
    },
    async settled() {
      const upTo = changes
      const isBehind = () => {
        const [oldest] = waiting.values()
        return oldest !== undefined && oldest.nth <= upTo
      }
      while (isBehind()) {
        await write()
        if (failing) return false
      }
      return true
    },
  }
}
