import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { parse } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import type { Message } from '../../../../server/services/notices/channel.ts'
import { createPushChannel, newVapidKeys, pushAddress } from '../../../../server/services/notices/pushChannel.ts'
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
async function pushService(
  answers: Readonly<Record<string, readonly [number, Record<string, string>]>>,
  wrong: Readonly<Record<string, PushSubscriptionRecord['keys']>> = {},
) {
  const asked: { path: string; headers: Record<string, unknown>; body: Buffer }[] = []
  const server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      const [status, headers] = answers[request.url ?? ''] ?? [201, {}]
      response.writeHead(status, headers).end()
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const readers = new Map<string, (body: Buffer) => unknown>()
  const browsers = Object.keys(answers).map((path): PushSubscriptionRecord => {
    const browser = createECDH('prime256v1')
    browser.generateKeys()
    const auth = randomBytes(16)
    const keys = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
    readers.set(path, (body) => JSON.parse(opened(body, browser, auth)) as unknown)
    return { endpoint: url + path, person: 'an', session: 's-1', at: 0, keys: wrong[path] ?? keys }
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
    addressOf: (endpoint) => (endpoint.startsWith(url) ? endpoint : undefined),
    agent: new Agent({ rejectUnauthorized: false }),
  })
  return { channel, asked, forgotten, url, read: (path: string, body: Buffer) => readers.get(path)?.(body) }
}

/** What a browser makes of a message: one record of `aes128gcm` (RFC 8188) under the keys of RFC 8291. */
function opened(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body.readUInt8(20))
  const sealed = body.subarray(21 + sender.length)
  const derived = (secret: Buffer, salted: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salted, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const secret = derived(browser.computeSecret(sender), auth, info, 32)
  const key = derived(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derived(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  // The last record ends with a delimiter of 2 and padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
}

it('a browser gets a notice for an hour, urgently, and a later one about the same in its place', async () => {
  const { channel, asked } = await pushService({ '/one': [201, {}] })
  expect(await channel.send(message)).toMatchObject({ is: 'sent' })
  expect(asked[0]?.headers).toMatchObject({
    ...{ ttl: '3600', urgency: 'high', 'content-encoding': 'aes128gcm' },
    topic: Buffer.from('alert/a-1').toString('base64url'),
    authorization: expect.stringMatching(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=/),
  })
})

it('what it carries only the browser reads: the words, the page, and what it is about', async () => {
  const { channel, asked, read } = await pushService({ '/one': [201, {}], '/two': [201, {}] })
  await channel.send(message)
  const notice = { key: message.key, text: 'Ngập ở Cồn Khương', path: '/alerts', tag: 'alert/a-1' }
  for (const { path, body } of asked) expect(read(path, body)).toEqual(notice)
  expect(asked.map(({ path }) => path).sort()).toEqual(['/one', '/two'])
  for (const { body } of asked) expect(body.toString('latin1')).not.toContain('alerts')
  // Meant for one browser, it tells another nothing.
  const one = asked.find(({ path }) => path === '/one')
  expect(() => read('/two', one?.body ?? Buffer.alloc(0))).toThrow()
})

it('of several browsers one that takes it is enough, and those that have ended are forgotten', async () => {
  const { channel, forgotten, url } = await pushService({ '/gone': [410, {}], '/lost': [404, {}], '/here': [201, {}] })
  expect(await channel.send(message)).toMatchObject({ is: 'sent' })
  expect(forgotten.sort()).toEqual([`${url}/gone`, `${url}/lost`])
})

it.each([
  ['short', { p256dh: 'BPk', auth: 'x1' }],
  ['on no curve', { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: 'A'.repeat(22) }],
])('one whose keys are %s is forgotten, and holds up nobody else’s notices', async (_, keys) => {
  const { channel, asked, forgotten, url } = await pushService({ '/wrong': [201, {}] }, { '/wrong': keys })
  expect(await channel.send(message)).toEqual({ is: 'refused', reason: 'gone' })
  expect([asked, forgotten]).toEqual([[], [`${url}/wrong`]])
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
  ['https://:secret@fcm.googleapis.com/x', false],
  ['https://127.0.0.1/admin', false],
  ['https://a.b.notify.windows.com.evil/x', false],
])('%s as a service of browsers: %s', (endpoint, isOne) => {
  expect(pushAddress(endpoint) !== undefined).toBe(isOne)
})

it.each([
  'https:fcm.googleapis.com/x',
  'https:/fcm.googleapis.com/x',
  'https:///fcm.googleapis.com/x',
  'https:\\\\fcm.googleapis.com\\x',
])('%s is read as the same by whoever reads it', (endpoint) => {
  expect(parse(pushAddress(endpoint) ?? '').hostname).toBe('fcm.googleapis.com')
})
