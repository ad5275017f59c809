import type { WorkerAnswer, WorkerData, WorkerRequest } from './sqliteWorker.ts'
import { startSqliteWorker } from './startSqliteWorker.ts'

/** What the embedded engine refused. */
export class SqliteError extends Error {
  /** SQLite's extended result code; 0 when the failure was not SQLite's. */
  readonly code: number
  constructor(message: string, code: number) {
    super(`embedded store: ${message}`)
    this.code = code
  }
}

/** One thread with one connection. Requests are answered in the order in which they were asked. */
export interface SqliteThread {
  /** @throws SqliteError */
  ask(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; changes?: number }>
  ended(): boolean
  /** Answers what was asked before, checkpoints, ends. */
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: { rows: unknown[]; changes?: number }): void
  reject(error: Error): void
}

export function startThread(file: string, mode: WorkerData['mode']): SqliteThread {
  const worker = startSqliteWorker({ file, mode })
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', (error) => end(new SqliteError(error.message, 0)))
  worker.on('exit', () => end(new SqliteError('the thread has ended', 0)))
  worker.on('message', (answer: WorkerAnswer) => {
    const asker = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) asker?.reject(new SqliteError(answer.error, answer.code))
    else asker?.resolve(answer)
  })
  return {
    ask: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended)
          return
        }
        const request: WorkerRequest = { id: nextId++, sql, parameters }
        worker.postMessage(request)
        waiting.set(request.id, { resolve, reject })
      }),
    ended: () => ended !== undefined,
    async close() {
      if (ended === undefined) worker.postMessage('close')
      await gone
    },
  }
}
