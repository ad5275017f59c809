import { parentPort, workerData } from 'node:worker_threads'
import Database from 'libsql'
import { LRUCache } from 'lru-cache'

/**
 * The embedded engine's own thread: a batch can hold it for tens of milliseconds, which the hub's loop must never feel. Statements are
 * prepared once. `synchronous=FULL`: a commit returns after fsync.
 */
export interface WorkerData {
  readonly file: string
  /** `lock`: holds the file for itself as long as its transaction is open. */
  readonly mode: 'write' | 'read' | 'lock'
}
export interface WorkerRequest {
  readonly id: number
  readonly sql: string
  readonly parameters: readonly unknown[]
}
export type WorkerAnswer =
  | { readonly id: number; readonly rows: unknown[]; readonly changes?: number }
  | { readonly id: number; readonly error: string; readonly code: number }

/** The statements of one query layer are a few dozen; beyond this something makes them up, and they must not pile up. */
const MAX_PREPARED = 200
/** How long another process that holds the file is waited for. */
const BUSY_MS = 5_000
/** Of a hub's lock: no longer than one that is ending needs at the very end. */
const LOCK_BUSY_MS = 1_000
/** 16 MB of log between checkpoints: pages that every commit touches are written home once for many. */
const CHECKPOINT_PAGES = 4_000
const CACHE_KIB = 32_000

const { file, mode } = workerData as WorkerData
const database = open()

function open(): Database.Database {
  try {
    const opened = new Database(file)
    opened.exec(`pragma busy_timeout = ${mode === 'lock' ? LOCK_BUSY_MS : BUSY_MS}; pragma cache_size = -${CACHE_KIB}`)
    if (mode === 'read') opened.exec('pragma query_only = on')
    if (mode === 'write')
      opened.exec(
        `pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
      )
    return opened
  } catch (error) {
    // The binding's own errors lose their message on the way to the other thread.
    throw new Error((error as { message?: string }).message ?? String(error))
  }
}

const prepared = new LRUCache<string, ReturnType<typeof database.prepare>>({
  max: MAX_PREPARED,
  memoMethod: (sql) => database.prepare(sql),
})

/** The binding hands every number over as a float; as a bigint an integer stays one, in comparisons and in integer division. */
function bindable(parameter: unknown): unknown {
  return Number.isSafeInteger(parameter) ? BigInt(parameter as number) : parameter
}

function run({ id, sql, parameters }: WorkerRequest): WorkerAnswer {
  try {
    if (/^(begin|commit|rollback)\b/.test(sql)) {
      // A full disk ends the transaction by itself: then there is nothing left to roll back.
      if (sql !== 'rollback' || database.inTransaction) database.exec(sql)
      return { id, rows: [] }
    }
    const ready = prepared.memo(sql)
    const bound = parameters.map(bindable)
    if (ready.reader) return { id, rows: ready.all(bound) as unknown[] }
    return { id, rows: [], changes: ready.run(bound).changes }
  } catch (error) {
    const { message, rawCode } = error as { message?: string; rawCode?: number }
    return { id, error: message ?? String(error), code: rawCode ?? 0 }
  }
}

parentPort?.on('message', (request: WorkerRequest | 'close') => {
  if (request === 'close') {
    if (mode === 'write') database.exec('pragma wal_checkpoint(truncate)')
    database.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(run(request))
})
