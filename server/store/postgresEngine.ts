import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

/** A query that takes longer is given up by the server: the hub answers that it cannot, and goes on. */
const STATEMENT_TIMEOUT_MS = 15_000
/** When not even that answer comes, the line is dead. */
const ANSWER_TIMEOUT_MS = 20_000
const CONNECT_TIMEOUT_MS = 5_000
const CONNECTIONS = 8
/** Classes of SQLSTATE about the data: bad value, broken constraint, too large; and 40: two hubs met, and one must try again. */
const ABOUT_ROWS = /^(22|23|40|54)/

const ARRAYS = { integer: 'int[]', bigint: 'bigint[]', real: 'double precision[]', text: 'text[]' } as const

/** PostgreSQL: the pool reconnects by itself, so an outage ends when the server is back. */
export function postgresEngine(url: string, log: Pick<Logger, 'warn'>): Engine {
  const connect = (settings: pg.PoolConfig) => {
    const pool = new pg.Pool({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      // Counts and epoch milliseconds fit a number; the driver would give text for fear that they do not.
      types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text')) },
      ...settings,
    })
    // A connection that dies is replaced. Without a listener it would end the process: the pool listens while it is idle, we while a
    // transaction has it between two statements.
    pool.on('error', (error) => log.warn({ error }, 'lost a connection to PostgreSQL'))
    pool.on('connect', (client) => client.on('error', () => undefined))
    return new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool,
        async onCreateConnection(connection) {
          // A server that answers before it has written would make us acknowledge what a power cut takes away.
          await connection.executeQuery(
            CompiledQuery.raw(
              `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
            ),
          )
        },
      }),
    })
  }
  const db = connect({
    max: CONNECTIONS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  })
  return {
    kind: 'postgres',
    write: db,
    read: db,
    bulk(columns, rows) {
      const names = Object.keys(columns)
      const parameters = Object.values(columns).map((type, i) => {
        const cells = rows.map((row) => row[i])
        // Numbers need no quoting: as one text they cost the driver a tenth.
        return sql`${type === 'text' ? cells : `{${cells.map((cell) => cell ?? 'NULL').join(',')}}`}::${sql.raw(ARRAYS[type])}`
      })
      return sql`unnest(${sql.join(parameters)}) as bulk(${sql.join(names.map((name) => sql.ref(name)))})`
    },
    least: sql.raw('least'),
    greatest: sql.raw('greatest'),
    joined: sql.raw('string_agg'),
    blamesRows: (error) => error instanceof pg.DatabaseError && ABOUT_ROWS.test(error.code ?? ''),
    async open(migrations) {
      // Moving a grown history takes as long as it takes, and so does waiting for another hub that is at it.
      const patient = connect({ max: 1 })
      try {
        await migrate(patient, migrations)
      } finally {
        await patient.destroy()
      }
    },
    remedy: 'start PostgreSQL, or say with DATABASE_URL where it is and who may enter',
    close: () => db.destroy(),
  }
}
