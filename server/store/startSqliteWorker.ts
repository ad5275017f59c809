import { Worker } from 'node:worker_threads'
import type { WorkerData } from './sqliteWorker.ts'

/** The worker beside this module: JavaScript where the bundle runs; from the sources it needs the same loader as they do. */
export function startSqliteWorker(workerData: WorkerData): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./sqliteWorker.js', import.meta.url), { workerData })
  const source = new URL('./sqliteWorker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(load, { eval: true, workerData })
}
