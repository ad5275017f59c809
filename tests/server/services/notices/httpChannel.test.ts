import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { parseFile } from '../../../../server/cityFiles/cityFile.ts'
import type { CityFileError } from '../../../../server/cityFiles/cityFileError.ts'
import { GATEWAYS, type Gateway } from '../../../../server/cityFiles/gateways.ts'
import type { Message } from '../../../../server/services/notices/channel.ts'
import { createHttpChannel } from '../../../../server/services/notices/httpChannel.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const message: Message = {
  ...{ key: '0123456789abcdef0123456789abcdef', to: '84912345678', name: 'Nguyễn Văn An' },
  text: 'Ngập 0,45 m ở "Cồn Khương"; {key} không phải chỗ trống.',
  ...{ language: 'vi', urgency: 'emergency', path: '/alerts?open=a-1', at: 0 },
  about: { matter: 'alert', id: 'a-1' },
}

interface Asked {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A gateway of this machine, and what it was asked. */
async function gatewayServer(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers } = request
      asked.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') })
      answer(response, request)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

function gateway(template: object): Gateway {
  const parsed = GATEWAYS.parse({ sms: template })
  if (parsed.sms === null) throw new Error('no template')
  return parsed.sms
}

function channelOf(template: object, channel: 'sms' | 'zalo' = 'sms') {
  const parsed = gateway(template)
  return createHttpChannel(channel, () => parsed, 'https://ioc.example', { answerMs: 300 })
}

const ok = (response: ServerResponse) => void response.writeHead(200).end('{"error":0}')

describe('a gateway over HTTP', () => {
  it('is sent the message in the places of the template, in JSON that nothing of the message can break', async () => {
    const { url, asked } = await gatewayServer(ok)
    const template = {
      url: `${url}/send?to={phone}&q={text}`,
      headers: { Authorization: 'Bearer s3cret', 'X-Name': '{name}' },
      json: { to: '{phone}', parts: [{ text: '{text}' }, '{plain}'], id: '{key}', link: '{link}', brand: 'IOC', n: 1 },
      confirmed: { field: 'error', is: 0 },
    }
    expect(await channelOf(template).send(message)).toEqual({ is: 'sent', detail: '200 {"error":0}' })
    const [request] = asked
    expect(new URL(request?.url ?? '', url).searchParams.get('q')).toBe(message.text)
    expect(request?.headers).toMatchObject({
      ...{ 'idempotency-key': message.key, authorization: 'Bearer s3cret', 'x-name': 'Nguyen Van An' },
      'content-type': 'application/json',
    })
    expect(JSON.parse(request?.body ?? '')).toEqual({
      to: '84912345678',
      parts: [{ text: message.text }, 'Ngap 0,45 m o "Con Khuong"; {key} khong phai cho trong.'],
      ...{ id: message.key, link: 'https://ioc.example/alerts?open=a-1', brand: 'IOC', n: 1 },
    })
  })

  it('is sent a form, or an address alone', async () => {
    const { url, asked } = await gatewayServer(ok)
    await channelOf({ url, form: { phone: '{phone}', content: '{plain}' } }).send(message)
    expect(asked[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({ phone: '84912345678' })
    await channelOf({ url: `${url}/?m={plain}`, method: 'GET' }).send(message)
    expect(asked[1]).toMatchObject({ method: 'GET', body: '' })
  })

  it('gets no more than it takes: 400 characters for Zalo, two parts for an SMS', async () => {
    const { url, asked } = await gatewayServer(ok)
    const long = { ...message, text: 'Ngập … nặng. '.repeat(100) }
    await channelOf({ url, json: { text: '{text}', plain: '{plain}' } }, 'zalo').send(long)
    await channelOf({ url, json: { text: '{text}', plain: '{plain}' } }).send(long)
    const [zalo, sms] = asked.map(({ body }) => JSON.parse(body) as { text: string; plain: string })
    expect([zalo?.text.length, sms?.text.length]).toEqual([400, 306].map((most) => expect.closeTo(most, -1)))
    for (const { text, plain } of [zalo, sms].filter((each) => each !== undefined))
      expect(Math.max(text.length, plain.length)).toBeLessThanOrEqual(400)
    expect(sms?.plain.length).toBeLessThanOrEqual(306)
  })

  it.each([
    [400, {}, { is: 'refused', reason: 'refused' }],
    [422, {}, { is: 'refused', reason: 'refused' }],
    [401, {}, { is: 'later', reason: 'login', everything: true }],
    [404, {}, { is: 'later', reason: 'notNow' }],
    [500, {}, { is: 'later', reason: 'notNow' }],
    [502, {}, { is: 'later', reason: 'notNow' }],
    [429, { 'Retry-After': '120' }, { is: 'later', reason: 'tooFast', after: 120_000, everything: true }],
    [429, {}, { is: 'later', reason: 'tooFast', everything: true }],
    [503, { 'Retry-After': '5' }, { is: 'later', reason: 'notNow', after: 5_000, everything: true }],
    [
      429,
      { Date: 'Mon, 23 Nov 2026 02:00:00 GMT', 'Retry-After': 'Mon, 23 Nov 2026 02:03:00 GMT' },
      { is: 'later', reason: 'tooFast', after: 180_000 },
    ],
  ])('answers %i with %j', async (status, headers, outcome) => {
    const { url } = await gatewayServer((response) => void response.writeHead(status, headers).end('no'))
    expect(await channelOf({ url, json: {} }).send(message)).toMatchObject(outcome)
  })

  it('that answers 200 without saying that it has taken the message has not', async () => {
    const { url } = await gatewayServer((response) => void response.end('{"error":-124,"message":"token"}'))
    const confirmed = { field: 'error', is: 0 }
    expect(await channelOf({ url, json: {}, confirmed }).send(message)).toMatchObject({
      ...{ is: 'later', reason: 'notConfirmed', detail: '200 {"error":-124,"message":"token"}' },
    })
    const { url: html } = await gatewayServer((response) => void response.end('<html>'))
    expect(await channelOf({ url: html, json: {}, confirmed }).send(message)).toMatchObject({ reason: 'notConfirmed' })
  })

  it('is not followed to another host, with the message and its secrets', async () => {
    const other = await gatewayServer(ok)
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await gatewayServer(
        (response) => void response.writeHead(status, { Location: `${other.url}/steal` }).end(),
      )
      const template = { url, headers: { Authorization: 'Bearer s3cret' }, json: { to: '{phone}' } }
      expect(await channelOf(template).send(message)).toMatchObject({
        is: 'later',
        reason: 'redirected',
        everything: true,
      })
    }
    expect(other.asked).toEqual([])
  })

  it('is followed within its host where it asks for the same again, and not round and round', async () => {
    const { url, asked } = await gatewayServer((response, { url: path }) => {
      if (path === '/v2') ok(response)
      else response.writeHead(308, { Location: path === '/v1' ? '/v2' : path }).end()
    })
    expect(await channelOf({ url: `${url}/v1`, json: { to: '{phone}' } }).send(message)).toMatchObject({ is: 'sent' })
    expect(asked.map(({ method, body }) => [method, body])).toEqual(Array(2).fill(['POST', '{"to":"84912345678"}']))
    expect(await channelOf({ url: `${url}/loop`, json: {} }).send(message)).toMatchObject({ reason: 'redirected' })
  })

  it('that delays, breaks off or is away is tried again', async () => {
    const silent = await gatewayServer(() => undefined)
    expect(await channelOf({ url: silent.url, json: {} }).send(message)).toMatchObject({
      is: 'later',
      reason: 'timedOut',
    })
    const dripping = await gatewayServer((response) => {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(await channelOf({ url: dripping.url, json: {} }).send(message)).toMatchObject({ is: 'later' })
    const breaking = await gatewayServer((response) => void response.socket?.destroy())
    expect(await channelOf({ url: breaking.url, json: {} }).send(message)).toMatchObject({
      ...{ is: 'later', reason: 'brokenOff' },
    })
    servers.pop()?.close()
    expect(await channelOf({ url: 'http://127.0.0.1:9/', json: {} }).send(message)).toMatchObject({
      ...{ is: 'later', reason: 'unreachable', everything: true },
    })
  })
})

describe('the file of gateways', () => {
  it('has none to begin with', () => {
    expect(GATEWAYS.parse(GATEWAYS.first())).toEqual({ sms: null, zalo: null })
  })

  it.each([
    [[], 'phải là một đối tượng JSON'],
    [{ sms: 'https://x.example' }, 'sms phải là một đối tượng JSON'],
    [{ viber: null }, 'tệp phải là một đối tượng chỉ có các mục sms, zalo'],
    [{ sms: { url: 'https://x.example', body: {} } }, 'sms phải là một đối tượng chỉ có các mục url, method'],
    [{ sms: { url: 'http://x.example' } }, 'sms.url phải là một địa chỉ https://'],
    [{ sms: { url: 'https://u:p@x.example' } }, 'sms.url'],
    [{ sms: { url: 'https://{phone}.example/' } }, 'sms.url'],
    [{ sms: { url: 'https://x.example/?t={txt}' } }, 'sms.url phải là chữ chỉ dùng các chỗ {phone}'],
    [
      { zalo: { url: 'https://x.example', json: { a: [{ b: '{phon}' }] } } },
      'zalo.json phải là chữ chỉ dùng các chỗ {phone}',
    ],
    [{ sms: { url: 'https://x.example', headers: { A: 'x\r\nB: y' } } }, 'sms.headers phải là một dòng chữ'],
    [{ sms: { url: 'https://x.example', method: 'DELETE' } }, 'sms.method'],
    [{ sms: { url: 'https://x.example', json: {}, form: {} } }, 'sms.form'],
    [{ sms: { url: 'https://x.example', confirmed: { field: 'a' } } }, 'sms.confirmed.is'],
  ])('%j is refused with what to write instead', (content, said) => {
    expect(() => GATEWAYS.parse(content)).toThrow(
      expect.objectContaining({ text: expect.objectContaining({ vi: expect.stringContaining(said) }) }),
    )
  })

  it.each([
    ['in braces', '"headers": {\n"Authorization": "Bearer {KEY123}"}'],
    ['that breaks a line', '"headers": {\n"Authorization": "Bearer KEY123\\n"}'],
    ['for a name of the product’s', '"method": "POST",\n"KEY123": {"a":1}'],
    ['for the name of a header', '"headers": {\n"KEY123": 5}'],
    ['for a name in its body', '"json": {\n"KEY123": "{to}"}'],
    ['in a list of its body', '"json": {"a": ["b",\n{"c": "{KEY123}"}]}'],
    ['for a name twice', '"headers": {"KEY123": "a",\n"KEY123": "b"}'],
    ['for a method', '"headers": {},\n"method": "KEY123"'],
    ['in an address', '"headers": {},\n"url": "https://u:KEY123@sms.example/"'],
    ['where JSON ends', '"headers": {}\n"KEY123"'],
  ])('tells no secret of it, but the line: a key %s', (_where, wrong) => {
    const file = `{"sms": {${wrong.includes('"url"') ? '' : '"url": "https://sms.example/send",'}\n${wrong}}}`
    const told = (() => {
      try {
        parseFile(GATEWAYS, Buffer.from(file))
      } catch (error) {
        return (error as CityFileError).text
      }
      throw new Error('it was taken')
    })()
    expect(`${told.vi} ${told.en}`).not.toContain('KEY')
    expect(told).toEqual({ vi: expect.stringContaining('dòng 3'), en: expect.stringContaining('line 3') })
  })
})
