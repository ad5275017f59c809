import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../client/live/api.ts'
import type { Moment } from '../../../client/live/hubClock.ts'
import { createReplyQueue, MOST_REPLIES } from '../../../client/live/replyQueue.ts'
import { SENT_AGAIN_WITHIN_MS } from '../../../domain/commands/sending.ts'
import { DAY_MS } from '../../../domain/time.ts'

const reply = (key: string, person = 'an') =>
  ({ key, command: 'acknowledgeAlert', input: { alert: key }, person, title: `Cảnh báo ${key}` }) as const

const SILENCE = new ApiError('No answer', 'the hub did not answer', 0)

/** A hub that carries out what it gets once a key, and whose line can break before or after that. */
function desk(answer: (key: string) => 'ok' | 'cut' | 'lost' | ApiError = () => 'ok') {
  let kept: string | null = null
  let now = 1_000
  const done: string[] = []
  const open = (save: (text: string) => boolean = () => true) =>
    createReplyQueue({
      load: () => kept,
      save(text) {
        kept = text
        return save(text)
      },
      async send({ key }) {
        const outcome = answer(key)
        if (outcome instanceof ApiError) throw outcome
        if (outcome === 'cut') throw SILENCE
        if (!done.includes(key)) done.push(key)
        if (outcome === 'lost') throw SILENCE
      },
      now: () => ({ at: now, isHubs: true }),
    })
  return { open, done, pass: (ms: number) => (now += ms) }
}

describe('replies', () => {
  it('wait while there is no line, over a reload too, and say when they were sent', async () => {
    let line: 'cut' | 'ok' = 'cut'
    const { open, done, pass } = desk(() => line)
    const before = open()
    before.add(reply('a'))
    before.add(reply('b'))
    await before.flush('an')
    expect(before.of('an').map(({ is }) => is)).toEqual(['waiting', 'waiting'])
    const after = open()
    line = 'ok'
    pass(60_000)
    await after.flush('an')
    expect(after.of('an')).toMatchObject([
      { key: 'a', is: 'sent', at: 61_000, writtenAt: 1_000 },
      { key: 'b', is: 'sent', at: 61_000 },
    ])
    expect(done).toEqual(['a', 'b'])
  })

  it('say nothing of how long they waited where the clock was set meanwhile: the hub would refuse such a time, and the reply with it', async () => {
    let device = 5_000
    let isCut = true
    const told: (readonly [string, number | undefined])[] = []
    let kept: string | null = null
    const queue = createReplyQueue({
      load: () => kept,
      save(text) {
        kept = text
        return true
      },
      async send({ key }, writtenAgoMs) {
        if (isCut) throw SILENCE
        told.push([key, writtenAgoMs])
      },
      now: () => ({ at: device, isHubs: false }),
      deviceNow: () => device,
    })
    queue.add(reply('a'))
    queue.add(reply('b'))
    await queue.flush('an')
    isCut = false
    device = Date.parse('2026-11-30T08:00:00+07:00')
    await queue.flush('an')
    expect(told).toEqual([['b', undefined]])
  })

  it('say how long they waited by one clock, however wrong that is; nothing where they did not wait or no clock tells', async () => {
    const HUB = 1_000_000
    const DEVICE = 50_000_000
    const waited = async (written: boolean, sentBy: boolean, passed: number) => {
      let isCut = true
      let isHubs = written
      let ms = 0
      let kept: string | null = null
      const told: (number | undefined)[] = []
      const queue = createReplyQueue({
        load: () => kept,
        save(text) {
          kept = text
          return true
        },
        async send(_, writtenAgoMs) {
          if (isCut) throw SILENCE
          told.push(writtenAgoMs)
        },
        now: () => ({ at: (isHubs ? HUB : DEVICE) + ms, isHubs }),
        deviceNow: () => DEVICE + ms,
      })
      queue.add(reply('a'))
      await queue.flush('an')
      isHubs = sentBy
      isCut = false
      ms = passed
      await queue.flush('an')
      return told
    }
    expect(await waited(true, true, 90_000)).toEqual([90_000])
    expect(await waited(false, true, 90_000)).toEqual([90_000])
    expect(await waited(false, false, 90_000)).toEqual([90_000])
    expect(await waited(true, false, 90_000)).toEqual([undefined])
    expect(await waited(true, true, 200)).toEqual([undefined])
  })

  it('take their file along: uploaded once, named in what is sent, and let go when the hub has it or it is given up', async () => {
    let line: 'upload' | 'lost' | 'ok' = 'upload'
    let kept: string | null = null
    const uploads: string[] = []
    const sent: unknown[] = []
    const gone: string[] = []
    const open = () =>
      createReplyQueue({
        load: () => kept,
        save(text) {
          kept = text
          return true
        },
        async upload({ key, file }) {
          if (line === 'upload') throw SILENCE
          uploads.push(`${key} ${file?.name}`)
          return { upload: `u-${uploads.length}`, name: 'ke.jpg' }
        },
        async send({ input }) {
          sent.push(input)
          if (line === 'lost') throw SILENCE
        },
        settled: ({ key }) => void gone.push(key),
        now: () => ({ at: 1_000, isHubs: true }),
      })
    const photo = { ...reply('p'), command: 'attachFile', input: { incident: 'SV-1' } } as const
    const before = open()
    before.add({ ...photo, file: { name: 'kè.jpg', bytes: 9 } })
    before.add({ ...photo, key: 'q', file: { name: 'hai.jpg', bytes: 9 } })
    await before.flush('an')
    expect([uploads, sent]).toEqual([[], []])
    before.drop('q')
    expect(gone).toEqual(['q'])
    line = 'lost'
    await before.flush('an')
    line = 'ok'
    const after = open()
    await after.flush('an')
    expect(uploads).toEqual(['p kè.jpg'])
    const whole = { incident: 'SV-1', upload: 'u-1', name: 'ke.jpg' }
    expect(sent).toEqual([whole, whole])
    expect(after.of('an')).toMatchObject([{ is: 'sent', file: { name: 'kè.jpg' } }])
    expect(gone).toEqual(['q', 'p'])
  })

  it('are carried out once though the answer was lost', async () => {
    let answer: 'lost' | 'ok' = 'lost'
    const { open, done } = desk(() => answer)
    const queue = open()
    queue.add(reply('a'))
    await queue.flush('an')
    expect(queue.of('an')).toMatchObject([{ is: 'waiting' }])
    answer = 'ok'
    await queue.flush('an')
    expect(queue.of('an')).toMatchObject([{ is: 'sent' }])
    expect(done).toEqual(['a'])
  })

  it('stay with the reason where the hub refuses, wait where one has to sign in, and hold up nobody', async () => {
    const refusal = new ApiError('Conflict', 'late', 409, 'changedMeanwhile', { by: 'Hà', at: 1 })
    const answers: Readonly<Record<string, ApiError>> = {
      a: refusal,
      c: new ApiError('Unauthorized', 'sign in', 401, 'signInFirst'),
    }
    const { open } = desk((key) => answers[key] ?? 'ok')
    const queue = open()
    for (const key of ['a', 'b', 'c']) queue.add(reply(key))
    await queue.flush('an')
    expect(queue.of('an')).toMatchObject([
      { is: 'refused', code: 'changedMeanwhile', params: { by: 'Hà' } },
      { is: 'sent' },
      { is: 'waiting' },
    ])
    queue.drop('a')
    expect(queue.of('an').map(({ key }) => key)).toEqual(['b', 'c'])
  })

  it('are sent by their writer only, bounded, and hidden after a day', async () => {
    let line: 'cut' | 'ok' = 'cut'
    const { open, done, pass } = desk(() => line)
    const queue = open()
    for (let n = 0; n < MOST_REPLIES; n++) expect(queue.add(reply(`k-${n}`))).toBe(true)
    expect(queue.add(reply('more'))).toBe(false)
    expect(queue.add(reply('hers', 'ha'))).toBe(true)
    await queue.flush('ha')
    line = 'ok'
    await queue.flush('ha')
    expect(done).toEqual(['hers'])
    pass(DAY_MS + 1)
    queue.drop('k-0')
    expect(queue.of('ha')).toEqual([])
    expect(queue.of('an')).toHaveLength(MOST_REPLIES - 1)
  })

  it('say by whose clock they were written, whatever this machine has for the time', async () => {
    let now: Moment = { at: Date.parse('2026-11-23T04:00:00Z'), isHubs: false }
    let kept: string | null = null
    const queue = createReplyQueue({
      load: () => kept,
      save(text) {
        kept = text
        return true
      },
      async send() {
        if (!now.isHubs) throw SILENCE
      },
      now: () => now,
    })
    queue.add(reply('a'))
    await queue.flush('an')
    now = { at: Date.parse('2026-11-23T09:00:00Z'), isHubs: true }
    queue.add(reply('b'))
    await queue.flush('an')
    expect(queue.of('an')).toMatchObject([
      { key: 'a', isWrittenAtHubs: false, is: 'sent', isAtHubs: true },
      { key: 'b', isWrittenAtHubs: true, writtenAt: now.at, is: 'sent', at: now.at, isAtHubs: true },
    ])
  })

  it('say so where the browser keeps nothing, and pass over what is not theirs', () => {
    const { open } = desk(() => 'cut')
    const queue = open(() => false)
    queue.add(reply('a'))
    expect(queue.isKept()).toBe(false)
    for (const text of ['', 'null', '{', '[1,null,{"key":"a"}]', '{"a":1}']) {
      const other = createReplyQueue({
        load: () => text,
        save: () => true,
        send: async () => undefined,
        now: () => ({ at: 0, isHubs: false }),
      })
      expect(other.of('an'), text).toEqual([])
    }
  })

  it('of two pages of a browser are kept side by side, and each is shown what the other wrote', async () => {
    const { open } = desk(() => 'cut')
    const [one, other] = [open(), open()]
    one.add(reply('a'))
    other.add(reply('b'))
    expect(other.of('an').map(({ key }) => key)).toEqual(['a', 'b'])
    let told = 0
    one.onChange(() => told++)
    one.reread()
    one.reread()
    expect(told).toBe(1)
    expect(one.of('an').map(({ key }) => key)).toEqual(['a', 'b'])
    one.drop('b')
    expect(
      open()
        .of('an')
        .map(({ key }) => key),
    ).toEqual(['a'])
  })

  it('are not sent in the name of somebody else who has signed in meanwhile', async () => {
    const sent: string[] = []
    const uploaded: string[] = []
    let kept: string | null = null
    let signedIn = 'ha'
    const of = (person: string) => {
      if (person !== signedIn) throw new ApiError('Conflict', 'somebody else', 409, 'otherWriter')
    }
    const queue = createReplyQueue({
      load: () => kept,
      save(text) {
        kept = text
        return true
      },
      now: () => ({ at: 0, isHubs: true }),
      // As the hub does, which knows whose session it is when a reply comes.
      async upload({ key, person }) {
        of(person)
        uploaded.push(key)
        return { upload: `u-${key}` }
      },
      async send({ key, person }) {
        of(person)
        sent.push(key)
        if (key === 'b') signedIn = 'ha'
      },
    })
    queue.add(reply('a'))
    await queue.flush('an')
    expect([sent, queue.of('an').map(({ is }) => is)]).toEqual([[], ['waiting']])
    signedIn = 'an'
    queue.add(reply('b'))
    queue.add({ ...reply('c'), file: { name: 'kè.jpg', bytes: 9 } })
    queue.add(reply('d'))
    // Somebody else signs in when two of them are there.
    await queue.flush('an')
    expect([sent, uploaded]).toEqual([['a', 'b'], []])
    expect(queue.of('an').map(({ is }) => is)).toEqual(['sent', 'sent', 'waiting', 'waiting'])
    signedIn = 'an'
    await queue.flush('an')
    expect([sent, uploaded]).toEqual([['a', 'b', 'c', 'd'], ['c']])
  })

  it('that were sent and never answered are not sent again when the hub has forgotten; those that never were sent are', async () => {
    let line: 'cut' | 'ok' = 'cut'
    const { open, done, pass } = desk(() => line)
    const before = open()
    before.add(reply('tried'))
    before.add({ ...reply('by a form'), isTried: true })
    await before.flush('an')
    before.add(reply('never tried'))
    pass(SENT_AGAIN_WITHIN_MS + 1)
    line = 'ok'
    const after = open()
    await after.flush('an')
    expect(done).toEqual(['never tried'])
    expect(after.of('an')).toMatchObject([
      { key: 'tried', is: 'refused', code: 'outcomeUnknown' },
      { key: 'by a form', is: 'refused', code: 'outcomeUnknown' },
      { key: 'never tried', is: 'sent' },
    ])
  })

  it('are sent again as long as the hub tells them by their key, which says that they were carried out though the answer is kept no more', async () => {
    let answer: 'lost' | ApiError = 'lost'
    const { open, done, pass } = desk(() => answer)
    const queue = open()
    queue.add(reply('a'))
    await queue.flush('an')
    pass(SENT_AGAIN_WITHIN_MS - 1)
    answer = new ApiError('Conflict', 'done', 409, 'doneBefore', { at: 1_000 })
    await queue.flush('an')
    expect(done).toEqual(['a'])
    expect(queue.of('an')).toMatchObject([{ is: 'sent' }])
  })

  it('come to the hub in their order, each once, whatever the line does', async () => {
    const outcomes = fc.array(fc.constantFrom('ok' as const, 'cut' as const, 'lost' as const), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(outcomes, fc.integer({ min: 1, max: 6 }), async (plan, count) => {
        const left = [...plan]
        const { open, done } = desk(() => left.shift() ?? 'ok')
        const queue = open()
        const keys = Array.from({ length: count }, (_, n) => `k-${n}`)
        for (const key of keys) queue.add(reply(key))
        while (queue.of('an').some(({ is }) => is === 'waiting')) await queue.flush('an')
        expect(done).toEqual(keys)
      }),
    )
  })
})
