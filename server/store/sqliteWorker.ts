import { parentPort, workerData } from 'node:worker_threads'
import Database from 'libsql'

/**
 * The embedded engine's own thread: a batch can hold it for tens of milliseconds, which the hub's loop must never feel. Statements are
 * prepared once. `synchronous=FULL`: a commit returns after fsync.
 */
export interface WorkerRequest {
  readonly id: number
  readonly sql: string
  readonly parameters: readonly unknown[]
}
export type WorkerAnswer =
  | { readonly id: number; readonly rows: unknown[]; readonly changes?: number }
  | { readonly id: number; readonly error: string }

/** The statements of one query layer are a few dozen; beyond this something makes them up, and they must not pile up. */
const MAX_PREPARED = 500

const { file, readOnly } = workerData as { file: string; readOnly: boolean }
const database = new Database(file)
database.exec('pragma busy_timeout = 5000')
if (readOnly) database.exec('pragma query_only = on')
else database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000')
database.exec('pragma cache_size = -32000')

const prepared = new Map<string, ReturnType<typeof database.prepare>>()

function statement(sql: string) {
  const known = prepared.get(sql)
  if (known !== undefined) return known
  if (prepared.size >= MAX_PREPARED) prepared.clear()
  const fresh = database.prepare(sql)
  prepared.set(sql, fresh)
  return fresh
}

function run({ id, sql, parameters }: WorkerRequest): WorkerAnswer {
  try {
    // Transaction control prepares badly in some versions of the engine, and is the same to run directly.
    if (/^(begin|commit|rollback)\b/i.test(sql)) {
      database.exec(sql)
      return { id, rows: [] }
    }
    const ready = statement(sql)
    if (ready.reader) return { id, rows: ready.all(parameters) as unknown[] }
    return { id, rows: [], changes: ready.run(parameters).changes }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (request: WorkerRequest | 'close') => {
  if (request === 'close') {
    if (!readOnly) database.exec('pragma wal_checkpoint(truncate)')
    database.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(run(request))
})
