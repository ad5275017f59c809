import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Driver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { SqliteDriver } from './sqliteDriver.ts'
import { SqliteError } from './sqliteThread.ts'
import type { Tables } from './tables.ts'

/** Primary result codes about the data: too big, constraint, mismatch, range. Others (full, I/O, busy, …) are the engine's trouble. */
const ABOUT_ROWS: ReadonlySet<number> = new Set([18, 19, 20, 25])

/** Embedded SQLite: one thread that writes, one that reads; in WAL mode neither blocks the other. */
export function sqliteEngine(file: string): Engine {
  const writer = new SqliteDriver(file, 'write')
  const reader = new SqliteDriver(file, 'read')
  const write = queryLayer(writer)
  return {
    kind: 'sqlite',
    write,
    read: queryLayer(reader),
    bulk(columns, rows) {
      const cells = Object.keys(columns).map((name, i) => sql`value ->> ${sql.lit(i)} as ${sql.ref(name)}`)
      return sql`(select ${sql.join(cells)} from json_each(${JSON.stringify(rows)})) as bulk`
    },
    least: sql.raw('min'),
    greatest: sql.raw('max'),
    joined: sql.raw('group_concat'),
    blamesRows: (error) => error instanceof SqliteError && ABOUT_ROWS.has(error.code & 0xff),
    async open(migrations) {
      mkdirSync(dirname(file), { recursive: true })
      await migrate(write, migrations)
    },
    remedy: `put back a backup of ${file}, or set IOC_DATA_DIR to a folder that the hub may write to`,
    async close() {
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/** SQLite can undo changes of tables; Kysely's adapter is only more careful than that. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function queryLayer(driver: Driver): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new Adapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}
