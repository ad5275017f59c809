import { expect, it } from 'vitest'
import { neighbourhoodOf, networkOf } from '../../../server/gate/network.ts'
import { createPeers } from '../../../server/gate/peers.ts'
import { type Asking, knownEncrypted, principalsOf } from '../../../server/gate/principals.ts'

const asking = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ headers, socket: { remoteAddress } }) as unknown as Asking

const { addressOf, fromOf, isEncrypted, isInClear, isThisMachine } = createPeers(['10.0.0.5', '10.1.0.0/24'])

it.each([
  ['203.0.113.9', {}, '203.0.113.9'],
  ['::ffff:203.0.113.9', {}, '203.0.113.9'],
  ['203.0.113.9', { 'x-forwarded-for': '1.2.3.4' }, '203.0.113.9'],
  ['10.0.0.5', { 'x-forwarded-for': '1.2.3.4' }, '1.2.3.4'],
  ['10.0.0.5', { 'x-forwarded-for': '6.6.6.6, 1.2.3.4, 10.1.0.7' }, '1.2.3.4'],
  ['10.0.0.5', { 'x-forwarded-for': '6.6.6.6, 1.2.3.4:5555' }, '1.2.3.4'],
  ['10.0.0.5', { 'x-forwarded-for': '6.6.6.6, [2001:db8::1]:5555' }, '2001:db8::1'],
  ['10.0.0.5', { 'x-forwarded-for': '6.6.6.6, unknown' }, '10.0.0.5'],
  ['10.0.0.5', { 'x-forwarded-for': '' }, '10.0.0.5'],
])('%s with %j is %s', (remote, headers, address) => {
  expect(addressOf(asking(remote, headers as Record<string, string>))).toBe(address)
})

it('believes only its proxies that somebody came by TLS', () => {
  const headers = { 'x-forwarded-proto': 'https' }
  expect([isEncrypted(asking('10.1.0.9', headers)), isEncrypted(asking('203.0.113.9', headers))]).toEqual([true, false])
  expect(isEncrypted(asking('10.1.0.9', { 'x-forwarded-proto': 'http' }))).toBe(false)
})

it('knows nobody whose cookie or token has crossed a network unencrypted, past the proxy too', () => {
  const somebody = { is: 'token', id: 't-1', name: 'Kho dữ liệu', grants: [] } as const
  const { of } = knownEncrypted(
    principalsOf(() => somebody),
    isInClear,
  )
  const encrypted = { 'x-forwarded-proto': 'https' }
  expect([of(asking('203.0.113.9')), of(asking('203.0.113.9', encrypted)), of(asking('10.0.0.5'))]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect([of(asking('10.0.0.5', encrypted)), of(asking('127.0.0.1')), of(asking('::1'))]).toEqual([
    somebody,
    somebody,
    somebody,
  ])
})

it.each([
  [{ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-for': '203.0.113.9' }, true],
  [{ 'x-forwarded-for': '127.0.0.1, 203.0.113.9', 'x-forwarded-proto': 'http' }, true],
  // Before it came another proxy, and to that nobody knows how.
  [{ 'x-forwarded-for': '203.0.113.9, 10.0.0.5', 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-for': '10.0.0.5', 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-for': 'unknown', 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }, false],
  [{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' }, false],
  [{}, false],
])('through a proxy on this machine %j crossed a network unencrypted: %s', (headers, clear) => {
  const peers = createPeers(['127.0.0.1', '::1', '10.0.0.5'])
  const given = headers as Record<string, string>
  expect(['127.0.0.1', '::1'].map((proxy) => peers.isInClear(asking(proxy, given)))).toEqual([clear, clear])
  // Of one that is not named nothing is believed.
  expect(isInClear(asking('127.0.0.1', given))).toBe(false)
})

it.each(['forwarded', 'via', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'])(
  'is not this machine where a proxy says %s',
  (header) => {
    const host = { host: 'localhost:8080' }
    expect(isThisMachine(asking('127.0.0.1', host))).toBe(true)
    expect(isThisMachine(asking('127.0.0.1', { ...host, [header]: 'x' }))).toBe(false)
    expect(isThisMachine(asking('127.0.0.1', { host: 'ioc.example' }))).toBe(false)
    expect(isThisMachine(asking('203.0.113.9', host))).toBe(false)
  },
)

it('keeps of a program’s name nothing that a terminal or a log would act on', () => {
  const agent = 'Firefox \u009b31mĐỏ\u009b2K\u0085\u001b[0m\u202e'
  expect(fromOf(asking('203.0.113.9', { 'user-agent': agent }), 'http').agent).toBe(
    'Firefox \\u009b31mĐỏ\\u009b2K\\u0085\\u001b[0m\\u202e',
  )
  expect(fromOf(asking('203.0.113.9', { 'user-agent': 'x'.repeat(999) }), 'http').agent).toHaveLength(200)
})

it('counts an IPv6 network as one, however it is written', () => {
  expect(new Set(['2001:db8::1', '2001:db8:0:0::2', '2001:0DB8:0000::3:4'].map(networkOf)).size).toBe(1)
  expect(networkOf('2001:db8:1::1')).not.toBe(networkOf('2001:db8::1'))
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
  expect(['203.0.113.9', '203.0.113.200'].map(neighbourhoodOf)).toEqual(['203.0.113', '203.0.113'])
  expect(neighbourhoodOf('2001:db8:1:2::1')).toBe(neighbourhoodOf('2001:db8:1:ff::9'))
  expect(neighbourhoodOf('2001:db8:2::1')).not.toBe(neighbourhoodOf('2001:db8:1::1'))
})
