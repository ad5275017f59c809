import type { Entry } from './store.ts'

/** Most that one transaction carries: enough that the fsync is shared, little enough that nobody waits long for it. */
const MAX_BATCH_ENTRIES = 5_000
const MAX_BATCH_VALUES = 20_000
/** Most values that may wait. Beyond it the answer is an error, and whoever asked holds back. */
const MAX_PENDING_VALUES = 400_000

interface Pending {
  readonly entry: Entry
  readonly size: number
  resolve(): void
  reject(error: unknown): void
}

/** Entries that arrive while a commit runs share the next one: one fsync for many, and no timer that would make a single one wait. */
export interface GroupCommit {
  append(entry: Entry): Promise<void>
  /** Resolves when all that waits has been committed or refused. */
  drained(): Promise<void>
  /** Resolves when what waits now has been, whatever comes after it. */
  settled(): Promise<void>
}

/**
 * @param write commits all entries or none
 * @param blamesEntry whether an error is about an entry, so that its neighbours may be tried without it; an engine in trouble takes all
 */
export function createGroupCommit(
  write: (entries: readonly Entry[]) => Promise<void>,
  blamesEntry: (error: unknown) => boolean,
): GroupCommit {
  let queue: Pending[] = []
  let pendingValues = 0
  let running: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = nextBatch()
      await settle(batch)
      for (const { size } of batch) pendingValues -= size
    }
    running = undefined
  }

  function nextBatch(): Pending[] {
    let values = 0
    let count = 0
    for (const { size } of queue) {
      values += size
      if (count > 0 && (values > MAX_BATCH_VALUES || count === MAX_BATCH_ENTRIES)) break
      count++
    }
    const batch = queue.slice(0, count)
    queue = queue.slice(count)
    return batch
  }

  /**
   * Commits the batch, in its order. One bad entry must not take its neighbours down: it is found by halving, in few transactions.
   * @returns false when the engine is in trouble: then the rest was refused with it
   */
  async function settle(batch: readonly Pending[]): Promise<boolean> {
    try {
      await write(batch.map(({ entry }) => entry))
      for (const { resolve } of batch) resolve()
      return true
    } catch (error) {
      const entryIsBad = blamesEntry(error)
      if (!entryIsBad || batch.length === 1) {
        for (const { reject } of batch) reject(error)
        return entryIsBad
      }
      const half = batch.length >> 1
      if (await settle(batch.slice(0, half))) return settle(batch.slice(half))
      for (const { reject } of batch.slice(half)) reject(error)
      return false
    }
  }

  return {
    append(entry) {
      const size = sizeOf(entry)
      if (pendingValues + size > MAX_PENDING_VALUES) {
        return Promise.reject(new Error(`the store is ${MAX_PENDING_VALUES} values behind and takes no more`))
      }
      pendingValues += size
      last = new Promise((resolve, reject) => {
        queue.push({ entry, size, resolve, reject })
        // At the end of the turn: what one message or one socket read brings travels together.
        running ??= Promise.resolve().then(run)
      })
      return last
    },
    settled: () => last.catch(() => undefined),
    async drained() {
      while (running !== undefined) await running
    },
  }
}

/** Characters of a message that weigh as much as a row. */
const MESSAGE_PIECE = 256

function sizeOf(entry: Entry): number {
  const body = 'message' in entry ? entry.message?.body : undefined
  return rowsOf(entry) + (body === undefined ? 0 : Math.floor(body.length / MESSAGE_PIECE))
}

/** How many rows an entry becomes. */
function rowsOf(entry: Entry): number {
  if (entry.is === 'statistics') return entry.reports.length
  if (entry.is !== 'samples' && entry.is !== 'derived') return 1
  let values = 0
  for (const sample of entry.samples) for (const _ in sample.values) values++
  return values
}
