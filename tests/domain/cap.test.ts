// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { type CapArea, capOf } from '../../domain/alerts/cap.ts'
import { alertRow } from '../support/alert.ts'

const AT = Date.parse('2026-11-26T20:05:09.123+07:00')
const AREA: CapArea = {
  ...{ name: { vi: 'phường Cái Khế', en: 'Cái Khế Ward' }, code: '31117', edition: '2021', point: undefined },
  rings: [
    [
      [105.7, 10],
      [105.8, 10],
      [105.8, 10.1],
      [105.7, 10],
    ],
  ],
}
const messageOf = (but: Partial<Alert> = {}, more: Partial<Parameters<typeof capOf>[1]> = {}) => {
  const alert = { ...alertRow('1'), raisedAt: AT, clearedAt: null, endedAt: null, simulated: false, ...but }
  const xml = capOf(alert, { sender: 'hub-1.ioc', area: AREA, isOfDemo: false, ...more })
  const parsed = new DOMParser().parseFromString(xml, 'application/xml')
  expect(parsed.querySelector('parsererror')).toBeNull()
  const root = parsed.documentElement
  const all = (name: string) => [...root.getElementsByTagName(name)].map(({ textContent }) => textContent)
  return { xml, root, all, one: (name: string) => all(name)[0] }
}

describe('an alert as a message of CAP 1.2', () => {
  it('has its elements in the order of the protocol, in both languages', () => {
    const { root, all } = messageOf()
    expect(root.namespaceURI).toBe('urn:oasis:names:tc:emergency:cap:1.2')
    expect([...root.children].map(({ localName }) => localName)).toEqual([
      ...['identifier', 'sender', 'sent', 'status', 'msgType', 'scope', 'restriction', 'info', 'info'],
    ])
    expect(all('language')).toEqual(['vi-VN', 'en'])
    expect([...(root.getElementsByTagName('info')[0]?.children ?? [])].map(({ localName }) => localName)).toEqual([
      ...['language', 'category', 'event', 'urgency', 'severity', 'certainty', 'effective', 'onset', 'senderName'],
      ...['headline', 'area'],
    ])
  })

  it('writes times with the city’s offset, latitude first, and a ring that closes', () => {
    const { one, xml } = messageOf()
    expect(one('sent')).toBe('2026-11-26T20:05:09+07:00')
    expect(xml).not.toMatch(/\dZ</)
    expect(one('polygon')).toBe('10,105.7 10,105.8 10.1,105.8 10,105.7')
    expect(messageOf({}, { area: { ...AREA, rings: [], point: { lng: 105.78, lat: 10.04 } } }).one('circle')).toBe(
      '10.04,105.78 0',
    )
  })

  it('is actual only where nothing of it is made up', () => {
    expect(messageOf().one('status')).toBe('Actual')
    expect(messageOf({ simulated: true }).one('status')).toBe('Exercise')
    expect(messageOf({ inDrill: true }).one('status')).toBe('Exercise')
    expect(messageOf({ simulated: false }, { isOfDemo: true }).one('status')).toBe('Test')
  })

  it('refers to itself when it has ended, and is taken back where it was none', () => {
    const stands = messageOf({ severity: 'critical' })
    expect([stands.one('msgType'), stands.one('urgency'), stands.one('severity')]).toEqual([
      ...['Alert', 'Immediate', 'Extreme'],
    ])
    const ended = messageOf({ severity: 'critical', endedAt: AT + 60_000, condition: 'ended' })
    expect([ended.one('msgType'), ended.one('urgency'), ended.one('sent')]).toEqual([
      ...['Update', 'Past', '2026-11-26T20:06:09+07:00'],
    ])
    expect(ended.one('references')).toBe(`hub-1.ioc,${stands.one('identifier')},${stands.one('sent')}`)
    expect(ended.one('identifier')).not.toBe(stands.one('identifier'))
    const none = messageOf({ clearedAt: AT + 60_000, closedWhy: 'falseAlarm', handling: 'closed' })
    expect(none.one('msgType')).toBe('Cancel')
  })

  it('names what it is about: weather, environment, network', () => {
    const categoryOf = (rule: string, subjectId = 'x') => messageOf({ rule, subjectId }).one('category')
    expect(categoryOf('waterLevel.level')).toBe('Met')
    expect(categoryOf('salinity.salinity')).toBe('Env')
    expect(categoryOf('sensor.lost')).toBe('Infra')
    expect(categoryOf('event', 'soc/92/E-1')).toBe('Security')
  })

  it('whatever an alert is called, the message is well-formed and says it, and its ids hold nothing that CAP refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 20 }), (title, id) => {
        const { one, all } = messageOf({ title: { vi: title, en: `<b>${title}&` }, id })
        expect(one('identifier')).not.toMatch(/[\s,<&]/)
        const sayable = title.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
        // An XML reader takes every kind of end of a line as one.
        const read = (text: string) => text.replaceAll(/\r\n?/g, '\n')
        expect(read(all('headline')[0] ?? '')).toBe(read(sayable))
        expect(read(all('headline')[1] ?? '')).toBe(read(`<b>${sayable}&`))
      }),
      { numRuns: 40 },
    )
  })
})
