import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempted, delayAfter, dispatch, ended, GIVE_UP_AFTER_MS, putOff } from '../../../domain/notices/delivery.ts'
import type { Notice } from '../../../domain/notices/notice.ts'
import { channelsFor, NO_PREFERENCES, NoticePreferences, phoneOf } from '../../../domain/notices/preferences.ts'
import { quietUntil } from '../../../domain/notices/quietHours.ts'
import { MAX_ZALO, oneLine, unaccented } from '../../../domain/notices/shortText.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'

const at = Date.parse('2026-11-23T22:30:00+07:00')
const moment = (text: string) => Date.parse(`2026-11-${text}:00+07:00`)
const notice: Notice = {
  ...{
    id: 'k',
    about: { matter: 'alert', id: 'a-1' },
    person: 'an',
    channel: 'mail',
    urgency: 'urgent',
    path: null,
    at,
  },
  text: { vi: 'Ngập', en: 'Flood' },
  ...{
    state: 'pending',
    attempts: 0,
    nextAt: at,
    giveUpAt: at + GIVE_UP_AFTER_MS,
    endedAt: null,
    reason: null,
    tried: [],
  },
}
const reached: NoticePreferences = {
  ...NO_PREFERENCES,
  ...{ mail: 'an@cantho.example', phone: '84912345678' },
  from: { mail: 'routine', sms: 'emergency', zalo: 'urgent', push: null },
}

describe('quiet hours', () => {
  it.each([
    ['over midnight, before it', { from: 1320, to: 360 }, '23T22:30', '24T06:00'],
    ['over midnight, after it', { from: 1320, to: 360 }, '24T05:59', '24T06:00'],
    ['within a day', { from: 690, to: 780 }, '24T11:30', '24T13:00'],
    ['their first minute', { from: 1320, to: 360 }, '23T22:00', '24T06:00'],
    ['their end is no part of them', { from: 1320, to: 360 }, '24T06:00', undefined],
    ['outside', { from: 690, to: 780 }, '24T13:01', undefined],
    ['none', null, '24T03:00', undefined],
    ['from and to the same: none', { from: 0, to: 0 }, '24T00:00', undefined],
  ] as const)('%s', (_name, hours, now, until) => {
    expect(quietUntil(hours, moment(now))).toBe(until === undefined ? undefined : moment(until))
  })

  it('hold back whatever is no emergency, and the time to try begins with their end', () => {
    const sleeping = { ...reached, quiet: { from: 1320, to: 360 } }
    const until = moment('24T06:00')
    expect(dispatch(notice, sleeping, at)).toEqual({ is: 'wait', until })
    expect(dispatch({ ...notice, urgency: 'emergency' }, sleeping, at)).toEqual({ is: 'send' })
    expect(putOff(notice, until, 'quietHours')).toMatchObject({
      ...{ state: 'pending', attempts: 0, nextAt: until, giveUpAt: until + GIVE_UP_AFTER_MS, reason: 'quietHours' },
    })
  })
})

describe('ways', () => {
  it('are those that are open, wanted from that urgency on, and have an address', () => {
    const open = new Set(['mail', 'sms', 'zalo', 'push'] as const)
    expect(channelsFor(reached, 'routine', open)).toEqual(['console', 'mail'])
    expect(channelsFor(reached, 'urgent', open)).toEqual(['console', 'mail', 'zalo'])
    expect(channelsFor(reached, 'emergency', open)).toEqual(['console', 'mail', 'sms', 'zalo'])
    expect(channelsFor({ ...reached, phone: null }, 'emergency', open)).toEqual(['console', 'mail'])
    expect(channelsFor(reached, 'emergency', new Set())).toEqual(['console'])
    expect(channelsFor(NO_PREFERENCES, 'emergency', open)).toEqual(['console'])
  })

  it('are left when somebody does not want them any more, or may not sign in any more', () => {
    expect(dispatch(notice, { ...reached, mail: null }, at)).toEqual({ is: 'cancel', reason: 'notWanted' })
    expect(dispatch(notice, undefined, at)).toEqual({ is: 'cancel', reason: 'personGone' })
  })
})

describe('addresses', () => {
  it.each([
    ['0912 345 678', '84912345678'],
    ['+84 912.345.678', '84912345678'],
    ['84912345678', '84912345678'],
    ['0084-912-345-678', '84912345678'],
    ['(0292) 3812 345', '842923812345'],
    ['091234', undefined],
    ['+1 202 555 0100', undefined],
    ['0912 345 678; 0999', undefined],
    ['', undefined],
  ])('phone %s', (typed, phone) => {
    expect(phoneOf(typed)).toBe(phone)
    if (phone !== undefined) expect(phoneOf(phone)).toBe(phone)
  })

  it.each(['an@cantho.example', 'a.b+c@x-y.gov.vn'])('mail %s is one', (mail) => {
    expect(NoticePreferences.parse({ ...reached, mail: ` ${mail} ` }).mail).toBe(mail)
  })

  it.each([
    ...['', 'an', 'an@', '@x.vn', 'an@x', 'an@x..vn', 'an x@y.vn', 'a@y.vn, b@y.vn', 'a@y.vn\r\nBcc: c@y.vn'],
    ...['"a"@y.vn', 'An <a@y.vn>', 'ă@y.vn', `${'a'.repeat(65)}@y.vn`],
  ])('mail %j is none', (mail) => {
    expect(NoticePreferences.safeParse({ ...reached, mail }).success).toBe(false)
  })
})

describe('texts for phones', () => {
  it('are one line, and no longer than the gateway takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const line = oneLine(text, MAX_ZALO)
        expect(line.length).toBeLessThanOrEqual(MAX_ZALO)
        expect(line).not.toMatch(/[\r\n\0]/)
        expect(line).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/)
      }),
    )
    expect(oneLine('Ngập\r\n ở  Cồn Khương', 100)).toBe('Ngập ở Cồn Khương')
    expect(oneLine('ab'.repeat(300), 400)).toHaveLength(400)
  })

  it('without marks have letters of ASCII only', () => {
    expect(unaccented('Đường Nguyễn Trãi ngập 0,45 m – “khẩn”…')).toBe('Duong Nguyen Trai ngap 0,45 m - "khan"...')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^[\n -~]*$/.test(unaccented(text))))
  })
})

describe('an attempt', () => {
  it('that failed is followed by another after a growing while, spread by a quarter', () => {
    expect([1, 2, 3, 7, 50].map((n) => delayAfter(n, 0.5) / SECOND_MS)).toEqual([15, 30, 60, 900, 900])
    expect([0, 1].map((random) => delayAfter(1, random))).toEqual([11_250, 18_750])
    const later = attempted(notice, { is: 'later', reason: 'unreachable' }, at, 0.5)
    expect(later).toMatchObject({ state: 'pending', attempts: 1, nextAt: at + 15 * SECOND_MS, reason: 'unreachable' })
  })

  it('is not made before the receiver wants it, and not at all where that is too late', () => {
    const asked = (after: number) => attempted(notice, { is: 'later', reason: 'tooFast', after }, at, 0.5)
    expect(asked(HOUR_MS)).toMatchObject({ state: 'pending', nextAt: at + HOUR_MS })
    expect(asked(25 * HOUR_MS)).toMatchObject({ state: 'givenUp', nextAt: null, endedAt: at, reason: 'tooFast' })
  })

  it('ends a notice once: what is sent is sent, what is refused has failed, and what was cancelled meanwhile is not tried again', () => {
    expect(attempted(notice, { is: 'sent' }, at, 0)).toMatchObject({ state: 'sent', nextAt: null, endedAt: at })
    expect(attempted(notice, { is: 'refused', reason: 'refused' }, at, 0)).toMatchObject({ state: 'failed' })
    const cancelled = ended(notice, 'cancelled', 'needless', at)
    expect(attempted(cancelled, { is: 'later', reason: 'unreachable' }, at, 0)).toMatchObject({
      ...{ state: 'cancelled', nextAt: null, attempts: 1 },
    })
    expect(attempted(cancelled, { is: 'sent' }, at, 0)).toMatchObject({ state: 'sent' })
  })

  it('is kept with what the receiver said, the last twenty of them', () => {
    let tried = notice
    for (let n = 0; n < 30; n++)
      tried = attempted(tried, { is: 'later', reason: 'notNow', detail: `${n}`.repeat(400) }, at + n * MINUTE_MS, 0)
    expect([tried.attempts, tried.tried.length, tried.tried.at(-1)?.detail.length]).toEqual([30, 20, 300])
  })

  it('comes to an end whatever the receiver does', () => {
    const outcome = fc.oneof(
      fc.constant({ is: 'sent' } as const),
      fc.constant({ is: 'refused', reason: 'refused' } as const),
      fc.record({ is: fc.constant('later' as const), reason: fc.constant('notNow' as const), after: fc.nat(HOUR_MS) }),
    )
    fc.assert(
      fc.property(
        fc.infiniteStream(outcome),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (outcomes, spread) => {
          let now = at
          let standing = notice
          for (const each of outcomes) {
            standing = attempted(standing, each, now, spread.next().value ?? 0)
            if (standing.state !== 'pending') break
            expect(standing.nextAt ?? 0).toBeGreaterThan(now)
            expect(standing.nextAt ?? 0).toBeLessThan(notice.giveUpAt)
            now = standing.nextAt ?? 0
          }
          expect(['sent', 'failed', 'givenUp']).toContain(standing.state)
        },
      ),
    )
  })
})
