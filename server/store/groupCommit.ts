import type { Entry } from './store.ts'

/** Most values one transaction carries: enough that the fsync is shared, little enough that nobody waits long for it. */
const MAX_BATCH_VALUES = 20_000
/** Most values that may wait. Beyond it the answer is an error, and whoever asked holds back. */
const MAX_PENDING_VALUES = 400_000

interface Pending {
  readonly entry: Entry
  readonly size: number
  resolve(): void
  reject(error: Error): void
}

/** Entries that arrive while a commit runs share the next one: one fsync for many, and no timer that would make a single one wait. */
export interface GroupCommit {
  append(entry: Entry): Promise<void>
  /** Resolves when all that waits has been committed or refused. */
  drained(): Promise<void>
  /** False from a failed commit until one succeeds. */
  healthy(): boolean
}

/**
 * @param write commits all entries or none
 * @param reachable whether the engine answers at all: tells an outage from an entry that cannot be written
 */
export function createGroupCommit(
  write: (entries: readonly Entry[]) => Promise<void>,
  reachable: () => Promise<boolean>,
): GroupCommit {
  let queue: Pending[] = []
  let pendingValues = 0
  let running: Promise<void> | undefined
  let healthy = true

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = nextBatch()
      try {
        await write(batch.map(({ entry }) => entry))
        healthy = true
        for (const { resolve } of batch) resolve()
      } catch (error) {
        await oneByOne(batch, error as Error)
      }
      for (const { size } of batch) pendingValues -= size
    }
    running = undefined
  }

  function nextBatch(): Pending[] {
    let values = 0
    let count = 0
    while (count < queue.length && (count === 0 || values + (queue[count]?.size ?? 0) <= MAX_BATCH_VALUES)) {
      values += queue[count]?.size ?? 0
      count++
    }
    const batch = queue.slice(0, count)
    queue = queue.slice(count)
    return batch
  }

  /** One bad entry must not take its neighbours down; an engine that is away takes all of them. */
  async function oneByOne(batch: readonly Pending[], error: Error): Promise<void> {
    if (!(await reachable())) {
      healthy = false
      for (const { reject } of batch) reject(error)
      return
    }
    for (const { entry, resolve, reject } of batch) {
      try {
        await write([entry])
        healthy = true
        resolve()
      } catch (cause) {
        healthy = false
        reject(cause as Error)
      }
    }
  }

  return {
    append(entry) {
      const size = sizeOf(entry)
      if (pendingValues + size > MAX_PENDING_VALUES) {
        return Promise.reject(new Error(`the store is ${MAX_PENDING_VALUES} values behind and takes no more`))
      }
      pendingValues += size
      return new Promise((resolve, reject) => {
        queue.push({ entry, size, resolve, reject })
        // At the end of the turn: what one message or one socket read brings travels together.
        running ??= Promise.resolve().then(run)
      })
    },
    async drained() {
      while (running !== undefined) await running
    },
    healthy: () => healthy,
  }
}

/** Rows an entry becomes. */
function sizeOf(entry: Entry): number {
  if (entry.is !== 'samples') return 1
  return entry.samples.reduce((sum, sample) => sum + Object.keys(sample.values).length, 0)
}
