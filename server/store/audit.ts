import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { canonicalJson } from '../../domain/canonicalJson.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** Before the first entry. */
export const NO_HASH = '0'.repeat(64)

/** Hash of an entry: SHA-256 of the one before and of the entry as canonical JSON, in hexadecimal. */
export function hashOf(previous: string, body: string): string {
  return createHash('sha256').update(previous).update(body).digest('hex')
}

/** Appends to the log, one entry after the other, each in one transaction with what it tells of. */
export function createAuditLog(engine: Engine) {
  let turn: Promise<unknown> = Promise.resolve()

  async function append(
    entry: () => AuditEntry,
    write?: (tables: Transaction<Tables>) => Promise<void>,
    apply?: () => void,
  ): Promise<void> {
    await engine.write.transaction().execute(async (tables) => {
      // Another process may append as well, and must find what this one leaves. SQLite has one writer at a time by itself.
      if (engine.kind === 'postgres') await sql`lock table audit in share row exclusive mode`.execute(tables)
      const last = await tables
        .selectFrom('audit')
        .select(['number', 'hash'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      await write?.(tables)
      const body = canonicalJson(entry())
      const previous = last?.hash ?? NO_HASH
      const number = Number(last?.number ?? 0) + 1
      await tables
        .insertInto('audit')
        .values({ number, at: entry().at, body, hash: hashOf(previous, body) })
        .execute()
    })
    apply?.()
  }

  return {
    append(...what: Parameters<typeof append>): Promise<void> {
      const appended = turn.then(() => append(...what))
      turn = appended.catch(() => undefined)
      return appended
    },
    settled: () => turn.then(() => undefined),
  }
}
