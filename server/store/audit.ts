import { createHash } from 'node:crypto'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { type AuditEntry, BY_HUB } from '../../domain/access/auditEntry.ts'
import { canonicalJson } from '../../domain/canonicalJson.ts'
import { EDITIONS, type Edition, partsOfKey, type UnitKey } from '../../domain/units/unit.ts'
import { keysReadAs } from '../../domain/units/unitIn.ts'
import type { Clock } from '../clock.ts'
import { isAmong } from './among.ts'
import { readMark } from './dataGaps.ts'
import type { Engine } from './engine.ts'
import { SEARCHED_BY } from './migrations/0021-command-answers.ts'
import { OLD_MAP } from './migrations/0032-unit-maps-kept.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Before the first entry. */
export const NO_HASH = '0'.repeat(64)
/** An entry by its number and hash. */
export type AuditLink = Pick<AuditRow, 'number' | 'hash'>
/** What the first entry follows. */
export const NO_ENTRY: AuditLink = { number: 0, hash: NO_HASH }
/** Longest text in an entry: what people and devices call themselves is bounded before; this bounds what was forgotten. */
const MAX_TEXT = 2_000
/** Entries that may wait for a store that does not write; those beyond are counted. */
const MAX_WAITING = 1_000
const RETRY_MS = 5_000

/** Hash of an entry: SHA-256 of the one before and of the entry as canonical JSON, in hexadecimal. */
export function hashOf(previous: string, body: string): string {
  return createHash('sha256').update(previous).update(body).digest('hex')
}

/** An entry as the log keeps it: texts without halves of letters and NUL, which PostgreSQL does not take, and of a bounded length. */
function bodyOf(entry: AuditEntry): string {
  return canonicalJson(fitting(entry))
}

function fitting(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value
    return text.replace(UNSTORABLE, '\uFFFD')
  }
  if (Array.isArray(value)) return value.map(fitting)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [fitting(key), fitting(each)]))
}
/** NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Appends to the log, one entry after the other, each in one transaction with what it tells of. */
/** @param edition the map of units in force */
export function createAuditLog(engine: Engine, clock: Clock, edition: Edition) {
  let turn: Promise<unknown> = Promise.resolve()
  /** Entries that tell of nothing that is written with them: they are appended together, and wait where the store does not write. */
  let waiting: AuditEntry[] = []
  let isFlushing = false
  let retry: NodeJS.Timeout | undefined
  /** Since when the log could not be written, and how many entries found no room to wait. */
  let fault: { readonly since: number; lost: number } | undefined
  /** The last entry that this hub has written: what is taken away behind it leaves a hole, since the next does not take its number. */
  let written: AuditLink | undefined

  async function append(
    entries: () => readonly AuditEntry[],
    write?: (tables: Transaction<Tables>) => Promise<void>,
  ): Promise<void> {
    written = await engine.write.transaction().execute(async (tables) => {
      // Another process may append as well, and must find what this one leaves. SQLite has one writer at a time by itself.
      if (engine.kind === 'postgres') await sql`lock table audit in share row exclusive mode`.execute(tables)
      const found = await tables
        .selectFrom('audit')
        .select(['number', 'hash'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      await write?.(tables)
      const last = written !== undefined && (found?.number ?? 0) <= written.number ? written : (found ?? NO_ENTRY)
      let { number, hash } = last
      const rows = entries().map((entry) => {
        const body = bodyOf({ ...entry, edition })
        hash = hashOf(hash, body)
        return { number: ++number, at: entry.at, body, hash }
      })
      const columns = { number: 'bigint', at: 'bigint', body: 'text', hash: 'text' } as const
      const cells = rows.map((row) => [row.number, row.at, row.body, row.hash])
      await sql`insert into audit (number, at, body, hash) select number, at, body, hash from ${engine.bulk(columns, cells)}`.execute(
        tables,
      )
      // A trigger or a rule that somebody has put on the table may change or take away what was just written.
      if (!areAsWritten(await readRows(tables, last.number, rows.length + 1), rows))
        throw new Error('the log does not keep what is written to it: npm run audit -- verify says what its table has')
      return { number, hash }
    })
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  /** What waits, and before it that the log could not be written for a time. */
  async function appendWaiting(): Promise<void> {
    const taken = waiting
    waiting = []
    const faulty = fault
    const { since, lost } = faulty ?? { since: 0, lost: 0 }
    const told: readonly AuditEntry[] =
      faulty === undefined
        ? []
        : [
            {
              ...BY_HUB,
              at: clock.now(),
              did: 'logFault',
              input: { since, until: clock.now(), late: taken.length, lost },
              unit: null,
              result: 'done',
            },
          ]
    try {
      await append(() => [...told, ...taken])
      if (fault !== undefined && fault.lost > lost) fault = { since: clock.now(), lost: fault.lost - lost }
      else fault = undefined
    } catch {
      fault ??= { since: clock.now(), lost: 0 }
      const all = [...taken, ...waiting]
      waiting = all.slice(0, MAX_WAITING)
      fault.lost += all.length - waiting.length
      retry ??= setTimeout(() => {
        retry = undefined
        flush()
      }, RETRY_MS).unref()
    } finally {
      isFlushing = false
    }
    if (waiting.length > 0) flush()
  }

  /** Unless it is about to be done. */
  function flush(): void {
    if (isFlushing || retry !== undefined) return
    isFlushing = true
    void inTurn(appendWaiting)
  }

  return {
    /** See `Store.audited`. */
    append(
      entry: () => AuditEntry,
      write?: (tables: Transaction<Tables>) => Promise<void>,
      apply?: () => void,
    ): Promise<void> {
      return inTurn(async () => {
        await append(() => [entry()], write)
        apply?.()
      })
    },
    /** See `Store.noted`. */
    note(entry: AuditEntry): void {
      if (waiting.length >= MAX_WAITING) {
        fault ??= { since: clock.now(), lost: 0 }
        fault.lost++
        return
      }
      waiting.push(entry)
      flush()
    },
    /** Resolves when what was appended or noted before has been written, or could not be. */
    async settled() {
      // What was noted while others were being written is written after them.
      do await turn
      while (isFlushing)
    },
    /** What waits is tried once more, and nothing after that. */
    async drained(): Promise<void> {
      clearTimeout(retry)
      retry = undefined
      if (waiting.length > 0) flush()
      await turn
      clearTimeout(retry)
    },
  }
}

/** A row of the log, as it lies in the store. */
export interface AuditRow {
  readonly number: number
  readonly at: number
  readonly body: string
  readonly hash: string
}

const ROW = ['number', 'at', 'body', 'hash'] as const

/** A row with all of its columns, among them those that the log is searched by where the version that made it has them. */
export type WholeAuditRow = AuditRow & Readonly<Record<string, unknown>>

/** Whether each column that the log is searched by says what the entry says. */
export function isFoundBy(row: WholeAuditRow): boolean {
  const entry: unknown = JSON.parse(row.body)
  return SEARCHED_BY.every(([column, path]) => {
    const said = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], entry)
    return row[column] === undefined || row[column] === (said ?? null)
  })
}

function areAsWritten(found: readonly WholeAuditRow[], rows: readonly AuditRow[]): boolean {
  return (
    found.length === rows.length &&
    rows.every((row, i) => {
      const lies = found[i]
      return lies !== undefined && ROW.every((column) => lies[column] === row[column]) && isFoundBy(lies)
    })
  )
}

function readRows(tables: Kysely<Tables>, after: number, limit: number): Promise<WholeAuditRow[]> {
  return tables.selectFrom('audit').selectAll().where('number', '>', after).orderBy('number').limit(limit).execute()
}

/** Whether the store has a log: one that an earlier version used last has none. */
export async function hasAudit(engine: Engine): Promise<boolean> {
  const tables = await engine.read.introspection.getTables()
  return tables.some(({ name }) => name === 'audit')
}

/** Rows after a number, rising. */
export async function readAuditRows(engine: Engine, after: number, limit: number): Promise<WholeAuditRow[]> {
  return readRows(engine.read, after, limit)
}

export async function readAuditHead(engine: Engine): Promise<AuditRow | undefined> {
  return engine.read.selectFrom('audit').select(ROW).orderBy('number', 'desc').limit(1).executeTakeFirst()
}

/** See `Store.auditEntries`. */
export async function readAuditEntries(
  engine: Engine,
  edition: Edition,
  { who, did, result, units, from, to, before, limit }: Parameters<Store['auditEntries']>[0],
) {
  // What is numbered below the first was put there by somebody else.
  let query = engine.read.selectFrom('audit').select(['number', 'body', 'hash']).where('number', '>', 0).limit(limit)
  if (who !== undefined) query = query.where((each) => each.or([each('who_id', '=', who), each('who_name', '=', who)]))
  if (did !== undefined) query = query.where('did', '=', did)
  if (result === 'refused') query = query.where('result', '!=', 'done')
  else if (result !== undefined) query = query.where('result', '=', result)
  const old = await readOldMap(engine)
  if (units !== undefined) query = query.where(isOfUnits(engine, keysReadAs(edition, units), old))
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<', to)
  if (before !== undefined) query = query.where('number', '<', before)
  const rows = await query.orderBy('number', 'desc').execute()
  return rows.map(({ number, body, hash }) => {
    const entry = JSON.parse(body) as AuditEntry
    const of = entry.edition ?? (number <= (old?.through ?? 0) ? old?.edition : undefined)
    return { number: Number(number), hash, entry: { ...entry, ...(of && { edition: of }) } }
  })
}

/** Of which map the entries are that were written before entries named theirs: those up to a number. */
interface OldMap {
  readonly through: number
  readonly edition: Edition
}

const readOldMap = async (engine: Engine) => (await readMark(engine, OLD_MAP)) as OldMap | undefined

/** That an entry is of a look at cameras of several units, of which one is among these. */
function isLookAmong(engine: Engine, codes: readonly string[]): RawBuilder<boolean> {
  if (codes.length === 0) return sql`false`
  const wanted = sql.join(codes)
  const isAny =
    engine.kind === 'sqlite'
      ? sql`exists (select 1 from json_each(body, '$.input.units') as seen where seen.value in (${wanted}))`
      : sql`jsonb_exists_any(body::jsonb #> '{input,units}', array[${wanted}]::text[])`
  // Other entries are not looked into.
  return sql`(case when did = 'watchCamera' and unit is null then ${isAny} else false end)`
}

/** That an entry is of one of these units, each in the map of its time. */
function isOfUnits(engine: Engine, keys: readonly UnitKey[], old: OldMap | undefined): RawBuilder<boolean> {
  const own = engine.kind === 'sqlite' ? sql`json_extract(body, '$.edition')` : sql`(body::jsonb ->> 'edition')`
  const parts = keys.map(partsOfKey)
  const conditions = EDITIONS.map((edition) => {
    const codes = parts.filter((each) => each.edition === edition).map(({ code }) => code)
    const isOld =
      old?.edition === edition ? sql<boolean>`(${own} is null and number <= ${old.through})` : sql<boolean>`false`
    return sql<boolean>`((${isAmong(engine, codes)} or ${isLookAmong(engine, codes)}) and (${own} = ${edition} or ${isOld}))`
  })
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`
}
