import { createHmac, randomBytes } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { canonicalJson } from '../../domain/canonicalJson.ts'
import { type Command, type CommandCity, EMPTY_CITY } from '../../domain/commands/command.ts'
import { KEY_KEPT_MS } from '../../domain/commands/sending.ts'
import { WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { quoted } from '../../domain/problems.ts'
import { REACH } from '../../domain/queries/query.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { CommandHandler, Commanding, SessionCookie } from '../commands/handler.ts'
import { createFloodControl } from '../floodControl.ts'
import { parse } from '../http/route.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Audit, whoOf } from './audit.ts'
import { NOBODY } from './http.ts'
import type { Asking } from './principals.ts'
import { NOWHERE, type Reach } from './reach.ts'
import { passTo } from './where.ts'
import { checkWriter } from './writer.ts'

/** A command as it was sent. */
export interface Sent {
  readonly name: string
  readonly input: unknown
  readonly principal: Principal | undefined
  /** Who asks by the time that it is written: sessions end and rights change meanwhile. Absent: the same. */
  readonly again?: () => Principal | undefined
  readonly from: AuditEntry['from']
  readonly asking: Asking
  /** Its `Idempotency-Key`: a command that comes again under the same one is not carried out again. */
  readonly key?: string
  /** Account of who wrote it, as the page that sends it says: it is carried out in no session but theirs. */
  readonly writer?: string
  /** How long ago it was written, ms, where it waited for a line. */
  readonly writtenAgoMs?: number
}

/** What was answered, and what becomes of the session's cookie (null: removed; undefined: stays). */
export interface Carried {
  readonly answer: object
  readonly cookie?: SessionCookie | null
}

/** The door for whatever is commanded: no handler is called but through it, and what it did or was refused stands in the log. */
export interface CommandGate {
  readonly handlers: readonly CommandHandler[]
  /** @throws Problem when nobody may command this here, when the input does not fit, or when it cannot be done as things stand */
  carryOut(sent: Sent): Promise<Carried>
}

/** Refusals that the log keeps: somebody tried what they may not, or came too late. What does not fit its declaration is no act. */
const KEPT = new Set<number>([401, 403, 409, 429])

/** Commands of one person, program or wall at once, and a second from then on: each stands in a log that forgets nothing. */
const OF_ONE = { burst: 1_000, perSecond: 2 }
/** How long an answer is kept for a command that comes again; after that it is known to have been carried out, for as long as `KEY_KEPT_MS`. */
const ANSWER_KEPT_MS = DAY_MS
/** The newest answers of one principal: an answer may be as large as a matter, and nobody fills the store with theirs. */
const ANSWERS_OF_ONE = { most: 100, characters: 1024 * 1024 }
const KEY = /^[!-~]{1,200}$/
/** Mark of the store under which the key is kept that what was asked is hashed with: answers are known again after a restart. */
const HASHED_WITH = 'command answers hashed with'

export function createCommandGate({
  handlers,
  units,
  city,
  store,
  audit,
  clock,
  log,
}: {
  handlers: readonly CommandHandler[]
  units: UnitTree
  city: CommandCity
  store: Pick<Store, 'audited' | 'healthy' | 'commandAnswer' | 'mark' | 'saveMark'>
  audit: Pick<Audit, 'note' | 'refused'>
  clock: Clock
  log: Logger
}): CommandGate {
  const flood = createFloodControl(OF_ONE)

  /** @throws Problem */
  function spend(principal: Principal): void {
    const now = performance.now()
    const ms = flood.spend(flood.of(whoseOf(principal), now), now)
    if (ms > 0) throw new Problem('tooManyCommands', { seconds: Math.ceil(ms / 1_000) })
  }

  const byName = new Map(handlers.map((handler) => [handler.name as string, handler]))

  /**
   * Whether whoever commands has named the unit themselves: it is asked where nothing is that the hub could look up. What else an input says, a text or
   * the unit where something shall go, may be that unit's code by chance or by intent.
   */
  async function isNamed(declared: Command, input: Record<string, unknown>, unit: string): Promise<boolean> {
    return (await declared.place?.(input, EMPTY_CITY)) === unit
  }

  /** @throws Problem */
  async function pass(
    declared: Command,
    principal: Principal | undefined,
    input: Record<string, unknown>,
    asked: string | undefined,
  ): Promise<Reach> {
    if (declared.do === 'public') return NOWHERE
    if (principal === undefined) throw new Problem('signInFirst')
    if (declared.do !== 'self') {
      // Where a thing lies is not told to who names the thing: to them it is like one that is not there.
      const isTold = asked !== undefined && (await isNamed(declared, input, asked))
      const reach = passTo(principal, declared.do, asked ?? WHOLE_CITY, units, isTold)
      if (declared.peopleOnly !== true) return reach
      if (principal.is !== 'person') throw new Problem('peopleOnly')
      return reach
    }
    if (principal.is !== 'person') throw new Problem('peopleOnly')
    if (principal.pending !== undefined && declared.whilePending !== true) throw new Problem('clearPendingFirst')
    return NOWHERE
  }

  /**
   * Refuses a step on a matter that whoever asks may not see as one on a matter that is not there is refused: nobody learns by it that there is one.
   * @throws Problem
   */
  async function checkSeen(
    declared: Command,
    principal: Principal | undefined,
    input: Record<string, unknown>,
  ): Promise<void> {
    const about = declared.about?.(input)
    if (about === undefined || principal === undefined || (await city.maySee(principal, about))) return
    await pass(declared, principal, input, REACH)
    throw new Problem('unknownMatter', { id: quoted(about.id) })
  }

  /**
   * Whether who may when it was asked for still may when it is written: what a handler prepares may take its time, in which a session ends, rights
   * change, and what it is about goes to another unit. Commands are written one after the other, so what is asked here stands until it is written.
   * @throws Problem
   */
  async function checkAgain(
    declared: Command,
    { principal, again = () => principal }: Sent,
    input: Record<string, unknown>,
  ): Promise<void> {
    if (declared.do === 'public') return
    const now = again()
    if (now === undefined || principal === undefined || whoseOf(now) !== whoseOf(principal))
      throw new Problem('signInFirst')
    await checkSeen(declared, now, input)
    await pass(declared, now, input, await declared.place?.(input, city))
  }

  function entryOf(sent: Sent, handler: CommandHandler, given: Record<string, unknown>, unit: string | undefined) {
    const { declared } = handler
    const input: Readonly<Record<string, unknown>> = handler.logged?.(given) ?? given
    const secret: readonly string[] = declared.secret ?? []
    const at = clock.now()
    const { writtenAgoMs } = sent
    return {
      at,
      ...(writtenAgoMs !== undefined && { writtenAt: at - writtenAgoMs }),
      who: whoOf(sent.principal),
      from: sent.from,
      did: sent.name,
      input: Object.fromEntries(Object.entries(input).filter(([field]) => !secret.includes(field))),
      unit: unit !== undefined && units.byCode.has(unit) ? unit : null,
    }
  }

  interface Key {
    readonly principal: string
    readonly key: string
    readonly command: string
    /** Keyed hash of all that is asked, secrets too: whoever sees it without the key cannot try what they may have been. */
    readonly input: string
  }

  let hashedWith: Promise<string> | undefined
  /** Read at the first command under a key, made where there is none. @throws Problem while the store does not write */
  function hashKey(): Promise<string> {
    const known = async () => {
      const kept = await store.mark(HASHED_WITH)
      if (typeof kept === 'string') return kept
      const made = randomBytes(32).toString('base64')
      await store.saveMark(HASHED_WITH, made)
      return made
    }
    hashedWith ??= known().catch((error: unknown) => {
      hashedWith = undefined
      throw store.healthy() ? error : new Problem('notWritten')
    })
    return hashedWith
  }

  /**
   * Undefined without a key, and where there is none to tell whose it is: whoever signs in is not known yet.
   * @param input all of it: under one key no two may pass for one that differ in what the log leaves out
   * @throws Problem
   */
  async function keyOf(
    { key, principal }: Sent,
    { name, declared }: CommandHandler,
    input: Record<string, unknown>,
  ): Promise<Key | undefined> {
    if (key === undefined || declared.do === 'public' || declared.session === true) return undefined
    if (!KEY.test(key)) throw new Problem('wrongKey')
    const hash = createHmac('sha256', await hashKey())
      .update(canonicalJson([name, input]))
      .digest('hex')
    return { principal: whoseOf(principal ?? NOBODY), key, command: name, input: hash }
  }

  /** By principal and key. */
  const underWay = new Map<string, { readonly input: string; readonly carried: Promise<Carried> }>()

  /** Carries out what has not been, waits for what is under way, and answers what has been as it was answered. @throws Problem */
  function once(key: Key, declared: Command, carryNow: () => Promise<Carried>): Promise<Carried> {
    const whose = JSON.stringify([key.principal, key.key])
    const running = underWay.get(whose)
    if (running !== undefined) {
      if (running.input !== key.input) throw new Problem('keyReused')
      return running.carried
    }
    const work = async (): Promise<Carried> => {
      const { principal, key: name } = key
      const known = await store.commandAnswer({ principal, key: name, since: clock.now() - KEY_KEPT_MS })
      if (known === undefined) return carryNow()
      if (known.input !== key.input) throw new Problem('keyReused')
      if (known.answer === null || known.at < clock.now() - ANSWER_KEPT_MS)
        throw new Problem('doneBefore', { at: known.at })
      return { answer: declared.gives.parse(JSON.parse(known.answer)) }
    }
    const carried = work().finally(() => underWay.delete(whose))
    underWay.set(whose, { input: key.input, carried })
    return carried
  }

  /** Lets go of the answers of a principal that are old, or that there is no room for beside newer ones: that they were given stays known. */
  async function boundAnswers(tables: Transaction<Tables>, principal: string, now: number): Promise<void> {
    const kept = await tables
      .selectFrom('command_answer')
      .select(['key', 'at', sql<number>`length(answer)`.as('characters')])
      .where('principal', '=', principal)
      .where('answer', 'is not', null)
      .orderBy('at', 'desc')
      .limit(ANSWERS_OF_ONE.most + 1)
      .execute()
    let characters = 0
    const tooMany = kept.filter((each, n) => {
      characters += Number(each.characters)
      return n >= ANSWERS_OF_ONE.most || characters > ANSWERS_OF_ONE.characters || each.at < now - ANSWER_KEPT_MS
    })
    if (tooMany.length === 0) return
    await tables
      .updateTable('command_answer')
      .set({ answer: null })
      .where('principal', '=', principal)
      .where(
        'key',
        'in',
        tooMany.map(({ key }) => key),
      )
      .execute()
  }

  async function carry(
    handler: CommandHandler,
    input: Record<string, unknown>,
    commanding: Commanding,
    entry: Omit<AuditEntry, 'result'>,
    stillMay: () => Promise<void>,
    key?: Key,
  ): Promise<Carried> {
    const outcome = await handler.handle(input, commanding)
    const { write, apply, before, who, cookie, isOnlyAsked } = outcome
    if (isOnlyAsked === true) return { answer: outcome.answer(), ...(cookie !== undefined && { cookie }) }
    let answer: object = {}
    const append = store.audited(
      () => ({ ...entry, ...(who && { who }), result: 'done', ...(before && { before: before() }) }),
      async (tables) => {
        await stillMay()
        await write?.call(outcome, tables)
        answer = outcome.answer()
        if (key === undefined) return
        const { at } = commanding
        const body = handler.declared.once === true ? null : JSON.stringify(answer)
        await tables
          .deleteFrom('command_answer')
          .where('at', '<', at - KEY_KEPT_MS)
          .execute()
        await tables
          .insertInto('command_answer')
          .values({ ...key, at, answer: body })
          .execute()
        await boundAnswers(tables, key.principal, at)
      },
      apply?.bind(outcome),
    )
    await append.catch((error: unknown) => {
      if (problemOf(error) !== undefined || store.healthy()) throw error
      log.error({ error, command: handler.name }, 'a command could not be written')
      throw new Problem('notWritten')
    })
    return { answer, ...(cookie !== undefined && { cookie }) }
  }

  return {
    handlers,
    async carryOut(sent) {
      const handler = byName.get(sent.name)
      if (handler === undefined) throw new Problem('unknownCommand', { name: quoted(sent.name) })
      const { declared } = handler
      if (declared.session === true && sent.from.via === 'socket') throw new Problem('httpOnly')
      // Who is not known is not told what a command should look like.
      if (declared.do !== 'public' && sent.principal === undefined) throw new Problem('signInFirst')
      // No act of whoever has signed in: nothing of it stands in the log under their name.
      if (declared.do !== 'public') checkWriter(sent.writer, sent.principal)
      const input = parse(declared.input.strict(), sent.input ?? {})
      const asked = await declared.place?.(input, city)
      const entry = entryOf(sent, handler, input, asked)
      let isSeen = false
      try {
        if (sent.principal !== undefined) spend(sent.principal)
        await checkSeen(declared, sent.principal, input)
        isSeen = true
        const reach = await pass(declared, sent.principal, input, asked)
        const principal = sent.principal ?? NOBODY
        const { at, writtenAt } = entry
        const commanding = { principal, reach, from: sent.from, asking: sent.asking, at, writtenAt }
        const key = await keyOf(sent, handler, input)
        const stillMay = () => checkAgain(declared, sent, input)
        if (key === undefined) return await carry(handler, input, commanding, entry, stillMay)
        return await once(key, handler.declared, () => carry(handler, input, commanding, entry, stillMay, key))
      } catch (error) {
        const problem = problemOf(error)
        const result = problem?.code ?? 'internal'
        const { at: _at, who: _who, ...refused } = { ...entry, result }
        if (problem !== undefined && (!isSeen || KEPT.has(problem.status))) audit.refused(refused, sent.principal)
        // What could not be done for a fault of ours is told when the log takes entries again.
        else if (problem === undefined || problem.code === 'notWritten') audit.note({ ...entry, result })
        throw error
      }
    },
  }
}
