import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createConnection, type Socket as Line } from 'node:net'
import { join, resolve } from 'node:path'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import mqtt from 'mqtt'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startHub, type TestHub } from '../../support/hub.ts'
import { until } from '../../support/until.ts'

/** What one who says nothing, or says it letter by letter, may hold of a hub that speaks TLS: both its doors have room for 2,000 strangers. */
const STRANGERS = 2_000
const MORE = 40
const GIVEN = resolve(import.meta.dirname, '../../support/certificates')

let hub: TestHub
let ca: Buffer
let ports: { web: number; mqtt: number }
const lines: Line[] = []
const others: { close(): void }[] = []

beforeAll(async () => {
  ca = await readFile(join(GIVEN, 'one.crt'))
  const [cert, key] = [join(GIVEN, 'one.crt'), join(GIVEN, 'one.key')]
  hub = await startHub(
    { IOC_TLS_CERT: cert, IOC_TLS_KEY: key, MQTT_TLS_CERT: cert, MQTT_TLS_KEY: key, IOC_DEMO: '1' },
    undefined,
    'accounts',
  )
  ports = { web: Number(new URL(hub.http).port), mqtt: Number(new URL(hub.mqtt).port) }
})
afterEach(() => {
  for (const line of lines.splice(0)) line.destroy()
  for (const other of others.splice(0)) other.close()
})
afterAll(() => hub?.stop())

/** A line that never ends its handshake. */
async function openLine(port: number, localAddress: string): Promise<Line> {
  const line = createConnection({ port, host: '127.0.0.1', localAddress })
  line.on('error', () => undefined)
  lines.push(line)
  await once(line, 'connect')
  return line
}

async function openLines(port: number, count: number): Promise<readonly Line[]> {
  const opened: Line[] = []
  for (let number = 0; number < count; number += 50)
    opened.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, count - number) }, () => openLine(port, `127.0.0.${10 + (number % 40)}`)),
      )),
    )
  return opened
}

async function secured(port: number): Promise<TLSSocket> {
  const line = connectTls({ port, host: '127.0.0.1', ca })
  line.on('error', () => undefined)
  lines.push(line)
  await once(line, 'secureConnect')
  return line
}

async function ask(path: string, body?: object): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', 'x-ioc-command': '1', origin: hub.http }
  const asking = request(hub.http + path, {
    ...{ ca, agent: false, localAddress: '127.0.0.9', method: body === undefined ? 'GET' : 'POST' },
    ...(body !== undefined && { headers }),
  })
  asking.end(body && JSON.stringify(body))
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  return response
}

/** A screen of somebody who has signed in. */
async function openScreen(): Promise<Socket> {
  const { headers } = await ask('/api/v1/commands/signInAs', { user: 'lanh-dao' })
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const screen = io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, ca: ca as never },
    extraHeaders: { cookie, origin: hub.http },
  })
  others.push(screen)
  await once(screen as never, 'connect')
  return screen
}

const openOf = (all: readonly Line[]) => all.filter(({ closed, destroyed }) => !closed && !destroyed).length

describe('over TLS', () => {
  it('who never ends a handshake makes room for whoever comes, and nobody who is known does', async () => {
    const screen = await openScreen()
    const all = await openLines(ports.web, STRANGERS + MORE)
    await until(() => openOf(all) <= STRANGERS)
    expect(openOf(all)).toBeGreaterThan(STRANGERS - 2 * MORE)
    expect((await ask('/healthz')).statusCode).toBe(200)
    expect((await openScreen()).connected && screen.connected).toBe(true)
  })

  it('so does a device find room at the broker', async () => {
    const all = await openLines(ports.mqtt, STRANGERS + MORE)
    await until(() => openOf(all) <= STRANGERS)
    const device = await mqtt.connectAsync(hub.mqtt, { ca, reconnectPeriod: 0 })
    others.push({ close: () => device.end(true) })
    expect(device.connected).toBe(true)
  })

  it('handshakes, requests and introductions that do not end within some seconds are cut off', async () => {
    const letters = (line: Line, text: string) => {
      let at = 0
      const timer = setInterval(() => {
        if (line.writable && at < text.length) line.write(text[at++] as string)
      }, 500)
      others.push({ close: () => clearInterval(timer) })
      return line
    }
    const request = `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${ports.web}\r\nX-Slow: ${'a'.repeat(10_000)}`
    const silent = new WebSocket(`${hub.http.replace('https', 'wss')}/socket.io/?EIO=4&transport=websocket`, {
      ...{ ca, headers: { origin: hub.http } },
    })
    others.push({ close: () => silent.terminate() })
    const all: readonly (readonly [string, Line | WebSocket])[] = [
      ['handshake with the web server', await openLine(ports.web, '127.0.0.1')],
      ['handshake with the broker', await openLine(ports.mqtt, '127.0.0.1')],
      ['head of a request, letter by letter', letters(await secured(ports.web), request)],
      ['introduction of a device, letter by letter', letters(await secured(ports.mqtt), `\x10\x7f${'\0'.repeat(999)}`)],
      ['device that says nothing', await secured(ports.mqtt)],
      ['screen that says nothing', silent],
    ]
    const open = new Set(all.map(([what]) => what))
    // `once` of Node would end at an error, as of a letter that is written too late.
    for (const [what, line] of all) (line as Line).once('close', () => open.delete(what))
    await until(() => open.size === 0, 30_000).catch(() => undefined)
    expect([...open]).toEqual([])
  }, 60_000)
})
