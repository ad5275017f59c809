import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Transaction } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../../domain/access/auditEntry.ts'
import type { Grant } from '../../../../domain/access/principal.ts'
import type { Outcome } from '../../../../domain/notices/delivery.ts'
import type { NewNotice, Outside, Urgency } from '../../../../domain/notices/notice.ts'
import { NO_PREFERENCES, type NoticePreferences } from '../../../../domain/notices/preferences.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../domain/time.ts'
import type { Feeds } from '../../../../domain/wire.ts'
import type { Message, SendingChannel } from '../../../../server/services/notices/channel.ts'
import { createOutbox, type Outbox } from '../../../../server/services/notices/outbox.ts'
import { createStore } from '../../../../server/store/openStore.ts'
import type { Tables } from '../../../../server/store/tables.ts'
import { handClock } from '../../../support/clock.ts'
import { startPostgres } from '../../../support/postgres.ts'
import { until } from '../../../support/until.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

/** A receiver: does as it is told, and knows what it has taken. */
function createReceiver(channel: Outside = 'mail') {
  const asked: Message[] = []
  const taken: Message[] = []
  let answer: (message: Message) => Outcome | Promise<Outcome> = () => ({ is: 'sent' })
  let isOpen = true
  const way: SendingChannel = {
    ...{ channel, atOnce: 3 },
    isOpen: () => isOpen,
    async send(message) {
      asked.push(message)
      const outcome = await answer(message)
      if (outcome.is === 'sent') taken.push(message)
      return outcome
    },
  }
  return {
    ...{ way, asked, taken },
    does: (next: typeof answer) => {
      answer = next
    },
    close: () => {
      isOpen = false
    },
  }
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('the outbox on %s', (engine) => {
  let clock: ReturnType<typeof handClock>
  let folder: string
  let databases = 0
  let store: ReturnType<typeof createStore>
  let outbox: Outbox
  let receiver: ReturnType<typeof createReceiver>
  let preferences: Map<string, NoticePreferences>
  let grants: Map<string, readonly Grant[]>
  let shown: Map<string, Feeds['notices']>

  const reached: NoticePreferences = {
    ...NO_PREFERENCES,
    mail: 'an@cantho.example',
    from: { ...NO_PREFERENCES.from, mail: 'routine' },
  }

  /** Ends it as a kill does: without a word, and the store hears nothing of it any more. */
  let kill: () => void
  function open(notices = store.notices, more: Pick<Parameters<typeof createOutbox>[0], 'mostSent'> = {}): Outbox {
    let isDead = false
    const mortal = new Proxy(notices, {
      get: (target, name: keyof typeof notices) =>
        isDead ? () => new Promise<never>(() => undefined) : target[name].bind(target),
    })
    shown = new Map()
    const own = shown
    const opened = createOutbox({
      ...{ store: mortal, ways: [receiver.way], clock, log, random: () => 0.5 },
      ...more,
      recipientOf(id) {
        const known = preferences.get(id)
        return known && { name: id, grants: grants.get(id) ?? [], preferences: known }
      },
      maySee: async ({ grants: held }) => held.length > 0,
      publish: (row) => own.set(row.id, row),
      remove: (id) => void own.delete(id),
    })
    kill = () => {
      isDead = true
      void opened.stop()
    }
    return opened
  }

  beforeEach(async () => {
    clock = handClock()
    receiver = createReceiver()
    preferences = new Map(['an', 'be'].map((person) => [person, reached]))
    grants = new Map(['an', 'be'].map((person) => [person, [{ role: 'lead', place: '92' }]]))
    folder = await mkdtemp(join(tmpdir(), 'ioc-notices-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database(`notices_${databases++}`) : undefined
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    outbox = open()
    await outbox.start()
  })
  afterEach(async () => {
    await outbox.stop()
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const entry = (): AuditEntry => ({
    ...{ at: clock.now(), who: { is: 'hub', id: 'hub', name: 'hub' }, from: { address: '', via: 'hub', agent: '' } },
    ...{ did: 'hubStep', input: {}, unit: null, result: 'done' },
  })
  const write = (work: (tables: Transaction<Tables>) => Promise<void>) => store.audited(entry, work)
  const told = (cause: string, about = cause, person = 'an', urgency: Urgency = 'urgent'): NewNotice => ({
    ...{ cause, about: { matter: 'alert', id: about }, person, urgency },
    text: { vi: `Ngập ${cause}`, en: `Flood ${cause}` },
    path: `/alerts?open=${about}`,
  })
  const plan = (...notices: NewNotice[]) => write((tables) => outbox.planned(tables, notices))
  const cancel = (id: string) => write((tables) => outbox.cancel(tables, { matter: 'alert', id }))
  const mails = async () => store.notices.list({ channel: 'mail', limit: 500 })
  const states = async () => (await mails()).map(({ state }) => state).sort()
  async function pass(ms: number): Promise<void> {
    clock.advance(ms)
    await outbox.settled()
  }

  it('sends what was planned, once, and tells the console', async () => {
    await plan(told('1'), told('1', '1', 'be'))
    await plan(told('1'))
    await outbox.settled()
    expect(receiver.taken.map(({ to, name, text }) => [to, name, text]).sort()).toEqual([
      ['an@cantho.example', 'an', 'Ngập 1'],
      ['an@cantho.example', 'be', 'Ngập 1'],
    ])
    expect(new Set(receiver.taken.map(({ key }) => key)).size).toBe(2)
    expect([...shown.values()].map(({ person, seenAt }) => [person, seenAt]).sort()).toEqual([
      ['an', null],
      ['be', null],
    ])
    await pass(DAY_MS)
    expect(receiver.asked).toHaveLength(2)
  })

  it('sends one person so many in ten minutes, and what is more together when there is room, the urgent sooner', async () => {
    await outbox.stop()
    outbox = open(store.notices, { mostSent: { routine: 2, urgent: 3, emergency: 5 } })
    await outbox.start()
    const many = (urgency: Urgency, count: number, person = 'an') =>
      Array.from({ length: count }, (_, n) => told(`${urgency}-${n}`, `${urgency}-${n}`, person, urgency))
    await plan(...many('routine', 30))
    await outbox.settled()
    expect(receiver.taken).toHaveLength(2)
    await plan(...many('urgent', 4), ...many('emergency', 1), ...many('routine', 1, 'be'))
    await outbox.settled()
    expect(
      receiver.taken
        .slice(2)
        .map(({ name, urgency }) => `${name} ${urgency}`)
        .sort(),
    ).toEqual(['an emergency', 'be routine'])
    expect([...shown.values()].filter(({ person }) => person === 'an')).toHaveLength(35)
    expect((await store.notices.list({ channel: 'mail', state: 'pending', limit: 99 }))[0]).toMatchObject({
      reason: 'many',
    })
    await pass(10 * MINUTE_MS)
    const [, , , , later, ...others] = receiver.taken
    expect(later).toMatchObject({ name: 'an', urgency: 'urgent' })
    expect(later?.text).toMatch(/^\d+ thông báo mới, trong đó: Ngập urgent-\d$/)
    expect(others.length).toBeLessThan(3)
    expect((await mails()).filter(({ state }) => state === 'pending')).toEqual([])
    expect((await mails()).filter(({ reason }) => reason === 'together').length).toBeGreaterThan(25)
    await pass(DAY_MS)
    expect(receiver.taken).toHaveLength(5 + others.length)
  })

  it('counts of those that are told together only what still waits, and tells them anew where that one could not go', async () => {
    await outbox.stop()
    outbox = open(store.notices, { mostSent: { routine: 1, urgent: 1, emergency: 1 } })
    await outbox.start()
    await plan(...['1', '2', '3', '4'].map((cause) => told(cause)))
    await outbox.settled()
    expect(receiver.taken).toHaveLength(1)
    const first = receiver.taken[0]?.text.slice(-1)
    const needless = ['1', '2', '3', '4'].find((cause) => cause !== first) ?? ''
    await cancel(needless)
    receiver.does(() => ({ is: 'later', reason: 'notNow' }))
    await pass(10 * MINUTE_MS)
    receiver.does(() => ({ is: 'sent' }))
    await pass(10 * MINUTE_MS)
    expect(receiver.taken).toHaveLength(2)
    expect(receiver.taken[1]?.text).toMatch(/^2 thông báo mới, trong đó: Ngập \d$/)
    await pass(DAY_MS)
    expect([receiver.taken.length, await states()]).toEqual([2, ['cancelled', 'cancelled', 'sent', 'sent']])
  })

  it('tells the address that somebody was told at before at once, whatever they are sent elsewhere, and for itself alone', async () => {
    await outbox.stop()
    outbox = open(store.notices, { mostSent: { routine: 1, urgent: 1, emergency: 1 } })
    await outbox.start()
    const moved = (cause: string, mail: string): NewNotice => ({ ...told(cause), at: { mail, phone: null } })
    await plan(...['1', '2', '3'].map((cause) => told(cause)))
    await outbox.settled()
    await plan(moved('moved', 'former@cantho.example'))
    await outbox.settled()
    await plan(moved('again', 'between@cantho.example'))
    await outbox.settled()
    expect(receiver.taken.slice(1).map(({ to, text }) => [to, text])).toEqual([
      ['former@cantho.example', 'Ngập moved'],
      ['between@cantho.example', 'Ngập again'],
    ])
    // It counts for nothing: what waits goes as soon as it would have gone, and counts none of them.
    await pass(10 * MINUTE_MS)
    expect(receiver.taken.slice(3).map(({ to, text }) => [to, text.replace(/\d$/, 'n')])).toEqual([
      ['an@cantho.example', '2 thông báo mới, trong đó: Ngập n'],
    ])
    // One address is not told without end either: moved to and fro, it is told of each, and what is more together.
    await plan(...['5', '6', '7'].map((cause) => moved(cause, 'former@cantho.example')))
    await outbox.settled()
    await pass(10 * MINUTE_MS)
    expect(receiver.taken.slice(4).map(({ to, text }) => [to, text.replace(/\d$/, 'n')])).toEqual([
      ['former@cantho.example', 'Ngập n'],
      ['former@cantho.example', '2 thông báo mới, trong đó: Ngập n'],
    ])
  })

  it('counts what has gone, not what was tried: after failures nothing waits for having been sent too many', async () => {
    await outbox.stop()
    outbox = open(store.notices, { mostSent: { routine: 2, urgent: 2, emergency: 2 } })
    await outbox.start()
    const answers: Outcome[] = [
      { is: 'later', reason: 'notNow' },
      { is: 'refused', reason: 'refused' },
    ]
    receiver.does(() => answers.shift() ?? { is: 'sent' })
    await plan(told('1'), told('2'))
    await outbox.settled()
    expect(receiver.taken).toEqual([])
    await plan(told('3'))
    await outbox.settled()
    expect(receiver.taken.map(({ text }) => text)).toEqual(['Ngập 3'])
    await pass(MINUTE_MS)
    expect(receiver.taken).toHaveLength(2)
    await plan(told('4'))
    await outbox.settled()
    expect((await mails()).filter(({ state }) => state === 'pending').map(({ reason }) => reason)).toEqual(['many'])
  })

  it('waits for what is being sent where that holds the last place, and says of nothing that it was many before it was', async () => {
    await outbox.stop()
    outbox = open(store.notices, { mostSent: { routine: 1, urgent: 1, emergency: 1 } })
    await outbox.start()
    let answer: (outcome: Outcome) => void = () => undefined
    receiver.does(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    await plan(told('1'), told('2'))
    const looked = outbox.settled()
    await until(async () => (await mails()).some(({ nextAt }) => nextAt === clock.now() + SECOND_MS))
    expect([receiver.asked.length, (await mails()).map(({ reason }) => reason)]).toEqual([1, [null, null]])
    answer({ is: 'refused', reason: 'refused' })
    await looked
    receiver.does(() => ({ is: 'sent' }))
    await pass(SECOND_MS)
    expect([receiver.taken.length, await states()]).toEqual([1, ['failed', 'sent']])
  })

  it('sends no address that a phone would open, of what people have called something', async () => {
    const text = {
      vi: 'Xác minh tại https:/\u0301/evil.\u0301vn/0 hoặc www.evil.vn, 10.0.0.1, mực nước 2.30 m',
      en: 'x',
    }
    await plan({ ...told('1'), text })
    await outbox.settled()
    expect(receiver.taken[0]?.text).toBe(
      'Xác minh tại https: // evil. vn/0 hoặc www. evil. vn, 10. 0. 0. 1, mực nước 2.30 m',
    )
  })

  it('sends nothing of a transaction that failed, and tells nobody', async () => {
    const failing = write(async (tables) => {
      await outbox.planned(tables, [told('1')])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await pass(HOUR_MS)
    expect([receiver.asked, [...shown], await store.notices.list({ limit: 9 })]).toEqual([[], [], []])
  })

  it('asks once more, when it sends, whether its person may still see what it is about', async () => {
    receiver.does(() => ({ is: 'later', reason: 'notNow' }))
    await plan(told('1'), told('1', '1', 'be'))
    await outbox.settled()
    expect(shown.size).toBe(2)
    grants.set('an', [])
    await outbox.rightsChanged()
    expect([...shown.values()].map(({ person }) => person)).toEqual(['be'])
    receiver.does(() => ({ is: 'sent' }))
    await pass(MINUTE_MS)
    expect(receiver.taken.map(({ name }) => name)).toEqual(['be'])
    // Planned for somebody who may not see it by then.
    await plan(told('2'))
    await outbox.settled()
    const kept = await store.notices.list({ limit: 9 })
    expect(kept.filter(({ person }) => person === 'an').map(({ state, reason }) => [state, reason])).toEqual(
      Array.from({ length: 4 }, () => ['cancelled', 'noRight']),
    )
    // Nor does their own list say what it was.
    expect(await store.notices.list({ person: 'an', limit: 9 })).toEqual([])
    expect(await store.notices.counts({ person: 'an' })).toEqual(new Map())
    expect([...(await store.notices.counts({}))].sort()).toEqual([
      ['cancelled', 4],
      ['pending', 1],
      ['sent', 1],
    ])
  })

  it('takes from a console what somebody has looked at and may see no more, and shows it again to nobody after a restart', async () => {
    await plan(told('1'))
    await outbox.settled()
    await write((tables) => outbox.seen(tables, { person: 'an', ids: [...shown.keys()], at: clock.now() }))
    await outbox.settled()
    expect([...shown.values()].map(({ seenAt }) => seenAt)).toEqual([clock.now()])
    grants.set('an', [])
    await outbox.rightsChanged()
    expect(shown.size).toBe(0)
    await outbox.stop()
    outbox = open()
    await outbox.start()
    expect(shown.size).toBe(0)
  })

  it('tries again after a growing while under the same key, and says what came of each attempt', async () => {
    receiver.does(() => ({ is: 'later', reason: 'notNow', detail: '451 later' }))
    await plan(told('1'))
    await outbox.settled()
    await pass(14 * SECOND_MS)
    expect(receiver.asked).toHaveLength(1)
    await pass(SECOND_MS)
    expect(receiver.asked).toHaveLength(2)
    receiver.does(() => ({ is: 'sent', detail: '250 ok' }))
    await pass(30 * SECOND_MS)
    expect(new Set(receiver.asked.map(({ key }) => key)).size).toBe(1)
    const [notice] = await mails()
    expect(notice).toMatchObject({ state: 'sent', attempts: 3, reason: null, endedAt: clock.now() })
    expect(notice?.tried.map(({ is, reason, detail }) => [is, reason, detail])).toEqual([
      ['later', 'notNow', '451 later'],
      ['later', 'notNow', '451 later'],
      ['sent', null, '250 ok'],
    ])
  })

  it('gives up after a day, and says so', async () => {
    receiver.does(() => ({ is: 'later', reason: 'unreachable', everything: true }))
    await plan(told('1'))
    for (let n = 0; n < 30; n++) await pass(HOUR_MS)
    expect((await mails())[0]).toMatchObject({ state: 'givenUp', reason: 'unreachable', nextAt: null })
    const { length } = receiver.asked
    await pass(DAY_MS)
    expect(receiver.asked).toHaveLength(length)
    expect((await mails())[0]?.endedAt).toBeLessThanOrEqual(Date.parse('2026-11-24T11:00:00+07:00'))
  })

  it('leaves a receiver alone that is away or asks to wait: one goes ahead, and all follow', async () => {
    const way = () => outbox.channels().find(({ channel }) => channel === 'mail')
    receiver.does(() => ({ is: 'later', reason: 'tooFast', after: 10 * MINUTE_MS, everything: true }))
    await plan(...Array.from({ length: 20 }, (_, n) => told(`${n}`)))
    await outbox.settled()
    expect(receiver.asked.length).toBeLessThanOrEqual(3)
    expect(way()).toMatchObject({ is: 'paused', reason: 'tooFast', until: clock.now() + 10 * MINUTE_MS })
    const { length } = receiver.asked
    await pass(9 * MINUTE_MS)
    expect(receiver.asked).toHaveLength(length)
    await pass(MINUTE_MS)
    expect(receiver.asked).toHaveLength(length + 1)
    receiver.does(() => ({ is: 'sent' }))
    await pass(11 * MINUTE_MS)
    expect(new Set(receiver.taken.map(({ key }) => key)).size).toBe(20)
    expect(receiver.taken).toHaveLength(20)
    expect(way()).toMatchObject({ is: 'open' })
  })

  it('has a bounded number under way, the most urgent first', async () => {
    let most = 0
    let now = 0
    receiver.does(async () => {
      most = Math.max(most, ++now)
      await new Promise(setImmediate)
      now--
      return { is: 'sent' }
    })
    await plan(...Array.from({ length: 12 }, (_, n) => told(`${n}`, 'x', 'an', n > 8 ? 'emergency' : 'routine')))
    await outbox.settled()
    expect(most).toBeLessThanOrEqual(3)
    expect(receiver.asked.slice(0, 3).map(({ urgency }) => urgency)).toEqual(['emergency', 'emergency', 'emergency'])
    expect(receiver.taken).toHaveLength(12)
  })

  it('sends nothing any more that an act has made needless, on no way', async () => {
    await plan(told('1'), told('2'))
    await cancel('1')
    await outbox.settled()
    expect(receiver.asked.map(({ about }) => about.id)).toEqual(['2'])
    expect([...shown.values()].map(({ about }) => about.id)).toEqual(['2'])
    expect(await states()).toEqual(['cancelled', 'sent'])
  })

  it('does not try again what was cancelled while it was under way', async () => {
    let answer: (outcome: Outcome) => void = () => undefined
    receiver.does(
      () =>
        new Promise<Outcome>((resolve) => {
          answer = resolve
        }),
    )
    await plan(told('1'))
    await outbox.look()
    expect(receiver.asked).toHaveLength(1)
    await cancel('1')
    answer({ is: 'later', reason: 'brokenOff' })
    await pass(HOUR_MS)
    expect([receiver.asked.length, await states()]).toEqual([1, ['cancelled']])
  })

  it('goes on when the act that would have cancelled something was not done', async () => {
    await plan(told('1'))
    const failing = write(async (tables) => {
      await outbox.cancel(tables, { matter: 'alert', id: '1' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await outbox.settled()
    await pass(SECOND_MS)
    expect([await states(), shown.size]).toEqual([['sent'], 1])
  })

  it('waits for the end of quiet hours, but for emergencies', async () => {
    preferences.set('an', { ...reached, quiet: { from: 8 * 60, to: 10 * 60 } })
    await plan(told('1'), told('2', '2', 'an', 'emergency'))
    await outbox.settled()
    expect(receiver.taken.map(({ about }) => about.id)).toEqual(['2'])
    expect((await mails()).find(({ about }) => about.id === '1')).toMatchObject({ reason: 'quietHours' })
    await pass(HOUR_MS)
    expect(receiver.taken).toHaveLength(2)
  })

  it('cancels what its person does not want any more, or may not get, or has no way left', async () => {
    preferences.set('an', { ...reached, quiet: { from: 8 * 60, to: 10 * 60 } })
    preferences.set('be', { ...reached, quiet: { from: 8 * 60, to: 10 * 60 } })
    await plan(told('1'), told('1', '1', 'be'))
    preferences.set('an', NO_PREFERENCES)
    preferences.delete('be')
    await pass(HOUR_MS)
    expect((await mails()).map(({ person, state, reason }) => [person, state, reason]).sort()).toEqual([
      ['an', 'cancelled', 'notWanted'],
      ['be', 'cancelled', 'personGone'],
    ])
    preferences.set('an', { ...reached, quiet: { from: 10 * 60, to: 11 * 60 } })
    await plan(told('2'))
    receiver.close()
    await pass(HOUR_MS)
    expect((await mails()).find(({ about }) => about.id === '2')).toMatchObject({ reason: 'channelOff' })
    await plan(told('3'))
    expect(await mails()).toHaveLength(3)
    expect(receiver.asked).toEqual([])
  })

  it('goes on after a kill: what was under way is sent once more under its key, what was sent is not', async () => {
    receiver.does(({ about }) => (about.id === '1' ? { is: 'sent' } : new Promise<Outcome>(() => undefined)))
    await plan(told('1'), told('2'))
    await outbox.look()
    expect(receiver.asked).toHaveLength(2)
    kill()
    receiver.does(() => ({ is: 'sent' }))
    outbox = open()
    await outbox.start()
    await outbox.settled()
    expect(receiver.asked.map(({ about }) => about.id)).toEqual(['1', '2', '2'])
    expect(receiver.asked[1]?.key).toBe(receiver.asked[2]?.key)
    expect([...shown.values()].map(({ about }) => about.id).sort()).toEqual(['1', '2'])
  })

  it('keeps on the console what nobody has looked at, and what was looked at for a day', async () => {
    await plan(told('1'), told('2'), told('3', '3', 'be'))
    await outbox.settled()
    const ids = [...shown.values()].map(({ id }) => id)
    // Of somebody else nothing can be looked at.
    await write((tables) => outbox.seen(tables, { person: 'be', ids, at: clock.now() }))
    await outbox.settled()
    expect([...shown.values()].map(({ about, seenAt }) => [about.id, seenAt === null]).sort()).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ])
    await outbox.stop()
    outbox = open()
    await outbox.start()
    expect(shown.size).toBe(3)
    await pass(DAY_MS)
    expect([...shown.values()].map(({ about }) => about.id).sort()).toEqual(['1', '2'])
    for (let n = 0; n < 7; n++) await pass(DAY_MS)
    expect(shown.size).toBe(0)
    const [given] = (await store.notices.list({ channel: 'console', limit: 9 })).filter(({ about }) => about.id === '1')
    expect(given).toMatchObject({ state: 'givenUp', reason: 'timeOver' })
  })

  it('shows the newest hundred of a person, and has them all', async () => {
    for (let n = 0; n < 11; n++) {
      await plan(...Array.from({ length: 10 }, (_, i) => told(`${n}-${i}`)))
      clock.advance(1)
    }
    await outbox.settled()
    expect(shown.size).toBe(100)
    expect([...shown.values()].some(({ about }) => about.id.startsWith('0-'))).toBe(false)
    expect(await store.notices.counts({ person: 'an' })).toEqual(
      new Map([
        ['pending', 110],
        ['sent', 110],
      ]),
    )
  })

  it('waits for a store that does not write, and sends nothing twice', async () => {
    const { finish } = store.notices
    let broken = 1
    const flaky = {
      ...store.notices,
      finish: (...given: Parameters<typeof finish>) =>
        broken-- > 0 ? Promise.reject(new Error('disk full')) : finish(...given),
    }
    await outbox.stop()
    outbox = open(flaky)
    await plan(told('1'))
    await outbox.settled()
    await outbox.settled()
    expect([receiver.asked.length, await states()]).toEqual([1, ['sent']])
  })

  it('sends nothing that was cancelled after it had been read as due', async () => {
    const { claim } = store.notices
    let release: () => void = () => undefined
    const claimed = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow: typeof claim = async (...given) => {
      const due = await claim(...given)
      await claimed
      return due
    }
    await outbox.stop()
    outbox = open({ ...store.notices, claim: slow })
    await plan(told('1'), told('2'))
    const looking = outbox.settled()
    await until(async () => (await mails()).length === 2)
    await cancel('1')
    release()
    await looking
    await outbox.settled()
    expect(receiver.asked.map(({ about }) => about.id)).toEqual(['2'])
    expect(await states()).toEqual(['cancelled', 'sent'])
  })

  it('lets go of what has ended a year ago, and of nothing that waits', async () => {
    receiver.does(({ about }) => (about.id === '1' ? { is: 'sent' } : { is: 'later', reason: 'notNow' }))
    await plan(told('1'), told('2'))
    await outbox.settled()
    await outbox.stop()
    clock.advance(367 * DAY_MS)
    await store.forget()
    expect(
      (await store.notices.list({ limit: 9 })).map(({ about, channel, state }) => [about.id, channel, state]),
    ).toEqual(expect.arrayContaining([['2', 'mail', 'pending']]))
    expect(await store.notices.list({ state: 'sent', limit: 9 })).toEqual([])
  })

  it('loses nothing, sends nothing twice and nothing that was cancelled, whatever fails', async () => {
    const outcomes = fc.constantFrom<Outcome | 'throws'>(
      ...([
        { is: 'sent' },
        { is: 'sent' },
        { is: 'later', reason: 'notNow' },
        { is: 'refused', reason: 'refused' },
      ] as const),
      { is: 'later', reason: 'unreachable', everything: true },
      { is: 'later', reason: 'tooFast', after: MINUTE_MS, everything: true },
      'throws',
    )
    const matters = fc.constantFrom('a', 'b')
    const fails = fc.nat(3).map((n) => n === 0)
    const acts = fc.oneof(
      { weight: 5, arbitrary: fc.record({ act: fc.constant('plan' as const), matter: matters, fails }) },
      { weight: 3, arbitrary: fc.record({ act: fc.constant('cancel' as const), matter: matters, fails }) },
      { weight: 3, arbitrary: fc.record({ act: fc.constant('pass' as const), ms: fc.nat(20 * MINUTE_MS) }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('kill' as const) }) },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 4, maxLength: 20 }),
        fc.infiniteStream(outcomes),
        fc.infiniteStream(fc.boolean()),
        async (sequence, comes, waits) => {
          run++
          const from = receiver.asked.length
          const refused = new Set<string>()
          const succeeded = new Map<string, number>()
          const planned = new Map<string, string>()
          const cancelledAt = new Map<string, number>()
          let kills = 0
          receiver.does(async (message) => {
            const outcome = comes.next().value ?? { is: 'sent' }
            if (waits.next().value === true) await new Promise<void>((resolve) => held.push(resolve))
            if (outcome === 'throws') throw new Error('fault')
            if (outcome.is === 'refused') refused.add(message.key)
            if (outcome.is === 'sent') succeeded.set(message.key, (succeeded.get(message.key) ?? 0) + 1)
            return outcome
          })
          /** Answers that keep the outbox waiting for the length of a step or two. */
          const held: (() => void)[] = []
          let cause = 0
          for (const step of sequence) {
            for (const answer of held.splice(0)) answer()
            const looking = outbox.look()
            if (step.act === 'plan') {
              const notice = told(`${run}/${cause++}`, `${run}/${step.matter}`)
              await write(async (tables) => {
                await outbox.planned(tables, [notice])
                if (step.fails) throw new Error('no')
                planned.set(notice.text.vi, notice.about.id)
                cancelledAt.delete(notice.text.vi)
              }).catch(() => undefined)
            } else if (step.act === 'cancel') {
              const id = `${run}/${step.matter}`
              await write(async (tables) => {
                await outbox.cancel(tables, { matter: 'alert', id })
                if (step.fails) throw new Error('no')
              })
                // From here on whoever has cancelled it believes that nothing of it is sent.
                .then(() => {
                  for (const [text, about] of planned)
                    if (about === id && !cancelledAt.has(text)) cancelledAt.set(text, receiver.asked.length)
                })
                .catch(() => undefined)
            } else if (step.act === 'kill') {
              kills++
              kill()
              outbox = open()
              await outbox.start()
            } else clock.advance(step.ms)
            if (step.act !== 'kill') await looking
          }
          for (const answer of held.splice(0)) answer()
          receiver.does(async (message) => {
            succeeded.set(message.key, (succeeded.get(message.key) ?? 0) + 1)
            return { is: 'sent' }
          })
          for (let n = 0; n < 6; n++) await pass(20 * MINUTE_MS)

          const all = (await mails()).filter(({ about }) => about.id.startsWith(`${run}/`))
          expect(all.map(({ text }) => text.vi).sort()).toEqual([...planned.keys()].sort())
          for (const { id, state, text } of all) {
            expect([text.vi, state]).not.toEqual([text.vi, 'pending'])
            if (state === 'sent') expect(succeeded.get(id)).toBeGreaterThan(0)
            if (state === 'failed') expect(refused.has(id)).toBe(true)
            if (state === 'cancelled') expect(cancelledAt.has(text.vi)).toBe(true)
            if (kills === 0) expect(succeeded.get(id) ?? 0).toBe(state === 'sent' ? 1 : 0)
          }
          const late = receiver.asked.filter(
            ({ text }, n) => n >= from && n >= (cancelledAt.get(text) ?? Number.POSITIVE_INFINITY),
          )
          expect(late).toEqual([])
        },
      ),
      { numRuns: engine === 'sqlite' ? 60 : 25 },
    )
  })
})
