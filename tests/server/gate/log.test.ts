import { readFileSync } from 'node:fs'
import { get, request } from 'node:http'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { ClientToHub, HubToClient } from '../../../domain/wire.ts'
import { AUDIT_HEADS_FILE, readAuditHeads } from '../../../server/services/auditHeads.ts'
import { readAuditEntries, readAuditHead, readAuditRows } from '../../../server/store/audit.ts'
import { verifyAudit } from '../../../server/store/auditVerify.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { alertOfEvent } from '../../support/alertOfEvent.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith as person } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''

let principal: Principal | undefined
let hub: TestHub
let publisher: Publisher

beforeAll(async () => {
  principal = person('leader', CITY)
  hub = await startHubAs(() => principal)
  publisher = await connectPublisher(hub.mqtt)
  const picture = createCanvas(320, 180).encodeSync('jpeg', 70)
  for (const unit of [HERE, THERE]) {
    const { lng, lat } = units.byCode.get(unit) ?? { lng: 0, lat: 0 }
    await publisher.say(`camera/MC-${unit}/announce`, { commune: unit, lng, lat, name: unit, noticePosted: true })
    await publisher.say(`camera/MC-${unit}/frame`, picture)
  }
  await until(async () => (await frame(THERE)).ok)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

const frame = (unit: string) => fetch(`${hub.http}/api/v1/cameras/MC-${unit}/frame.jpg`)

/** An alert of one unit, waited for by somebody who sees it. */
async function alertOf(id: string): Promise<Alert> {
  principal = person('leader', CITY)
  return alertOfEvent(hub, publisher, HERE, id)
}

const acknowledge = (alert: string, key: string) =>
  postCommand(hub, 'acknowledgeAlert', { alert }, { headers: { 'idempotency-key': key } })

/** What the log has of somebody, oldest first; read beside the hub, as the command that verifies it does. */
async function toldOf(who: string) {
  const engine = sqliteEngine(join(hub.dataDir, 'ioc.db'))
  try {
    const entries = await readAuditEntries(engine, '2021', { who, limit: 1_000 })
    return entries
      .reverse()
      .map(({ entry: { did, input, unit, result, from } }) => ({ did, input, unit, result, via: from.via }))
  } finally {
    await engine.close()
  }
}

it('has who looked at a camera, once in ten minutes, by HTTP and by socket', async () => {
  principal = person('officer', HERE, 'viewer')
  expect([(await frame(HERE)).status, (await frame(HERE)).status, (await frame(THERE)).status]).toEqual([200, 200, 404])
  const screen: Socket<HubToClient, ClientToHub> = io(hub.http, { transports: ['websocket'], forceNew: true })
  try {
    await screen.emitWithAck('watch', [`MC-${HERE}`, `MC-${THERE}`, 'MC-nowhere'])
    await screen.emitWithAck('subscribe', { feed: 'alerts', scope: { unit: CITY } })
  } finally {
    screen.disconnect()
  }
  const told = await until(async () => {
    const all = await toldOf('viewer')
    return all.length >= 4 ? all : undefined
  })
  expect(told).toEqual([
    { did: 'watchCamera', input: { camera: `MC-${HERE}` }, unit: HERE, result: 'done', via: 'http' },
    { did: 'watchCamera', input: { camera: `MC-${THERE}` }, unit: THERE, result: 'forbidden', via: 'http' },
    { did: 'watchCamera', input: { camera: `MC-${THERE}` }, unit: THERE, result: 'forbidden', via: 'socket' },
    { did: 'subscribe', input: { feed: 'alerts' }, unit: CITY, result: 'forbidden', via: 'socket' },
  ])
})

it('has a look at a mosaic as one entry that names its cameras, and of the next one those that are new', async () => {
  principal = person('leader', CITY, 'watcher')
  const screen: Socket<HubToClient, ClientToHub> = io(hub.http, { transports: ['websocket'], forceNew: true })
  const units = [HERE, THERE].sort()
  try {
    await screen.emitWithAck('watch', [`MC-${HERE}`, `MC-${THERE}`])
    await screen.emitWithAck('watch', [`MC-${THERE}`])
    const told = await until(async () => {
      const all = await toldOf('watcher')
      return all.length >= 1 ? all : undefined
    })
    const cameras = [`MC-${HERE}`, `MC-${THERE}`]
    expect(told).toEqual([{ did: 'watchCamera', input: { cameras, units }, unit: null, result: 'done', via: 'socket' }])
    const answer = await fetch(`${hub.http}/api/v1/audit?did=watchCamera&unit=${THERE}&who=watcher`)
    const { entries } = (await answer.json()) as { entries: { says: object; place: { vi: string } }[] }
    expect(entries).toMatchObject([{ says: { vi: `Xem hình camera ${cameras.join(', ')}` } }])
    expect(entries[0]?.place.vi.split(', ')).toHaveLength(2)
  } finally {
    screen.disconnect()
  }
})

it('has what a program follows by a socket, once in ten minutes, and lets none reset anybody or tell of an export', async () => {
  principal = {
    ...person('admin', CITY, 'follower'),
    is: 'token',
    grants: [
      { role: 'operator', place: CITY },
      { role: 'admin', place: CITY },
    ],
  }
  const screen: Socket<HubToClient, ClientToHub> = io(hub.http, { transports: ['websocket'], forceNew: true })
  const feed = 'alerts'
  try {
    for (const unit of [CITY, CITY, HERE]) await screen.emitWithAck('subscribe', { feed, scope: { unit } })
  } finally {
    screen.disconnect()
  }
  const told = await until(async () => {
    const all = await toldOf('follower')
    return all.length >= 2 ? all : undefined
  })
  expect(told).toEqual(
    [CITY, HERE].map((unit) => ({ did: 'subscribe', input: { feed }, unit, result: 'done', via: 'socket' })),
  )
  for (const [name, input] of [
    ['resetPassword', { person: 'p-1' }],
    ['resetTotp', { person: 'p-1' }],
    ['recordExport', { what: 'x', format: 'csv', rows: 1, page: '/' }],
  ] as const)
    expect((await postCommand(hub, name, input)).body).toMatchObject({ code: 'peopleOnly' })
})

it('has a question that was not allowed', async () => {
  principal = person('officer', HERE, 'asker')
  await fetch(`${hub.http}/api/v1/plan?unit=${THERE}`)
  const told = await until(async () => {
    const all = await toldOf('asker')
    return all.length > 0 ? all : undefined
  })
  expect(told).toEqual([{ did: 'ask', input: { path: '/plan' }, unit: THERE, result: 'forbidden', via: 'http' }])
})

it('a command under a key is carried out once: at once, afterwards and after a restart', async () => {
  const { id } = await alertOf('K-1')
  principal = person('operator', CITY, 'keyed')
  const [first, second] = await Promise.all([acknowledge(id, 'k-1'), acknowledge(id, 'k-1')])
  expect([first.status, second.status]).toEqual([200, 200])
  expect(second).toEqual(first)
  expect(await acknowledge(id, 'k-1')).toEqual(first)
  await hub.restart()
  expect(await acknowledge(id, 'k-1')).toEqual(first)
  expect((await toldOf('keyed')).map(({ result }) => result)).toEqual(['done'])
})

it('a key belongs to all that was asked, what the log does not keep too', async () => {
  principal = person('officer', HERE, 'reached')
  const set = (browser: string) =>
    postCommand(
      hub,
      'unsubscribePush',
      { endpoint: `https://fcm.googleapis.com/fcm/send/${browser}` },
      { headers: { 'idempotency-key': 'k-push' } },
    )
  const first = await set('a')
  expect(first).toMatchObject({ status: 200 })
  const refused = { status: 422, body: { code: 'keyReused' } }
  expect(await set('b')).toMatchObject(refused)
  await hub.restart()
  expect(await set('a')).toEqual(first)
  expect(await set('b')).toMatchObject(refused)
})

it('a key belongs to one command of one person', async () => {
  const [one, other] = [await alertOf('K-2'), await alertOf('K-3')]
  principal = person('operator', CITY, 'first')
  expect((await acknowledge(one.id, 'k-2')).status).toBe(200)
  expect(await acknowledge(other.id, 'k-2')).toMatchObject({ status: 422, body: { code: 'keyReused' } })
  expect(await acknowledge(other.id, 'ký tự'.normalize('NFC').replace(/\P{ASCII}/gu, ' '))).toMatchObject({
    status: 400,
    body: { code: 'wrongKey' },
  })
  principal = person('operator', CITY, 'second')
  expect(await acknowledge(one.id, 'k-2')).toMatchObject({ status: 409, body: { code: 'alreadyAcknowledged' } })
  principal = person('leader', CITY, 'first')
  expect(await acknowledge(one.id, 'k-2')).toMatchObject({ status: 403 })
})

it('its newest entry is told in a file when the hub stops, and the log follows to it', async () => {
  await publisher.end()
  await hub.stopKeepingData()
  const engine = sqliteEngine(join(hub.dataDir, 'ioc.db'))
  const heads = readAuditHeads(hub.dataDir)
  const last = await readAuditHead(engine)
  expect(heads.at(-1)).toMatchObject({ number: last?.number, hash: last?.hash })
  expect(readFileSync(join(hub.dataDir, AUDIT_HEADS_FILE), 'utf8').trim().split('\n')).toHaveLength(heads.length)
  const { fault, entries } = await verifyAudit((after, limit) => readAuditRows(engine, after, limit), heads)
  expect([fault, entries]).toEqual([undefined, last?.number])
  await engine.close()
  await hub.restart()
  publisher = await connectPublisher(hub.mqtt)
})

it.each([
  [403, { origin: 'http://evil.example' }],
  [421, { host: 'evil.example' }],
])('a socket that is not the hub’s is told %i, by upgrade and by polling', async (status, headers) => {
  const ask = (more: Record<string, string>, transport: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${hub.http}/socket.io/?EIO=4&transport=${transport}`, { headers: { ...headers, ...more } })
      sent.on('response', (response) => resolve(response.resume().statusCode))
      sent.on('upgrade', (response, socket) => {
        socket.destroy()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  expect([await ask({}, 'polling'), await ask(upgrade, 'websocket')]).toEqual([status, status])
})

it('has what a program has read, and who has read the log, once in ten minutes', async () => {
  const read = async (path: string) => (await fetch(`${hub.http}/api/v1${path}`)).status
  principal = { ...person('officer', HERE, 'program'), is: 'token' }
  expect([await read(`/kpis/onTimeRate?unit=${HERE}`), await read(`/kpis/onTimeRate?unit=${HERE}`)]).toEqual([200, 200])
  expect(await read('/alerts')).toBe(200)
  principal = person('auditor', CITY, 'reader of the page')
  const page = await (await fetch(`${hub.http}/api?show=Audit&lang=en`)).text()
  expect(page).toContain('&quot;hash&quot;')
  principal = person('auditor', CITY, 'reader')
  expect([await read('/audit'), await read('/audit?limit=1'), await read('/alerts')]).toEqual([200, 200, 200])
  await until(async () => (await toldOf('reader')).length > 0)
  const ask = { did: 'ask', result: 'done', via: 'http' }
  expect(await toldOf('program')).toEqual([
    { ...ask, input: { path: '/kpis/{id}' }, unit: HERE },
    { ...ask, input: { path: '/alerts' }, unit: null },
  ])
  expect(await toldOf('reader of the page')).toEqual([{ ...ask, input: { path: '/audit' }, unit: null }])
  expect(await toldOf('reader')).toEqual([{ ...ask, input: { path: '/audit' }, unit: null }])
})

it('has who reads the same from elsewhere, however lately its owner has read it', async () => {
  const readFrom = (localAddress: string) =>
    new Promise<number | undefined>((done, fail) => {
      const asked = get(`${hub.http}/api/v1/alerts`, { localAddress }, (answer) => {
        answer.resume().on('end', () => done(answer.statusCode))
      })
      asked.on('error', fail)
    })
  principal = { ...person('officer', HERE, 'copied'), is: 'token' }
  for (const address of ['127.0.0.1', '127.0.0.1', '127.0.0.9', '127.0.0.9']) expect(await readFrom(address)).toBe(200)
  const told = await until(async () => {
    const all = await toldOf('copied')
    return all.length >= 2 ? all : undefined
  })
  expect(told).toHaveLength(2)
})
