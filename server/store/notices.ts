import { sql, type Transaction } from 'kysely'
import {
  type About,
  type Channel,
  type Notice,
  type NoticeOnItsWay,
  type NoticeState,
  type Outside,
  URGENCIES,
  type Urgency,
} from '../../domain/notices/notice.ts'
import type { NoticePreferences } from '../../domain/notices/preferences.ts'
import type { Reason } from '../../domain/notices/reasons.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** So many rows go in with one statement: it has sixteen values a row. */
const ROWS_AT_ONCE = 500
const ENDED_AT_ONCE = 100
/** Written out: an index of what waits is of no use to an engine that is told the state apart from the statement. */
const IS_PENDING = sql<boolean>`state = 'pending'`
const isNotWithheld = sql<boolean>`(reason is null or reason <> 'noRight')`
/** An attempt takes no longer: whoever has begun one before is no more. */
const LEASE_MS = 10 * MINUTE_MS

/** What one browser of somebody takes notices by. */
export interface PushSubscriptionRecord {
  readonly endpoint: string
  readonly person: string
  /** Id of the session in which its person asked for it: with the end of that, it ends. */
  readonly session: string
  readonly at: number
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** Which notices a list asks for; what is undefined leaves nothing out. */
export interface NoticeQuery {
  /** Whose own list it is: what was withheld from them because they may not see it is not on it. */
  readonly person?: string | undefined
  readonly state?: NoticeState | undefined
  readonly channel?: Channel | undefined
}

/** The outbox as it is kept. What is written beside others goes by functions below, in their transaction. */
export interface NoticeStore {
  /**
   * Takes notices of one way whose time has come, the most urgent first, so that nobody takes them again before they are `finish`ed; for ten
   * minutes, after which whoever took them is taken to be gone.
   */
  claim(channel: Outside, now: number, limit: number): Promise<NoticeOnItsWay[]>
  /** Puts back what was claimed before the hub ended: whether it was sent nobody knows, and its receiver tells by the key. */
  release(): Promise<void>
  /** Writes what has become of one that was claimed. @param change given it as it stands now */
  finish(id: string, change: (standing: Notice) => Notice): Promise<Notice | undefined>
  /** Gives up what has waited too long. @returns ids */
  giveUp(now: number): Promise<string[]>
  byIds(ids: readonly string[]): Promise<Notice[]>
  /** What the console still has to tell, and what was looked at since a moment; the newest first, at most `limit`. */
  forConsole(seenSince: number, limit: number): Promise<Notice[]>
  /** The newest first. */
  list(
    query: NoticeQuery & {
      readonly after?: { readonly at: number; readonly id: string } | undefined
      readonly limit: number
    },
  ): Promise<Notice[]>
  counts(query: Pick<NoticeQuery, 'person'>): Promise<Map<NoticeState, number>>
  contacts(): Promise<Map<string, NoticePreferences>>
  pushSubscriptions(): Promise<PushSubscriptionRecord[]>
  forgetPush(endpoint: string): Promise<void>
}

export function createNoticeStore(engine: Engine, watched: <T>(write: Promise<T>) => Promise<T>): NoticeStore {
  const { read, write } = engine
  const isFree = (now: number) => sql<boolean>`(begun_at is null or begun_at <= ${now - LEASE_MS})`

  /** What became of several in the same moment is written together: a commit costs more than a row. */
  const ending: {
    readonly id: string
    readonly change: (standing: Notice) => Notice
    readonly done: (after: Notice | undefined) => void
    readonly failed: (error: unknown) => void
  }[] = []
  let isEnding = false

  function finish(id: string, change: (standing: Notice) => Notice): Promise<Notice | undefined> {
    return new Promise((done, failed) => {
      ending.push({ id, change, done, failed })
      if (!isEnding) void endTogether()
    })
  }

  async function endTogether(): Promise<void> {
    isEnding = true
    while (ending.length > 0) {
      const together = ending.splice(0, ENDED_AT_ONCE)
      try {
        const after = await watched(endedIn(together))
        for (const { id, done } of together) done(after.get(id))
      } catch (error) {
        for (const { failed } of together) failed(error)
      }
    }
    isEnding = false
  }

  function endedIn(together: readonly Pick<(typeof ending)[number], 'id' | 'change'>[]): Promise<Map<string, Notice>> {
    const ids = together.map(({ id }) => id)
    return write.transaction().execute(async (tables) => {
      const query = tables.selectFrom('notice').selectAll().where('id', 'in', ids).orderBy('id')
      const rows = await (engine.kind === 'postgres' ? query.forUpdate() : query).execute()
      const after = new Map(rows.map((row) => [row.id, noticeOf(row)]))
      for (const { id, change } of together) {
        const standing = after.get(id)
        if (standing !== undefined) after.set(id, change(standing))
      }
      for (const [id, notice] of after)
        await tables
          .updateTable('notice')
          .set({ ...stateColumns(notice), begun_at: null })
          .where('id', '=', id)
          .execute()
      return after
    })
  }

  /** Read apart from writing: most looks find nothing, and whoever writes need not wait for them. */
  async function isAnythingDue(channel: Outside, now: number): Promise<boolean> {
    const due = await read
      .selectFrom('notice')
      .select('id')
      .where(IS_PENDING)
      .where('channel', '=', channel)
      .where('urgency', 'in', [...URGENCIES.keys()])
      .where('next_at', '<=', now)
      .where(isFree(now))
      .limit(1)
      .executeTakeFirst()
    return due !== undefined
  }

  return {
    async claim(channel, now, limit) {
      if (!(await isAnythingDue(channel, now))) return []
      return watched(
        write.transaction().execute(async (tables) => {
          const claimed: NoticeOnItsWay[] = []
          for (let urgency = URGENCIES.length - 1; urgency >= 0 && claimed.length < limit; urgency--) {
            const due = tables
              .selectFrom('notice')
              .select('id')
              .where(IS_PENDING)
              .where('channel', '=', channel)
              .where('urgency', '=', urgency)
              .where('next_at', '<=', now)
              .where(isFree(now))
              .orderBy('next_at')
              .limit(limit - claimed.length)
            const rows = await tables
              .updateTable('notice')
              .set({ begun_at: now })
              .where('id', 'in', due)
              .where(IS_PENDING)
              .where(isFree(now))
              .returningAll()
              .execute()
            claimed.push(...rows.map((row) => ({ ...noticeOf(row), to: (JSON.parse(row.body) as { to?: string }).to })))
          }
          return claimed
        }),
      )
    },
    async release() {
      await watched(write.updateTable('notice').set({ begun_at: null }).where('begun_at', 'is not', null).execute())
    },
    finish,
    async giveUp(now) {
      const rows = await watched(
        write
          .updateTable('notice')
          .set((each) => ({
            state: 'givenUp',
            next_at: null,
            ended_at: now,
            reason: each.fn.coalesce('reason', each.val('timeOver')),
          }))
          .where(IS_PENDING)
          .where('give_up_at', '<=', now)
          .where('begun_at', 'is', null)
          .returning('id')
          .execute(),
      )
      return rows.map(({ id }) => id)
    },
    async byIds(ids) {
      if (ids.length === 0) return []
      return (await read.selectFrom('notice').selectAll().where('id', 'in', ids).execute()).map(noticeOf)
    },
    async forConsole(seenSince, limit) {
      const ofConsole = read.selectFrom('notice').selectAll().where('channel', '=', 'console').limit(limit)
      const waiting = await ofConsole.where(IS_PENDING).orderBy('at', 'desc').execute()
      const seen = await ofConsole
        .where('state', '=', 'sent')
        .where('at', '>=', seenSince)
        .orderBy('at', 'desc')
        .execute()
      return [...waiting, ...seen].map(noticeOf)
    },
    async list({ person, state, channel, after, limit }) {
      let rows = read.selectFrom('notice').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
      if (person !== undefined) rows = rows.where('person', '=', person).where(isNotWithheld)
      if (state !== undefined) rows = rows.where('state', '=', state)
      if (channel !== undefined) rows = rows.where('channel', '=', channel)
      if (after !== undefined) rows = rows.where(sql<boolean>`(at, id) < (${after.at}, ${after.id})`)
      return (await rows.execute()).map(noticeOf)
    },
    async counts({ person }) {
      let rows = read
        .selectFrom('notice')
        .select((each) => ['state', each.fn.countAll().as('count')])
        .groupBy('state')
      if (person !== undefined) rows = rows.where('person', '=', person).where(isNotWithheld)
      return new Map((await rows.execute()).map(({ state, count }) => [state as NoticeState, Number(count)]))
    },
    async contacts() {
      const rows = await read.selectFrom('contact').selectAll().execute()
      return new Map(rows.map(({ person, body }) => [person, JSON.parse(body) as NoticePreferences]))
    },
    async pushSubscriptions() {
      const rows = await read.selectFrom('push_subscription').selectAll().orderBy('at').execute()
      return rows.map(({ body, ...row }) => ({ ...row, keys: JSON.parse(body) as PushSubscriptionRecord['keys'] }))
    },
    async forgetPush(endpoint) {
      await watched(write.deleteFrom('push_subscription').where('endpoint', '=', endpoint).execute())
    },
  }
}

/** Those that are there already stay as they are: the same cause tells nobody twice. */
export async function insertNotices(tables: Transaction<Tables>, notices: readonly NoticeOnItsWay[]): Promise<void> {
  for (let from = 0; from < notices.length; from += ROWS_AT_ONCE) {
    await tables
      .insertInto('notice')
      .values(
        notices.slice(from, from + ROWS_AT_ONCE).map((notice) => {
          const { id, at, person, channel, about, urgency, text, path, to, giveUpAt } = notice
          return {
            ...{ id, at, person, channel, matter: about.matter, about: about.id, give_up_at: giveUpAt },
            ...{ urgency: URGENCIES.indexOf(urgency), begun_at: null, body: JSON.stringify({ text, path, to }) },
            ...stateColumns(notice),
          }
        }),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
}

/** People for whom a newer notice takes the place of those that are no more urgent. */
export interface PeopleToldAnew {
  readonly people: readonly string[]
  readonly urgency: Urgency
}

/**
 * Cancels what waits about something, of some people or of all. What is under way cannot be taken back, but is not tried again.
 * @returns ids
 */
export async function cancelNotices(
  tables: Transaction<Tables>,
  { matter, id }: About,
  at: number,
  only?: PeopleToldAnew,
): Promise<string[]> {
  if (only?.people.length === 0) return []
  let waiting = tables
    .updateTable('notice')
    .set({ state: 'cancelled', next_at: null, ended_at: at, reason: 'needless' })
    .where(IS_PENDING)
    .where('matter', '=', matter)
    .where('about', '=', id)
  if (only !== undefined)
    waiting = waiting.where('person', 'in', only.people).where('urgency', '<=', URGENCIES.indexOf(only.urgency))
  const rows = await waiting.returning('id').execute()
  return rows.map((row) => row.id)
}

/** When somebody has sent themselves notices to try, the newest first. */
export async function readTestNotices(
  tables: Transaction<Tables>,
  { person, since }: { readonly person: string; readonly since: number },
): Promise<number[]> {
  const rows = await tables
    .selectFrom('notice')
    .select('at')
    .distinct()
    .where('matter', '=', 'test')
    .where('about', '=', person)
    // They are their own, and found by whose they are.
    .where('person', '=', person)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(({ at }) => at)
}

/** Somebody has looked at these of theirs on the console. @returns ids of those that were new to them */
export async function seeNotices(
  tables: Transaction<Tables>,
  { person, ids, at }: { readonly person: string; readonly ids: readonly string[]; readonly at: number },
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tables
    .updateTable('notice')
    .set((each) => ({ state: 'sent', ended_at: at, attempts: each('attempts', '+', 1), reason: null }))
    .where(IS_PENDING)
    .where('channel', '=', 'console')
    .where('person', '=', person)
    .where('id', 'in', ids)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Lets go of notices that have ended before a moment, a slice at a time. @returns how many */
export async function forgetNotices({ write }: Engine, before: number, limit: number): Promise<bigint> {
  const old = write
    .selectFrom('notice')
    .select('id')
    .where('state', '!=', 'pending')
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
  const { numDeletedRows } = await write.deleteFrom('notice').where('id', 'in', old).executeTakeFirst()
  return numDeletedRows
}

/** Inserts or replaces by person. */
export async function writeContact(
  tables: Transaction<Tables>,
  person: string,
  preferences: NoticePreferences,
): Promise<void> {
  const body = JSON.stringify(preferences)
  await tables
    .insertInto('contact')
    .values({ person, body })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ body }))
    .execute()
}

/** Inserts or replaces by endpoint: a browser belongs to whoever signed in there last. */
export async function writePush(
  tables: Transaction<Tables>,
  { endpoint, person, session, at, keys }: PushSubscriptionRecord,
): Promise<void> {
  const kept = { person, session, at, body: JSON.stringify(keys) }
  await tables
    .insertInto('push_subscription')
    .values({ endpoint, ...kept })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(kept))
    .execute()
}

export async function removePush(tables: Transaction<Tables>, person: string, endpoint: string): Promise<void> {
  await tables.deleteFrom('push_subscription').where('endpoint', '=', endpoint).where('person', '=', person).execute()
}

function stateColumns({ state, attempts, nextAt, giveUpAt, endedAt, reason, tried }: Notice) {
  return {
    ...{ state, attempts, next_at: nextAt, give_up_at: giveUpAt, ended_at: endedAt, reason },
    tried: JSON.stringify(tried),
  }
}

function noticeOf(row: Tables['notice']): Notice {
  const { text, path } = JSON.parse(row.body) as Pick<Notice, 'text' | 'path'>
  return {
    ...{ id: row.id, at: row.at, person: row.person, channel: row.channel as Channel, text, path },
    about: { matter: row.matter, id: row.about },
    urgency: URGENCIES[row.urgency] ?? 'routine',
    state: row.state as NoticeState,
    ...{ attempts: row.attempts, nextAt: row.next_at, giveUpAt: row.give_up_at, endedAt: row.ended_at },
    reason: row.reason as Reason | null,
    tried: JSON.parse(row.tried) as Notice['tried'],
  }
}
