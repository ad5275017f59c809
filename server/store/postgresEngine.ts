import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** A query that takes longer is given up: the hub answers that it cannot, and goes on. */
const STATEMENT_TIMEOUT_MS = 15_000
const CONNECT_TIMEOUT_MS = 5_000

/** PostgreSQL: the pool reconnects by itself, so an outage ends when the server is back. */
export function postgresEngine(url: string, log: Logger): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // Counts and epoch milliseconds fit a number; the driver would give text for fear that they do not.
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text')) },
  })
  // An idle connection that dies is replaced; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error }, 'lost a connection to PostgreSQL'))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const arrays = { integer: 'int[]', bigint: 'bigint[]', real: 'double precision[]', text: 'text[]' } as const
  return {
    kind: 'postgres',
    write: db,
    read: db,
    bulk(columns, rows) {
      const names = Object.keys(columns)
      const parameters = Object.values(columns).map(
        (type, i) => sql`${rows.map((row) => row[i])}::${sql.raw(arrays[type])}`,
      )
      const bulk = sql`unnest(${sql.join(parameters)}) as bulk(${sql.join(names.map((name) => sql.ref(name)))})`
      return sql`(select ${sql.join(names.map((name) => sql.ref(name)))} from ${bulk}) as bulk`
    },
    least: sql.raw('least'),
    greatest: sql.raw('greatest'),
    async open() {
      await sql`select 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}
