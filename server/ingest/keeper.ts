import type { Logger } from 'pino'
import type { Entry, Store } from '../store/store.ts'

/** What waits for the disk, bytes. Beyond, senders must keep their messages. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** What an entry costs in memory beside its payload. */
const OVERHEAD_BYTES = 512
const MAX_DELAY_MS = 5_000

/** The bound is reached, or the hub is stopping: not kept, so not to be acknowledged. */
export class NotKept extends Error {}

export interface Keeper {
  /**
   * Resolves when the entry is durable. A failing store is tried again and again, since what was taken must be kept.
   * @param bytes size of the payload it came in
   * @throws NotKept when too much is waiting already, or when the hub stops first
   */
  keep(entry: Entry, bytes: number): Promise<void>
  /** Gives up what is still being tried again. */
  stop(): void
}

/** @param firstDelayMs pause after the first failure; doubles up to five seconds */
export function createKeeper({
  store,
  log,
  maxWaitingBytes = MAX_WAITING_BYTES,
  firstDelayMs = 100,
}: {
  store: Pick<Store, 'append'>
  log: Pick<Logger, 'warn' | 'info'>
  maxWaitingBytes?: number
  firstDelayMs?: number
}): Keeper {
  let waitingBytes = 0
  let stopped = false
  let failing = false
  const wakers = new Set<() => void>()

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, delayMs)
      wakers.add(wake)
    })
  }

  function failed(error: unknown): void {
    if (!failing) log.warn({ error }, 'the store refuses writes: what arrives waits, and is not acknowledged')
    failing = true
    if (stopped) throw new NotKept('the hub is stopping')
  }

  return {
    async keep(entry, bytes) {
      const cost = bytes + OVERHEAD_BYTES
      if (stopped) throw new NotKept('the hub is stopping')
      if (waitingBytes + cost > maxWaitingBytes) throw new NotKept('too much waits for the store')
      waitingBytes += cost
      try {
        for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
          try {
            await store.append(entry)
            if (failing) log.info('the store takes writes again')
            failing = false
            return
          } catch (error) {
            failed(error)
            await pause(delayMs)
            if (stopped) throw new NotKept('the hub is stopping')
          }
        }
      } finally {
        waitingBytes -= cost
      }
    },
    stop() {
      stopped = true
      for (const wake of [...wakers]) wake()
    },
  }
}
