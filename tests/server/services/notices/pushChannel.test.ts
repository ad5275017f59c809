import { createECDH, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Message } from '../../../../server/services/notices/channel.ts'
import { createPushChannel, isPushService, newVapidKeys } from '../../../../server/services/notices/pushChannel.ts'
import type { PushSubscriptionRecord } from '../../../../server/store/notices.ts'

const certificates = resolve(import.meta.dirname, '../../../support/certificates')
const tls = {
  key: readFileSync(resolve(certificates, 'one.key')),
  cert: readFileSync(resolve(certificates, 'one.crt')),
}
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const message: Message = {
  ...{ key: '0123456789abcdef0123456789abcdef', to: 'an', name: 'An', text: 'Ngập ở Cồn Khương' },
  ...{ language: 'vi', urgency: 'emergency', path: '/alerts', at: 0, about: { matter: 'alert', id: 'a-1' } },
}

/** The service of a browser's maker, on this machine: answers each browser as it is told. */
async function pushService(answers: Readonly<Record<string, readonly [number, Record<string, string>]>>) {
  const asked: { path: string; headers: Record<string, unknown>; bytes: number }[] = []
  const server = createServer(tls, (request, response) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, bytes })
      const [status, headers] = answers[request.url ?? ''] ?? [201, {}]
      response.writeHead(status, headers).end()
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browsers = Object.keys(answers).map((path): PushSubscriptionRecord => {
    const browser = createECDH('prime256v1')
    browser.generateKeys()
    const keys = { p256dh: browser.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
    return { endpoint: url + path, person: 'an', at: 0, keys }
  })
  const forgotten: string[] = []
  const vapid = newVapidKeys()
  const channel = createPushChannel({
    subject: 'mailto:ioc@cantho.example',
    keys: () => vapid,
    contacts: {
      pushOf: () => browsers.filter(({ endpoint }) => !forgotten.includes(endpoint)),
      forgetPush: async (endpoint) => void forgotten.push(endpoint),
    },
    isService: (endpoint) => endpoint.startsWith(url),
    agent: new Agent({ rejectUnauthorized: false }),
  })
  return { channel, asked, forgotten, url }
}

it('a browser gets a notice for an hour, urgently, and a later one about the same in its place', async () => {
  const { channel, asked } = await pushService({ '/one': [201, {}] })
  expect(await channel.send(message)).toMatchObject({ is: 'sent' })
  expect(asked[0]?.headers).toMatchObject({
    ...{ ttl: '3600', urgency: 'high', 'content-encoding': 'aes128gcm' },
    topic: Buffer.from('alert/a-1').toString('base64url'),
    authorization: expect.stringMatching(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=/),
  })
  // Encrypted for the browser: the service that carries it does not read it.
  expect(asked[0]?.bytes).toBeGreaterThan(100)
})

it('of several browsers one that takes it is enough, and those that have ended are forgotten', async () => {
  const { channel, forgotten, url } = await pushService({ '/gone': [410, {}], '/lost': [404, {}], '/here': [201, {}] })
  expect(await channel.send(message)).toMatchObject({ is: 'sent' })
  expect(forgotten.sort()).toEqual([`${url}/gone`, `${url}/lost`])
})

it('a person without a browser that takes notices is not tried again', async () => {
  const { channel } = await pushService({ '/gone': [410, {}] })
  expect(await channel.send(message)).toMatchObject({ is: 'refused', reason: 'gone' })
  expect(await channel.send(message)).toMatchObject({ is: 'refused', reason: 'gone' })
})

it('a service that is away, faulty or asks to wait is tried again', async () => {
  const { channel } = await pushService({ '/busy': [429, { 'Retry-After': '60' }] })
  expect(await channel.send(message)).toMatchObject({ is: 'later', reason: 'tooFast', after: 60_000, everything: true })
  const faulty = await pushService({ '/one': [500, {}] })
  expect(await faulty.channel.send(message)).toMatchObject({ is: 'later', reason: 'notNow' })
  for (const server of servers) server.close()
  for (const server of servers) server.closeAllConnections()
  expect(await faulty.channel.send(message)).toMatchObject({ is: 'later', reason: 'unreachable', everything: true })
})

it.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['https://wns2-sg2p.notify.windows.com/w/?token=x', true],
  ['https://web.push.apple.com/x', true],
  ['http://fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['https://u@fcm.googleapis.com/x', false],
  ['https://127.0.0.1/admin', false],
  ['https://a.b.notify.windows.com.evil/x', false],
])('%s as a service of browsers: %s', (endpoint, isOne) => {
  expect(isPushService(endpoint)).toBe(isOne)
})
