import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Engine } from './engine.ts'
import type { WorkerAnswer, WorkerRequest } from './sqliteWorker.ts'
import type { Tables } from './tables.ts'

/** Embedded SQLite: one thread that writes, one that reads; in WAL mode neither blocks the other. */
export function sqliteEngine(file: string): Engine {
  const writer = new WorkerDriver(file, false)
  const reader = new WorkerDriver(file, true)
  return {
    kind: 'sqlite',
    write: queryLayer(writer),
    read: queryLayer(reader),
    bulk(columns, rows) {
      const cells = Object.keys(columns).map(
        (name, i) => sql`json_extract(value, ${sql.lit(`$[${i}]`)}) as ${sql.ref(name)}`,
      )
      return sql`(select ${sql.join(cells)} from json_each(${JSON.stringify(rows)}))`
    },
    least: sql.raw('min'),
    greatest: sql.raw('max'),
    async open() {
      mkdirSync(dirname(file), { recursive: true })
      await writer.open()
      await reader.open()
    },
    async close() {
      await reader.close()
      await writer.close()
    },
  }
}

function queryLayer(driver: Driver): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** The worker beside this module: JavaScript where the bundle runs; from the sources it needs the same loader as they do. */
function startWorker(file: string, readOnly: boolean): Worker {
  const workerData = { file, readOnly }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./sqliteWorker.js', import.meta.url), { workerData })
  const source = new URL('./sqliteWorker.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(load, { eval: true, workerData })
}

interface Waiting {
  resolve(answer: { rows: unknown[]; changes?: number }): void
  reject(error: Error): void
}

/**
 * Kysely's driver over a worker. One connection, handed to one user at a time: a transaction's statements must not mix with anybody
 * else's.
 */
class WorkerDriver implements Driver {
  readonly #file: string
  readonly #readOnly: boolean
  readonly #waiting = new Map<number, Waiting>()
  readonly #connection: DatabaseConnection
  #worker: Worker | undefined
  #nextId = 0
  #turn: Promise<void> = Promise.resolve()
  #endTurn: () => void = () => undefined

  constructor(file: string, readOnly: boolean) {
    this.#file = file
    this.#readOnly = readOnly
    this.#connection = {
      executeQuery: async <R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        const { rows, changes } = await this.#ask(text, parameters)
        return { rows: rows as R[], ...(changes !== undefined && { numAffectedRows: BigInt(changes) }) }
      },
      streamQuery: () => {
        throw new Error('the embedded store does not stream: ask for a page')
      },
    }
  }

  async open(): Promise<void> {
    const worker = startWorker(this.#file, this.#readOnly)
    this.#worker = worker
    worker.on('message', (answer: WorkerAnswer) => {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if ('error' in answer) waiting?.reject(new Error(`embedded store: ${answer.error}`))
      else waiting?.resolve(answer)
    })
    const broken = (error: Error) => {
      this.#worker = undefined
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    worker.on('error', broken)
    worker.on('exit', () => broken(new Error('embedded store: closed')))
    await this.#ask('select 1', [])
  }

  #ask(text: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; changes?: number }> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) {
        reject(new Error('embedded store: not open'))
        return
      }
      const request: WorkerRequest = { id: this.#nextId++, sql: text, parameters }
      this.#waiting.set(request.id, { resolve, reject })
      this.#worker.postMessage(request)
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    const gone = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('close')
    await gone
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn
    let endTurn: () => void = () => undefined
    this.#turn = new Promise((resolve) => {
      endTurn = resolve
    })
    await before
    this.#endTurn = endTurn
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#endTurn()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {}
}
