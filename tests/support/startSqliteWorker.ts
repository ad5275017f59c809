import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerData } from '../../server/store/sqliteWorker.ts'

/** In place of the product's way from the sources: the worker has been made JavaScript once for the whole run, and no loader starts in each thread. */
export function startSqliteWorker(workerData: WorkerData): Worker {
  return new Worker(join(process.env.TEST_RUN_FOLDER ?? '', 'sqliteWorker.js'), { workerData })
}
