import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createAddressCheck } from '../../../server/http/origin.ts'

const fault = createAddressCheck({
  host: 'ioc-server',
  origins: ['https://ioc.example', 'http://proxy.example:8443', 'http://[fd00::7]:8080'],
})

describe('the name that was asked', () => {
  it.each([
    'localhost',
    'localhost:8080',
    'LOCALHOST:8080',
    'localhost.:8080',
    '127.0.0.1:8080',
    '192.168.1.5',
    '[::1]:8080',
    '[FD00::7]:8080',
    'ioc-server:8080',
    'ioc.example',
    'ioc.example:8080',
    'proxy.example',
    undefined,
  ])('%s is this hub', (host) => {
    expect(fault({ headers: { ...(host !== undefined && { host }) } })).toBeUndefined()
  })

  it.each([
    'rebound.example',
    'rebound.example:8080',
    'localhost.rebound.example',
    '127.0.0.1.rebound.example',
    'ioc.example.rebound.example',
    'rebound.example@localhost',
    'localhost/rebound.example',
    'localhost:8080:1',
    '[::1',
    '0x7f.1',
    '',
    ' ',
  ])('%j is not', (host) => {
    expect(fault({ headers: { host } })).toEqual({ code: 'unknownHost', host })
    expect(fault({ headers: { host, origin: `http://${host}` } })).toMatchObject({ code: 'unknownHost' })
    expect(fault({ headers: { host, origin: 'https://ioc.example' } })).toMatchObject({ code: 'unknownHost' })
  })
})

/** What comes over a line that is encrypted, or not. */
const line = (encrypted: boolean) => ({ encrypted, remoteAddress: '203.0.113.9' }) as unknown as Socket

describe('the page that asks', () => {
  it('is not one that came unencrypted where the hub is reached by TLS: it may be anybody’s on the way', () => {
    const from = (origin: string, encrypted: boolean) =>
      fault({ headers: { origin, host: 'ioc-server' }, socket: line(encrypted) })
    expect(from('https://ioc-server', true)).toBeUndefined()
    expect(from('http://ioc-server', false)).toBeUndefined()
    expect(from('http://ioc-server', true)).toEqual({ code: 'foreignOrigin', origin: 'http://ioc-server' })
    // A proxy that ends TLS and that nobody has named: what it tells is not known, and nothing is lost by it.
    expect(from('https://ioc-server', false)).toBeUndefined()
  })

  it.each([
    ['http://localhost:8080', 'localhost:8080'],
    ['http://[::1]:8080', '[::1]:8080'],
    ['http://192.168.1.5:8080', '192.168.1.5:8080'],
    ['https://ioc.example', 'ioc.example'],
    ['https://ioc.example', '127.0.0.1:8080'],
    ['http://proxy.example:8443', 'localhost'],
  ])('%s may ask %s', (origin, host) => {
    expect(fault({ headers: { origin, host } })).toBeUndefined()
  })

  it.each([
    ['https://evil.example', 'localhost:8080'],
    ['http://localhost:3000', 'localhost:8080'],
    ['http://203.0.113.9:8080', '127.0.0.1:8080'],
    ['null', 'localhost:8080'],
    ['https://evil.example', undefined],
  ])('%s may not ask %s', (origin, host) => {
    const headers = { origin, ...(host !== undefined && { host }) }
    expect(fault({ headers })).toEqual({ code: 'foreignOrigin', origin })
  })
})
