import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { type SqliteThread, startThread } from './sqliteThread.ts'

/**
 * Kysely's driver over one thread. A writer is handed to one user at a time, in the order they asked: a transaction's statements must
 * not mix with anybody else's. Readers have no transactions and share. A thread that ended is replaced at the next use.
 */
export class SqliteDriver implements Driver {
  readonly #file: string
  readonly #mode: 'write' | 'read'
  #thread: SqliteThread | undefined
  #closed = false
  /** Settles when the last of those who wait for the writer has ended. */
  #queue: Promise<void> = Promise.resolve()
  readonly #endTurn = new WeakMap<DatabaseConnection, () => void>()

  constructor(file: string, mode: 'write' | 'read') {
    this.#file = file
    this.#mode = mode
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#mode === 'read') return this.#connect()
    const turn = this.#queue
    let endTurn: () => void = () => undefined
    this.#queue = new Promise((resolve) => {
      endTurn = resolve
    })
    await turn
    try {
      const connection = this.#connect()
      this.#endTurn.set(connection, endTurn)
      return connection
    } catch (error) {
      endTurn()
      throw error
    }
  }

  /** Bound to the thread of this moment: when that ends, so does the transaction, and its remaining statements fail. */
  #connect(): DatabaseConnection {
    if (this.#closed) throw new Error('the embedded store is closed')
    if (this.#thread === undefined || this.#thread.ended()) this.#thread = startThread(this.#file, this.#mode)
    const thread = this.#thread
    return {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        const { rows, changes } = await thread.ask(sql, parameters)
        return { rows: rows as R[], ...(changes !== undefined && { numAffectedRows: BigInt(changes) }) }
      },
      streamQuery: () => {
        throw new Error('the embedded store does not stream: ask for a page')
      },
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#endTurn.get(connection)?.()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A thread that is gone took its transaction along: what is to be told is why, and that error is on its way.
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
  }

  /** After everybody's turn; a second time changes nothing. */
  async destroy(): Promise<void> {
    this.#closed = true
    await this.#queue
    await this.#thread?.close()
  }
}
