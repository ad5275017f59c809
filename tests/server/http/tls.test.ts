import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { get as getPlain, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type ClientToHub, type FeedName, fromColumns, type HubToClient, type Snapshot } from '../../../domain/wire.ts'
import { systemClock } from '../../../server/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { until } from '../../support/until.ts'

const GIVEN = resolve(import.meta.dirname, '../../support/certificates')
const CITY = UNIT_TREES['2021'].city.code

let folder: string
let files: { cert: string; key: string }
let hub: TestHub
let adminPort: number
let ca: Buffer[]
const screens: Socket[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-tls-'))
  files = { cert: join(folder, 'web.crt'), key: join(folder, 'web.key') }
  ca = await Promise.all(['one', 'two'].map((name) => readFile(join(GIVEN, `${name}.crt`))))
  await put('one')
  adminPort = await freePort()
  hub = await startHub(
    { IOC_TLS_CERT: files.cert, IOC_TLS_KEY: files.key, IOC_DEMO: '1', IOC_ADMIN_PORT: String(adminPort) },
    systemClock,
    'accounts',
  )
})
afterEach(() => {
  for (const screen of screens.splice(0)) screen.disconnect()
})
afterAll(async () => {
  await hub?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function put(name: 'one' | 'two'): Promise<void> {
  await copyFile(join(GIVEN, `${name}.crt`), files.cert)
  await copyFile(join(GIVEN, `${name}.key`), files.key)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Sends a request as a browser does that trusts both certificates. */
async function ask(
  path: string,
  { cookie, body, at = hub.http }: { cookie?: string; body?: object; at?: string } = {},
) {
  const headers = {
    ...(cookie !== undefined && { cookie }),
    ...(body !== undefined && { 'content-type': 'application/json', 'x-ioc-command': '1', origin: at }),
  }
  const asking = request(at + path, { ca, headers, method: body === undefined ? 'GET' : 'POST', agent: false })
  asking.end(body && JSON.stringify(body))
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, text: await text(response) }
}

async function signIn(user: string, at = hub.http): Promise<string> {
  const { headers } = await ask('/api/v1/commands/signInAs', { body: { user }, at })
  return headers['set-cookie']?.[0] ?? ''
}

async function subscribe(cookie: string, feed: FeedName): Promise<Snapshot> {
  const screen: Socket<HubToClient, ClientToHub> = io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, ca: ca as never },
    extraHeaders: { cookie, origin: hub.http },
  })
  screens.push(screen)
  const reply = await screen.emitWithAck('subscribe', { feed, scope: { unit: CITY } })
  if (!reply.ok) throw new Error(reply.reason)
  return reply.snapshot
}

/** Common name of the certificate that is shown. */
async function shown(): Promise<string> {
  const line = connectTls({ port: Number(new URL(hub.http).port), host: '127.0.0.1', rejectUnauthorized: false })
  await once(line, 'secureConnect')
  const { CN } = line.getPeerCertificate().subject
  line.destroy()
  return String(CN)
}

it('pages, API and sockets are there by TLS, and nothing without it', async () => {
  expect(hub.http).toMatch(/^https:/)
  const { status, headers } = await ask('/api/v1/session')
  expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
  const cookie = await signIn('lanh-dao')
  expect(cookie).toMatch(/^__Host-ioc=.*; Secure/)
  expect((await ask('/api/v1/sensors', { cookie })).status).toBe(200)
  expect((await subscribe(cookie, 'hub')).rows).not.toEqual([])
  const plain = getPlain(hub.http.replace('https:', 'http:'))
  await expect(once(plain, 'response')).rejects.toThrow(/socket hang up|ECONNRESET/)
  const old = connectTls({ port: Number(new URL(hub.http).port), host: '127.0.0.1', ca, maxVersion: 'TLSv1.1' })
  await expect(once(old, 'secureConnect')).rejects.toThrow()
})

it('so is the port of administration', async () => {
  const there = `https://127.0.0.1:${adminPort}`
  expect((await ask('/api/v1/people', { cookie: await signIn('quan-tri') })).status).toBe(403)
  expect((await ask('/api/v1/people', { cookie: await signIn('quan-tri', there), at: there })).status).toBe(200)
})

it('a renewed certificate is shown without a restart, and who is connected stays; one that cannot be used leaves the one before, and says so', async () => {
  const cookie = await signIn('lanh-dao')
  const problems = async () => {
    const [row] = fromColumns('hub', (await subscribe(cookie, 'hub')).rows)
    // One account has no more than so many windows: each look is over when it has been read. The first stays, to see that its line does.
    for (const looked of screens.splice(1)) looked.disconnect()
    return row?.fileProblems.filter(({ file }) => file === 'web.crt').map(({ what }) => what.en) ?? []
  }
  expect([await shown(), await problems()]).toEqual(['localhost one', []])
  const [screen] = screens
  await put('two')
  await until(async () => (await shown()) === 'localhost two', 30_000)
  expect(screen?.connected).toBe(true)
  await writeFile(files.cert, 'no certificate')
  await until(async () => (await problems()).length > 0, 30_000)
  expect(await problems()).toEqual([expect.stringContaining('The certificate before it is still shown')])
  expect(await shown()).toBe('localhost two')
  await put('one')
  await until(async () => (await shown()) === 'localhost one' && (await problems()).length === 0, 30_000)
})

it('whoever never ends a handshake does not keep the hub from ending', async () => {
  const line = createConnection(Number(new URL(hub.http).port), '127.0.0.1')
  await once(line, 'connect')
  const ended = once(line, 'close')
  await hub.restart()
  await ended
  expect((await ask('/healthz')).status).toBe(200)
})

it('with it the hub listens beyond this machine, and does not start by one that cannot be used', async () => {
  const env = { HOST: '0.0.0.0', MQTT_PLAIN: '1', IOC_TLS_CERT: files.cert, IOC_TLS_KEY: files.key }
  const other = await startHub(env)
  expect((await ask('/healthz', { at: other.http })).status).toBe(200)
  await other.stop()
  await expect(startHub({ ...env, IOC_TLS_KEY: join(GIVEN, 'two.key') })).rejects.toThrow(
    /^IOC_TLS_CERT and IOC_TLS_KEY must be a certificate and its key/,
  )
})
