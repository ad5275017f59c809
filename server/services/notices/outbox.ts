import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Grant, Principal } from '../../../domain/access/principal.ts'
import {
  attempted,
  type ChannelState,
  CONSOLE_FOR_MS,
  delayAfter,
  dispatch,
  ended,
  GIVE_UP_AFTER_MS,
  type Outcome,
  putOff,
} from '../../../domain/notices/delivery.ts'
import {
  type About,
  type Channel,
  MAX_NOTICE_TEXT,
  type NewNotice,
  type Notice,
  type NoticeOnItsWay,
  OUTSIDE,
  type Outside,
  type Urgency,
} from '../../../domain/notices/notice.ts'
import { addressFor, channelsFor, NO_PREFERENCES, type NoticePreferences } from '../../../domain/notices/preferences.ts'
import { quietUntil } from '../../../domain/notices/quietHours.ts'
import type { Reason } from '../../../domain/notices/reasons.ts'
import { oneLine, unlinked } from '../../../domain/notices/shortText.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'
import type { Feeds } from '../../../domain/wire.ts'
import type { Clock } from '../../clock.ts'
import { cancelNotices, insertNotices, type NoticeStore, type PeopleToldAnew, seeNotices } from '../../store/notices.ts'
import type { Tables } from '../../store/tables.ts'
import type { SendingChannel } from './channel.ts'

const LOOK_EVERY_MS = SECOND_MS
/** What was written in a transaction of somebody else's is looked for so long: it may still be under way, or never end. */
const WRITTEN_WITHIN_MS = 30 * SECOND_MS
/** What somebody has looked at stays on their console so long. */
const SEEN_FOR_MS = 24 * HOUR_MS
/** Of one person the console tells the newest; the page has them all. */
const MOST_ON_CONSOLE = 100
const RESTORED = 20_000
const IDS_AT_ONCE = 500
/** How long the end of the hub waits for what is under way. */
const STOP_WITHIN_MS = 3 * SECOND_MS

/** What somebody is sent is counted over so long. */
const MANY_WITHIN_MS = 10 * MINUTE_MS
/**
 * How many notices somebody is sent one way within ten minutes, by the urgency of the next: what is more is told together when there is room again.
 * The console has each at once. See `addresseeOf` for whom it counts.
 */
export const MOST_SENT: Readonly<Record<Urgency, number>> = { routine: 10, urgent: 20, emergency: 60 }

/** Who is told, as far as sending has to know. */
export interface Recipient {
  readonly name: string
  readonly grants: readonly Grant[]
  readonly preferences: NoticePreferences
}

/**
 * Notices on their way: written in the transaction of what causes them, sent when that is durable, at least once, under the same key each time.
 */
export interface Outbox {
  /**
   * Plans notices in a transaction of the caller's: they stand or fall with it. The same cause tells the same person once, however often it comes.
   */
  planned(tables: Transaction<Tables>, notices: readonly NewNotice[]): Promise<void>
  /**
   * Cancels what still waits about something, in a transaction of the caller's. After it nothing of that is sent any more.
   * @param only what these people were to be told, no more urgent than this; everything when absent
   */
  cancel(tables: Transaction<Tables>, about: About, only?: PeopleToldAnew): Promise<void>
  /** Somebody has looked at notices on their console. */
  seen(tables: Transaction<Tables>, what: { person: string; ids: readonly string[]; at: number }): Promise<void>
  /** Sends what is due, and tells consoles what is new. The hub does it once a second; whoever has planned something does it at once. */
  look(): Promise<void>
  /** Takes from consoles what their people may not see any more: to be called when anybody's rights have changed. */
  rightsChanged(): Promise<void>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  channels(): readonly ChannelState[]
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * @param recipientOf undefined: somebody who may not sign in
 * @param maySee whether whoever holds such roles now may see what a notice is about: asked when it is sent, not only when it is planned
 * @param publish puts a notice onto its person's console; @param remove takes it away
 */
export function createOutbox({
  store,
  ways,
  recipientOf,
  maySee,
  publish,
  remove,
  clock,
  log,
  random = Math.random,
  mostSent,
}: {
  store: NoticeStore
  ways: readonly SendingChannel[]
  recipientOf: (person: string) => Recipient | undefined
  maySee: (person: Pick<Principal, 'id' | 'grants'>, about: About) => Promise<boolean>
  publish: (row: Feeds['notices']) => void
  remove: (id: string) => void
  clock: Clock
  log: Pick<Logger, 'warn'>
  random?: () => number
  /** See `MOST_SENT`; however many, when absent. */
  mostSent?: Readonly<Record<Urgency, number>>
}): Outbox {
  const lanes = new Map(ways.map((way) => [way.channel, createLane(way)]))
  /** What has been written in a transaction whose end is not known; by id, until when it is looked for, monotonic ms. */
  const written = new Map<string, number>()
  /** What is cancelled in a transaction whose end is not known, or that has ended well: it is not sent before the store has been asked again. */
  const cancelling = new Map<string, number>()
  /** On consoles, by person: ids with when each arose, oldest first. */
  const onConsole = new Map<string, Map<string, Feeds['notices']>>()
  /** Nothing more is begun; and nothing is written any more of what has not ended. */
  let isStopping = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  let lookedForOld = Number.NEGATIVE_INFINITY

  /** Why somebody is not told of something now, whatever stood when it was planned. */
  async function withheld({ person: id, about }: Pick<Notice, 'person' | 'about'>): Promise<Reason | undefined> {
    const recipient = recipientOf(id)
    if (recipient === undefined) return 'personGone'
    return (await maySee({ id, grants: recipient.grants }, about)) ? undefined : 'noRight'
  }

  const cancelled = (reason: Reason) => (standing: Notice) =>
    standing.state === 'pending' ? ended(standing, 'cancelled', reason, clock.now()) : standing

  /** Puts a notice onto its person's console, or takes it from there. */
  async function put(notice: Notice): Promise<void> {
    const reason = await withheld(notice)
    if (reason === undefined) return show(notice)
    if (notice.state === 'pending') await store.finish(notice.id, cancelled(reason))
    if (onConsole.get(notice.person)?.delete(notice.id) === true) remove(notice.id)
  }

  /** The roles under which each person's console was judged last. */
  const judgedAs = new Map<string, string>()
  async function rightsChanged(): Promise<void> {
    try {
      for (const [person, own] of onConsole) {
        const roles = JSON.stringify(recipientOf(person)?.grants ?? null)
        if (judgedAs.get(person) === roles) continue
        judgedAs.set(person, roles)
        for (const notice of await store.byIds([...own.keys()])) await put(notice)
      }
    } catch (error) {
      judgedAs.clear()
      log.warn({ error }, 'notices on consoles could not be judged anew')
    }
  }

  function show(notice: Notice): void {
    const own = onConsole.get(notice.person) ?? new Map<string, Feeds['notices']>()
    const isShown =
      notice.state === 'pending' || (notice.state === 'sent' && (notice.endedAt ?? 0) > clock.now() - SEEN_FOR_MS)
    if (!isShown) {
      if (own.delete(notice.id)) remove(notice.id)
      return
    }
    const { id, person, about, urgency, text, path, at, endedAt } = notice
    const row = { id, person, about, urgency, text, path, at, seenAt: endedAt }
    own.set(id, row)
    onConsole.set(person, own)
    publish(row)
    if (own.size <= MOST_ON_CONSOLE) return
    const [oldest] = [...own.values()].sort((a, b) => a.at - b.at)
    if (oldest === undefined) return
    own.delete(oldest.id)
    remove(oldest.id)
  }

  /** What has been looked at a day ago is left to the page. */
  function forgetSeen(): void {
    for (const own of onConsole.values())
      for (const { id, seenAt } of own.values())
        if (seenAt !== null && seenAt <= clock.now() - SEEN_FOR_MS && own.delete(id)) remove(id)
  }

  /** Tells consoles what has become of what was written. */
  async function follow(): Promise<void> {
    const now = performance.now()
    const ids = [...written.keys()]
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      for (const notice of await store.byIds(ids.slice(from, from + IDS_AT_ONCE))) {
        if (notice.channel === 'console') await put(notice)
        // One that is cancelled stands there as it was until its transaction has ended.
        if (!cancelling.has(notice.id) || notice.state !== 'pending') written.delete(notice.id)
        if (notice.state !== 'pending') cancelling.delete(notice.id)
      }
    }
    for (const [id, until] of written) if (until < now) written.delete(id)
    for (const [id, until] of cancelling) if (until < now) cancelling.delete(id)
  }

  /** Everything that goes one way: so many at a time, and nothing while its receiver is away. */
  function createLane(way: SendingChannel) {
    const { channel, atOnce } = way
    const underWay = new Map<string, Promise<void>>()
    /** Of those, how many are not yet known to have gone or not: the next one does not wait until that is written. */
    let sending = 0
    let claiming: Promise<void> | undefined
    /** When each addressee was sent something within the last minutes, the oldest first. */
    const sentTo = new Map<string, readonly number[]>()
    /** How many each addressee is being sent: whether they go is not known yet. */
    const sendingTo = new Map<string, number>()
    /** Of each addressee what waits until there is room again. */
    const putOffOf = new Map<string, Set<string>>()
    /** How often in a row it was nobody's notice's fault. */
    let faults = 0
    let pause:
      | { readonly since: number; readonly until: number; readonly outcome: Outcome & { is: 'later' } }
      | undefined

    async function claim(): Promise<void> {
      for (;;) {
        const now = clock.now()
        if (isStopping || (pause !== undefined && pause.until > now)) return
        // After a pause one goes ahead and finds out.
        const room = (faults > 0 ? 1 : atOnce) - sending
        if (room <= 0) return
        const claimed = await store.claim(channel, now, room)
        for (const notice of claimed) {
          // One that takes longer than it may is still this hub's.
          if (underWay.has(notice.id)) continue
          sending++
          let isOver = false
          const over = () => {
            if (isOver) return
            isOver = true
            sending--
            void work()
          }
          const delivery = deliver(notice, over).finally(() => {
            underWay.delete(notice.id)
            over()
          })
          underWay.set(notice.id, delivery)
        }
        if (claimed.length < room) return
      }
    }

    function work(): Promise<void> {
      claiming ??= claim()
        .catch((error: unknown) => log.warn({ error, channel }, 'notices that are due could not be read'))
        .finally(() => {
          claiming = undefined
        })
      return claiming
    }

    const sentLately = (addressee: string, now: number) =>
      (sentTo.get(addressee) ?? []).filter((at) => at > now - MANY_WITHIN_MS)

    /**
     * Takes a place among what a notice's addressee may be sent; to be given back by `giveBack`.
     * @returns undefined when it has one, otherwise until when there is none; `reason` is absent while those that hold the last places may yet fail
     */
    function takePlace(notice: NoticeOnItsWay, now: number): { until: number; reason?: Reason } | undefined {
      if (mostSent === undefined) return undefined
      for (const [each, times] of sentTo) if ((times.at(-1) ?? 0) <= now - MANY_WITHIN_MS) sentTo.delete(each)
      const addressee = addresseeOf(notice)
      const most = mostSent[notice.urgency]
      const lately = sentLately(addressee, now)
      const last = lately.at(-most)
      if (last !== undefined) return { until: last + MANY_WITHIN_MS, reason: 'many' }
      const held = sendingTo.get(addressee) ?? 0
      if (lately.length + held >= most) return { until: now + LOOK_EVERY_MS }
      sendingTo.set(addressee, held + 1)
      return undefined
    }

    /** Gives a place back: only what has gone counts from then on. */
    function giveBack(notice: NoticeOnItsWay, outcome: Outcome): void {
      if (mostSent === undefined) return
      const addressee = addresseeOf(notice)
      const held = (sendingTo.get(addressee) ?? 1) - 1
      if (held > 0) sendingTo.set(addressee, held)
      else sendingTo.delete(addressee)
      const now = clock.now()
      if (outcome.is === 'sent') sentTo.set(addressee, [...sentLately(addressee, now), now])
    }

    /** Of what is told with another one that is being sent. */
    const toldWith = new Set<string>()

    /** The others of an addressee that wait for room: they are told with this one. */
    function takeOthers(notice: NoticeOnItsWay): readonly string[] {
      const addressee = addresseeOf(notice)
      const others = [...(putOffOf.get(addressee) ?? [])].filter((each) => each !== notice.id)
      putOffOf.delete(addressee)
      for (const other of others) toldWith.add(other)
      return others
    }

    async function pendingAmong(ids: readonly string[]): Promise<readonly string[]> {
      return (await store.byIds(ids)).flatMap(({ id, state }) => (state === 'pending' ? [id] : []))
    }

    function putOffMore(notice: NoticeOnItsWay, ids: readonly string[]): void {
      const addressee = addresseeOf(notice)
      const waiting = putOffOf.get(addressee) ?? new Set()
      for (const id of ids) waiting.add(id)
      if (waiting.size > 0) putOffOf.set(addressee, waiting)
    }

    /** @param over is told as soon as it has gone, or has not */
    async function deliver(notice: NoticeOnItsWay, over: () => void): Promise<void> {
      // Whoever has cancelled it may have been told already: nothing of it is sent before the store says that it still stands.
      if (cancelling.has(notice.id)) return finish(notice.id, (standing) => standing)
      const recipient = recipientOf(notice.person)
      const now = clock.now()
      const next = way.isOpen()
        ? dispatch(notice, recipient?.preferences, now)
        : ({ is: 'cancel', reason: 'channelOff' } as const)
      if (next.is === 'cancel') return settle(notice.id, (standing) => ended(standing, 'cancelled', next.reason, now))
      if (next.is === 'wait') return settle(notice.id, (standing) => putOff(standing, next.until, 'quietHours'))
      let reason: Reason | undefined
      try {
        reason = await withheld(notice)
      } catch (error) {
        log.warn({ error, channel }, 'whether somebody may see what a notice is about could not be read')
        return settle(notice.id, (standing) => putOff(standing, now + LOOK_EVERY_MS, 'fault'))
      }
      if (reason !== undefined) return finish(notice.id, cancelled(reason))
      if (toldWith.has(notice.id)) return settle(notice.id, (standing) => putOff(standing, now + LOOK_EVERY_MS, 'many'))
      const full = takePlace(notice, now)
      if (full !== undefined) {
        putOffMore(notice, [notice.id])
        return settle(notice.id, (standing) => putOff(standing, full.until, full.reason ?? standing.reason))
      }
      const taken = takeOthers(notice)
      // What has become needless meanwhile is no longer counted.
      const others = await pendingAmong(taken).catch(() => taken)
      const { name, preferences } = recipient ?? NOBODY
      const { id: key, text, urgency, about, path, at } = notice
      const { language } = preferences
      const to = notice.to ?? (channel === 'push' ? notice.person : (addressFor(channel, preferences) ?? ''))
      const outcome = await way
        .send({
          ...{ key, to, name, text: withOthers(text, others.length)[language], language, urgency, about, path, at },
        })
        .catch((error: unknown): Outcome => {
          log.warn({ error, channel }, 'a notice could not be sent for a fault of the hub')
          return { is: 'later', reason: 'fault', detail: String(error) }
        })
      giveBack(notice, outcome)
      judge(outcome)
      over()
      const endedAt = clock.now()
      const spread = random()
      await finish(notice.id, (standing) => attempted(standing, outcome, endedAt, spread))
      if (outcome.is === 'sent')
        await Promise.all(
          others.map((other) => settle(other, (standing) => ended(standing, 'cancelled', 'together', endedAt))),
        )
      else putOffMore(notice, others)
      for (const other of taken) toldWith.delete(other)
    }

    function judge(outcome: Outcome): void {
      if (outcome.is !== 'later' || outcome.everything !== true) {
        faults = 0
        pause = undefined
        return
      }
      const now = clock.now()
      faults++
      const until = now + Math.max(delayAfter(faults, random()), outcome.after ?? 0)
      pause = { since: pause?.since ?? now, until, outcome }
    }

    /** One that was not tried: what somebody has cancelled meanwhile stays so. */
    function settle(id: string, change: (standing: Notice) => Notice): Promise<void> {
      return finish(id, (standing) => (standing.state === 'pending' ? change(standing) : standing))
    }

    /** What has become of it is written, however long the store does not write: it would be sent once more. */
    async function finish(id: string, change: (standing: Notice) => Notice): Promise<void> {
      while (!isStopped) {
        try {
          await store.finish(id, change)
          // The store has waited for whoever was about to cancel it: that has happened now, or never will.
          cancelling.delete(id)
          return
        } catch (error) {
          log.warn({ error, id }, 'what has become of a notice could not be written')
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref())
        }
      }
    }

    return {
      work,
      async settled() {
        do {
          await claiming
          await Promise.all(underWay.values())
        } while (claiming !== undefined || underWay.size > 0)
      },
      state(): ChannelState {
        const { outcome, since, until } = pause ?? {}
        const is = !way.isOpen() ? 'off' : pause === undefined ? 'open' : 'paused'
        if (is !== 'paused') return { channel, is, since: null, reason: null, detail: '', until: null }
        return {
          ...{ channel, is, since: since ?? null, until: until ?? null },
          ...{ reason: outcome?.reason ?? null, detail: outcome?.detail ?? '' },
        }
      },
    }
  }

  /** What has waited too long, looked for once a minute: it has waited for a day. */
  async function giveUp(): Promise<readonly string[]> {
    const now = clock.now()
    if (now - lookedForOld < MINUTE_MS) return []
    lookedForOld = now
    return store.giveUp(now)
  }

  async function round(): Promise<void> {
    try {
      if (written.size > 0) await follow()
      const givenUp = await giveUp()
      for (let from = 0; from < givenUp.length; from += IDS_AT_ONCE)
        for (const notice of await store.byIds(givenUp.slice(from, from + IDS_AT_ONCE)))
          if (notice.channel === 'console') await put(notice)
      forgetSeen()
    } catch (error) {
      log.warn({ error }, 'the outbox could not be looked at')
      return
    }
    await Promise.all([...lanes.values()].map(({ work }) => work()))
  }

  function look(): Promise<void> {
    if (isStopping) return Promise.resolve()
    if (looking !== undefined) {
      isAskedAgain = true
      return looking
    }
    looking = (async () => {
      do {
        isAskedAgain = false
        await round()
      } while (isAskedAgain && !isStopping)
    })().finally(() => {
      looking = undefined
    })
    return looking
  }

  /** In which ways somebody is told of something, each as a notice of its own. */
  function noticesOf(planned: NewNotice, at: number, open: ReadonlySet<Outside>): NoticeOnItsWay[] {
    const { cause, about, person, urgency, text, path = null, at: addresses } = planned
    const preferences = recipientOf(person)?.preferences
    if (preferences === undefined) return []
    const until = urgency === 'emergency' || addresses !== undefined ? undefined : quietUntil(preferences.quiet, at)
    const due = until ?? at
    const toOf = (channel: Channel) =>
      addresses === undefined || channel === 'console' || channel === 'push'
        ? undefined
        : (addressFor(channel, addresses) ?? undefined)
    const channels =
      addresses === undefined
        ? channelsFor(preferences, urgency, open)
        : (['console', ...OUTSIDE.filter((each) => open.has(each) && toOf(each) !== undefined)] as const)
    return channels.map((channel) => ({
      ...{ id: keyOf(cause, person, channel), about, person, channel, urgency, path, at },
      text: { vi: oneLine(text.vi, MAX_NOTICE_TEXT), en: oneLine(text.en, MAX_NOTICE_TEXT) },
      ...{ state: 'pending', attempts: 0, endedAt: null, tried: [] },
      nextAt: channel === 'console' ? null : due,
      giveUpAt: channel === 'console' ? at + CONSOLE_FOR_MS : due + GIVE_UP_AFTER_MS,
      reason: channel !== 'console' && until !== undefined ? 'quietHours' : null,
      to: toOf(channel),
    }))
  }

  function touched(ids: Iterable<string>): void {
    const until = performance.now() + WRITTEN_WITHIN_MS
    for (const id of ids) written.set(id, until)
  }

  return {
    async planned(tables, notices) {
      const at = clock.now()
      const open = new Set(ways.filter((way) => way.isOpen()).map(({ channel }) => channel))
      const all = new Map(notices.flatMap((each) => noticesOf(each, at, open)).map((each) => [each.id, each]))
      await insertNotices(tables, [...all.values()])
      touched([...all.values()].filter(({ channel }) => channel === 'console').map(({ id }) => id))
    },
    async cancel(tables, about, only) {
      const ids = await cancelNotices(tables, about, clock.now(), only)
      touched(ids)
      const until = performance.now() + WRITTEN_WITHIN_MS
      for (const id of ids) cancelling.set(id, until)
    },
    async seen(tables, what) {
      touched(await seeNotices(tables, what))
    },
    look,
    rightsChanged,
    async settled() {
      await look()
      await Promise.all([...lanes.values()].map((lane) => lane.settled()))
    },
    channels: () =>
      OUTSIDE.map(
        (channel) =>
          lanes.get(channel)?.state() ?? { channel, is: 'off', since: null, reason: null, detail: '', until: null },
      ),
    async start() {
      isStopping = false
      isStopped = false
      await store.release()
      for (const notice of (await store.forConsole(clock.now() - SEEN_FOR_MS, RESTORED)).reverse()) await put(notice)
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      isStopping = true
      let ending: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        ending = setTimeout(resolve, STOP_WITHIN_MS)
      })
      const ended = Promise.resolve(looking).then(() => Promise.all([...lanes.values()].map((lane) => lane.settled())))
      await Promise.race([patience, ended])
      clearTimeout(ending)
      isStopped = true
      for (const way of ways) await way.stop?.()
    },
  }
}

/** What goes out of the house: one notice, with how many others it stands for. */
function withOthers(text: Notice['text'], others: number): Notice['text'] {
  const [vi, en] = [unlinked(text.vi), unlinked(text.en)]
  if (others === 0) return { vi, en }
  return { vi: `${others + 1} thông báo mới, trong đó: ${vi}`, en: `${others + 1} new notices, among them: ${en}` }
}

/** What somebody is who may not sign in: they are told nothing. */
const NOBODY: Recipient = { name: '', grants: [], preferences: NO_PREFERENCES }

/**
 * Of whom it is counted how much they are sent one way. An address that is told whatever its person wants now, as one that has just been moved, is one of
 * its own: what goes there is neither held up by what its person is sent elsewhere nor told together with it, and counts for nothing there.
 */
function addresseeOf({ person, to }: Pick<NoticeOnItsWay, 'person' | 'to'>): string {
  return JSON.stringify([person, to])
}

/** What one cause tells one person in one way, as every attempt is known by. */
function keyOf(cause: string, person: string, channel: Channel): string {
  return createHash('sha256')
    .update(JSON.stringify([cause, person, channel]))
    .digest('hex')
    .slice(0, 32)
}
