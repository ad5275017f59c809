import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  CameraAnnounce,
  CameraCount,
  Reading,
  Readings,
  SensorAnnounce,
  Statistic,
  Status,
  SystemEvent,
} from '../../domain/messages.ts'

const gauge = { kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: '31135', lng: 105.7872, lat: 10.0526, every: 60 }
const hall = { name: 'Một cửa', commune: '31135', lng: 105.7, lat: 10 }
const schemas = { SensorAnnounce, CameraAnnounce, CameraCount, Reading, Readings, Statistic, Status, SystemEvent }

describe('payloads of the contract', () => {
  it('are taken as the contract shows them', () => {
    expect(z.parse(SensorAnnounce, gauge)).toEqual({ ...gauge, simulated: false })
    expect(z.parse(Reading, { at: '2026-11-23T09:00:00+07:00', values: { level: 1.84 } })).toEqual({
      at: Date.UTC(2026, 10, 23, 2),
      values: { level: 1.84 },
    })
    expect(z.parse(Statistic, { period: '2026-11-23', at: 1, counts: { received: 118 } }).simulated).toBe(false)
    expect(z.parse(CameraAnnounce, { ...hall, live: { type: 'whep', url: 'https://camera.example/1' } }).live).toEqual({
      type: 'whep',
      url: 'https://camera.example/1',
    })
  })

  it('say one moment in every notation', () => {
    const at = Date.UTC(2026, 10, 23, 2, 30, 15, 250)
    for (const said of [
      at,
      at + 0.2,
      '2026-11-23T09:30:15.25+07:00',
      '2026-11-23T02:30:15.250Z',
      '2026-11-22T22:30:15.25-0400',
    ]) {
      expect(z.parse(Reading, { at: said, values: {} }).at, String(said)).toBe(at)
    }
  })

  it.each([
    '2026-11-23',
    '2026-11-23T09:00:00',
    '23/11/2026 09:00',
    'Mon, 23 Nov 2026 02:00:00 GMT',
    '2026-13-01T00:00:00Z',
    '2026-11-23T25:00:00Z',
    '1795395600000',
    '',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    8.64e15,
    null,
    true,
  ])('do not take %s for a moment', (at) => {
    expect(z.safeParse(Reading, { at, values: {} }).success).toBe(false)
  })

  it('keep what people read in one line and one spelling, and leave markup as text', () => {
    const said = { ...gauge, name: ` ${'Cần Thơ'.normalize('NFD')}\r\n\u202e<b>\u0000 ` }
    expect(z.parse(SensorAnnounce, said).name).toBe(`${'Cần Thơ'.normalize('NFC')} <b>`)
  })

  it('measure a name as it is read, not as it happens to be encoded', () => {
    const name = 'Ậ'.repeat(110)
    expect(name.normalize('NFD').length).toBe(330)
    expect(z.parse(SensorAnnounce, { ...gauge, name: name.normalize('NFD') }).name).toBe(name)
    for (const refused of ['', ' \u200b ', '\u3164', '\u2800\u2800', '\u3164\u2800', '\u0301', 'Ậ'.repeat(121)])
      expect(z.safeParse(SensorAnnounce, { ...gauge, name: refused }).success).toBe(false)
  })

  it('carry on no half of a letter, and take no event whose id or title cannot be seen', () => {
    expect(z.parse(SensorAnnounce, { ...gauge, name: 'Trạm \ud83d 1' }).name).toBe('Trạm \ufffd 1')
    const event = { id: 'e', at: 1_795_395_600_000, severity: 'minor', title: 'Vỡ đê', state: 'open' }
    expect(z.safeParse(SystemEvent, event).success).toBe(true)
    for (const said of [{ title: '\u3164\u2800' }, { id: '\u3164' }, { id: '\ud83d' }])
      expect(z.safeParse(SystemEvent, { ...event, ...said }).success).toBe(false)
  })

  it.each([
    ['a latitude of 91', { ...gauge, lat: 91 }],
    ['a name without end', { ...gauge, name: 'x'.repeat(121) }],
    ['a name that is an object', { ...gauge, name: { toString: 'x' } }],
    ['a report each millisecond', { ...gauge, every: 0.001 }],
    ['a commune that is a path', { ...gauge, commune: '../31135' }],
    ['simulated as a word', { ...gauge, simulated: 'false' }],
  ])('do not take %s', (_what, said) => {
    expect(z.safeParse(SensorAnnounce, said).success).toBe(false)
  })

  it('take a device without a position, and one whose longitude and latitude are exchanged: both are marked later', () => {
    for (const said of [{ lng: undefined }, { lng: undefined, lat: undefined }, { lng: 10.05, lat: 105.78 }]) {
      expect(z.safeParse(SensorAnnounce, { ...gauge, ...said }).success).toBe(true)
      expect(z.safeParse(CameraAnnounce, { ...hall, ...said }).success).toBe(true)
    }
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'ftp://x', '//x', `https://${'x'.repeat(500)}`])(
    'do not take %s for the address of a camera',
    (url) => {
      expect(z.safeParse(CameraAnnounce, { ...hall, live: { type: 'hls', url } }).success).toBe(false)
    },
  )

  it.each([
    'http://u:p@h/x',
    'https://admin@camera.example/1',
    'http://a:b@c@h/x',
    'http:///u:p@h',
    'http://u:p@h\\x',
    'https://:@h',
  ])('do not take %s, which would be given to everybody with what logs in', (url) => {
    const said = z.safeParse(CameraAnnounce, { ...hall, live: { type: 'hls', url } })
    expect(said.error?.issues).toMatchObject([{ message: 'passwordInAddress', path: ['live', 'url'] }])
  })

  it.each(['https://h/@u', 'https://h/x?mail=a@b', 'https://h#@'])('take %s, which has an @ but no login', (url) => {
    expect(z.safeParse(CameraAnnounce, { ...hall, live: { type: 'hls', url } }).success).toBe(true)
  })

  it.each([-1, 0.5, 1e10, '3', null])('do not count %s people', (waiting) => {
    expect(z.safeParse(CameraCount, { at: 1, waiting, counters: 1, countersStaffed: 1 }).success).toBe(false)
  })

  it('say up to a thousand readings at once', () => {
    const reading = { at: 1, values: { level: 1 } }
    expect(z.parse(Readings, reading)).toEqual([reading])
    expect(z.safeParse(Readings, Array(1000).fill(reading)).success).toBe(true)
    expect(z.safeParse(Readings, Array(1001).fill(reading)).success).toBe(false)
    expect(z.safeParse(Readings, []).success).toBe(false)
  })

  it('never throw, and never let a number through that is not finite', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, maxDepth: 4 })
    fc.assert(
      fc.property(anything, fc.double(), (said, number) => {
        for (const schema of Object.values(schemas)) z.safeParse(schema, said)
        const reading = z.safeParse(Reading, { at: number, values: { level: number } })
        if (reading.success)
          expect(Number.isFinite(reading.data.at) && Number.isFinite(reading.data.values.level)).toBe(true)
        else expect(Number.isFinite(number) && Math.abs(number) < 8.64e15).toBe(false)
      }),
    )
  })
})
