import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pino from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { PERMISSIONS } from '../../../domain/access/permissions.ts'
import type { Principal } from '../../../domain/access/principal.ts'
import { ROLES, type Role } from '../../../domain/access/roles.ts'
import { EMPTY_CITY } from '../../../domain/commands/command.ts'
import { FEEDS } from '../../../domain/feeds/index.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import {
  type ClientToHub,
  type Delta,
  type FeedName,
  type FrameHead,
  fromColumns,
  type HubToClient,
  MAX_WATCHED,
  type Scope,
  type Snapshot,
  toColumns,
} from '../../../domain/wire.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture, type Picture } from '../../../server/city/picture.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createCommandGate } from '../../../server/gate/commands.ts'
import { createPeers } from '../../../server/gate/peers.ts'
import { principalsOf } from '../../../server/gate/principals.ts'
import { createAddressCheck } from '../../../server/http/origin.ts'
import { createGateway, type Gateway } from '../../../server/realtime/gateway.ts'
import { handClock } from '../../support/clock.ts'
import { personWith as person } from '../../support/people.ts'
import { sourceRow } from '../../support/sourceRow.ts'
import { workInTurns } from '../../support/workInTurns.ts'

type Screen = Socket<HubToClient, ClientToHub>

const units = UNIT_TREES['2021']
const CITY = { unit: units.city.code }
const clock = handClock()

/** Who connects. */
let principal: Principal | undefined
let server: Server
let gateway: Gateway
let picture: Picture
let city: City
const audit = createAudit({ clock, note: () => undefined })
/** Of a hub where nothing can be commanded. */
const commands = createCommandGate({
  handlers: [],
  city: EMPTY_CITY,
  store: {
    ...{ audited: async () => undefined, commandAnswer: async () => undefined, healthy: () => true },
    ...{ mark: async () => undefined, saveMark: async () => undefined },
  },
  audit,
  ...{ units, clock, log: pino({ level: 'silent' }) },
})
/** A hub with one wall, in the city. */
const walls = {
  placeOf: (wall: string) => (wall === 'w-1' ? units.city.code : undefined),
  painted: vi.fn(),
  attend: vi.fn(),
  gone: vi.fn(),
  demo: [],
}
const log = pino({ level: 'silent' })
let url: string
/** What the gate calls when somebody's rights have changed. */
let tellRightsChanged: () => void
const screens: Screen[] = []

beforeEach(async () => {
  principal = person('leader', units.city.code)
  picture = createPicture()
  city = createCity({ edition: '2021', clock, picture })
  server = createServer((_request, response) => void response.writeHead(404).end())
  gateway = createGateway({
    server,
    picture,
    city,
    units,
    clock,
    epoch: 'life-1',
    addressFault: createAddressCheck({ host: '127.0.0.1', origins: ['https://wall.example'] }),
    principals: {
      ...principalsOf(() => principal),
      onChange: (listener) => {
        tellRightsChanged = listener
      },
    },
    peers: createPeers([]),
    ...{ commands, audit, walls, log },
    maxStrangers: 3,
  })
  gateway.start()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  for (const screen of screens.splice(0)) screen.disconnect()
  await gateway.stop()
  server.closeAllConnections()
  server.close()
})

async function connect(options: Parameters<typeof io>[1] = {}): Promise<Screen> {
  const screen: Screen = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options })
  screens.push(screen)
  await new Promise<void>((resolve, reject) => {
    screen.once('connect', resolve)
    screen.once('connect_error', reject)
  })
  return screen
}

/** What is held after a collection, buffers included: what a busy machine has not collected yet is not kept. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function subscribe(screen: Screen, feed: FeedName, scope = CITY): Promise<Snapshot> {
  const reply = await screen.emitWithAck('subscribe', { feed, scope })
  if (!reply.ok) throw new Error(reply.reason)
  return reply.snapshot
}

function collect(screen: Screen): Delta[] {
  const deltas: Delta[] = []
  screen.on('delta', (delta) => void deltas.push(delta))
  return deltas
}

async function until(condition: () => boolean, ms = 10_000): Promise<void> {
  const end = performance.now() + ms
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function announce(id: string, commune: string, name = id): void {
  city.apply({
    is: 'sensorAnnounce',
    sensor: { id, kind: 'noise', name, commune, lng: 105.7, lat: 10, everyMs: 10_000, simulated: true },
  })
}

function say(id: string, at: number, laeq: number): void {
  city.apply({ is: 'readings', id, readings: [{ at, values: { laeq } }], receivedAt: at, retained: false })
}

function announceCamera(id: string, commune = '31117'): void {
  city.apply({
    is: 'cameraAnnounce',
    camera: {
      id,
      name: id,
      commune,
      lng: 105.7,
      lat: 10,
      office: null,
      noticePosted: true,
      live: null,
      everyMs: 5_000,
      simulated: true,
    },
  })
}

const jpeg = (n: number) => Uint8Array.of(0xff, 0xd8, n)
const show = (id: string, at: number) => city.apply({ is: 'frame', id, jpeg: jpeg(at % 256), receivedAt: at })
const picturesSent = (heads: FrameHead[]) => heads.map((head) => head.at)

describe('feeds', () => {
  it('answers with a snapshot and goes on with numbered deltas', async () => {
    announce('N-1', '31117')
    say('N-1', 1_000, 55)
    const screen = await connect()
    const deltas = collect(screen)
    const snapshot = await subscribe(screen, 'readings')
    expect(snapshot).toMatchObject({ feed: 'readings', epoch: 'life-1', now: clock.now() })
    expect(fromColumns('readings', snapshot.rows)).toEqual([
      {
        id: 'N-1',
        status: null,
        at: 1_000,
        receivedAt: 1_000,
        lagMs: null,
        values: [55],
        index: null,
        retained: false,
      },
    ])

    say('N-1', 2_000, 60)
    await until(() => deltas.length === 1)
    say('N-1', 3_000, 61)
    await until(() => deltas.length === 2)
    expect(deltas.map((delta) => delta.seq)).toEqual([snapshot.seq + 1, snapshot.seq + 2])
    expect(fromColumns('readings', deltas[1]?.rows ?? [])[0]).toMatchObject({ at: 3_000, values: [61] })
  })

  it('sends the first change at once and the latest of the rest on the beat', async () => {
    announce('N-1', '31117')
    const screen = await connect()
    const deltas = collect(screen)
    await subscribe(screen, 'readings')
    let changes = 0
    await until(() => {
      changes++
      say('N-1', changes * 1_000, 40 + (changes % 40))
      return deltas.length > 3
    })
    await until(() => fromColumns('readings', deltas.at(-1)?.rows ?? [])[0]?.at === changes * 1_000)
    expect(fromColumns('readings', deltas[0]?.rows ?? [])[0]?.at).toBe(1_000)
    // Changes every few milliseconds become the first and one a beat.
    expect(changes).toBeGreaterThan(2 * deltas.length)
  })

  it('sends a scope what lies in it, and the heartbeat to every scope', async () => {
    const [here, there] = [units.communes[0], units.communes.at(-1)]
    if (here === undefined || there === undefined) throw new Error('no communes')
    announce('N-1', here.code)
    announce('N-2', there.code)
    const screen = await connect()
    const deltas = collect(screen)
    const snapshot = await subscribe(screen, 'readings', { unit: here.parent ?? '' })
    expect(fromColumns('readings', snapshot.rows).map((row) => row.id)).toEqual(['N-1'])
    say('N-2', 1_000, 50)
    say('N-1', 1_000, 50)
    const rows = () => deltas.flatMap((delta) => fromColumns('readings', delta.rows))
    await until(() => rows().length > 0)
    // What is told on a later beat comes after all that could have been told before.
    say('N-1', 2_000, 50)
    await until(() => rows().some(({ at }) => at === 2_000))
    expect(new Set(rows().map(({ id }) => id))).toEqual(new Set(['N-1']))
  })

  it('says that a device has left a scope, and that it stands in another', async () => {
    const [here, there] = [units.communes[0], units.communes.at(-1)]
    if (here === undefined || there === undefined) throw new Error('no communes')
    announce('N-1', here.code)
    say('N-1', 1_000, 50)
    const [left, entered] = [await connect(), await connect()]
    const [gone, come] = [collect(left), collect(entered)]
    for (const feed of ['sensors', 'readings'] as const) {
      await subscribe(left, feed, { unit: here.code })
      await subscribe(entered, feed, { unit: there.code })
    }
    announce('N-1', there.code)
    const told = (deltas: Delta[], feed: FeedName) => deltas.filter((delta) => delta.feed === feed)
    for (const feed of ['sensors', 'readings'] as const) {
      await until(() => told(gone, feed).some(({ removed }) => removed.includes('N-1')))
      await until(() => told(come, feed).some(({ rows }) => fromColumns(feed, rows).some((row) => row.id === 'N-1')))
    }
    expect(told(gone, 'readings').flatMap(({ rows }) => fromColumns('readings', rows))).toEqual([])
  })

  it('tells nobody of rows that are gone elsewhere', async () => {
    const [here, there] = [units.communes[0], units.communes.at(-1)]
    if (here === undefined || there === undefined) throw new Error('no communes')
    picture.set('sources', sourceRow('sensor/N-1', here.code))
    picture.set('sources', sourceRow('sensor/N-2', there.code))
    const screen = await connect()
    const deltas = collect(screen)
    await subscribe(screen, 'sources', { unit: here.code })
    picture.set('sources', sourceRow('sensor/N-3', there.code))
    picture.remove('sources', 'sensor/N-3')
    picture.remove('sources', 'sensor/N-2')
    await until(() => picture.size('sources') === 1)
    picture.remove('sources', 'sensor/N-1')
    await until(() => deltas.length > 0)
    // What was made and is gone before the beat stays unsaid too.
    picture.set('sources', sourceRow('sensor/N-4', here.code))
    await until(() => deltas.length > 1)
    expect(deltas.map(({ removed }) => removed)).toEqual([['sensor/N-1'], []])
  })

  it('says which rows are gone', async () => {
    picture.set('quarantine', {
      key: 'a|notJson',
      source: 'a',
      known: true,
      client: null,
      reason: 'notJson',
      params: {},
      topic: 't',
      count: 1,
      firstAt: 1,
      lastAt: 1,
      sample: '',
    })
    const screen = await connect()
    const deltas = collect(screen)
    await subscribe(screen, 'quarantine')
    picture.remove('quarantine', 'a|notJson')
    await until(() => deltas.length === 1)
    expect(deltas[0]?.removed).toEqual(['a|notJson'])
  })

  it('gives each snapshot a turn of its own when many are asked for at once, and the deltas of those who have theirs go on', async () => {
    announce('N-1', '31117')
    const early = await connect()
    const deltas = collect(early)
    await subscribe(early, 'readings')
    const screen = await connect()
    const scopes = units.all.slice(0, 60).map(({ code }) => ({ unit: code }))
    const work = workInTurns()
    const now = vi.spyOn(clock, 'now').mockImplementation(() => {
      work.did(1)
      return 0
    })
    const answers = Promise.all(scopes.map((scope) => subscribe(screen, 'sensors', scope)))
    say('N-1', 1_000, 50)
    const snapshots = await answers
    await until(() => deltas.length === 1)
    now.mockRestore()
    expect(snapshots.map(({ scope }) => scope)).toEqual(scopes)
    const { most, all } = work.ended()
    expect(all).toBe(scopes.length + deltas.length)
    // The delta's beat is a timer's: it may fall into the turn of a snapshot.
    expect(most).toBeLessThanOrEqual(1 + deltas.length)
  })

  it('answers the last of several who ask for the same on one line, and tells the others so', async () => {
    const screen = await connect()
    const ask = () => screen.emitWithAck('subscribe', { feed: 'sensors', scope: CITY })
    const replies = await Promise.all([ask(), ask(), ask()])
    expect(replies.map(({ ok }) => ok)).toEqual([false, false, true])
    expect(replies[0]).toEqual({ ok: false, reason: 'asked again before it was answered' })
  })

  it('sends nothing of what a screen has left before it was answered', async () => {
    announce('N-1', '31117')
    const screen = await connect()
    const deltas = collect(screen)
    const asked = screen.emitWithAck('subscribe', { feed: 'sensors', scope: CITY })
    screen.emit('unsubscribe', { feed: 'sensors', scope: CITY })
    expect(await asked).toEqual({ ok: false, reason: 'left before it was answered' })
    await subscribe(screen, 'readings')
    announce('N-2', '31117')
    say('N-2', 1_000, 50)
    await until(() => deltas.length > 0)
    expect(deltas.map(({ feed }) => feed)).toEqual(['readings'])
  })

  it('says the same over polling, letter by letter', async () => {
    for (const id of ['Đo “1”', 'N\\2\u2028']) announce(id, '31117')
    const of = async (transport: string) => {
      const screen = await connect({ transports: [transport] })
      return fromColumns('sensors', (await subscribe(screen, 'sensors')).rows)
    }
    const written = JSON.stringify(toColumns('sensors', picture.rows('sensors')))
    const rows = fromColumns('sensors', JSON.parse(written))
    expect(await of('polling')).toEqual(rows)
    expect(await of('websocket')).toEqual(rows)
  })

  it('refuses what it does not understand, with a reason', async () => {
    const screen = await connect()
    const ask = (request: unknown) => screen.emitWithAck('subscribe', request as { feed: FeedName; scope: typeof CITY })
    expect(await ask({ feed: 'secrets', scope: CITY })).toMatchObject({ ok: false })
    expect(await ask({ feed: 'hub', scope: { unit: '__proto__' } })).toMatchObject({ ok: false })
    expect(await ask('hub')).toMatchObject({ ok: false })
    expect(await ask(null)).toMatchObject({ ok: false })
    expect(await subscribe(screen, 'hub')).toMatchObject({ feed: 'hub' })
  })
})

describe('a screen that says far more than screens do', () => {
  it('is answered at its turn, and others meanwhile at once', async () => {
    const [loud, quiet] = [await connect(), await connect()]
    let answered = 0
    for (let n = 0; n < 400; n++) loud.emit('time', null, () => void answered++)
    await until(() => answered >= 300)
    for (let n = 0; n < 400; n++) loud.emit('time', null, () => void answered++)
    // What had come before the line was held is answered; what is sent after that waits.
    await quiet.emitWithAck('time', null)
    const before = answered
    expect(before).toBeLessThan(800)
    await until(() => answered === 800, 20_000)
    expect(loud.connected).toBe(true)
  })

  it('is cut off where nobody knows it, however it says who it is', async () => {
    for (const said of ['40{"token":"x"}', '40/elsewhere,{}']) {
      principal = undefined
      const line = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      await once(line, 'open')
      let answered = 0
      line.on('message', () => void answered++)
      for (let n = 0; n < 500; n++) line.send(said)
      await once(line, 'close')
      expect(answered).toBeLessThan(100)
    }
  })

  it('has one screen on a connection', async () => {
    const line = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    await once(line, 'open')
    line.send('40')
    await until(() => gateway.clients() === 1)
    line.send('40')
    await once(line, 'close')
    await until(() => gateway.clients() === 0)
  })

  it('over polling is closed', async () => {
    const loud = await connect({ transports: ['polling'] })
    for (let n = 0; n < 400; n++) loud.emit('time', null, () => undefined)
    await until(() => !loud.connected)
  })
})

describe('who may connect', () => {
  it('refuses pages of other origins and takes its own and those named', async () => {
    const from = (origin: string) => connect({ extraHeaders: { origin } })
    await expect(from('https://evil.example')).rejects.toThrow()
    await expect(from(url)).resolves.toBeDefined()
    await expect(from('https://wall.example')).resolves.toBeDefined()
  })

  it('refuses a page whose name was made to point here, however it asks', async () => {
    for (const transport of ['websocket', 'polling']) {
      const extraHeaders = { host: 'rebound.example', origin: 'http://rebound.example' }
      await expect(connect({ transports: [transport], extraHeaders })).rejects.toThrow()
      await expect(connect({ transports: [transport], extraHeaders: { host: 'wall.example' } })).resolves.toBeDefined()
    }
  })
})

describe('whoever is nobody yet', () => {
  const polling = (sid = '') => `${url}/socket.io/?EIO=4&transport=polling${sid}`
  const open = async (headers: Record<string, string> = {}) => {
    const opened = (await (await fetch(polling(), { headers })).text()).slice(1)
    return (JSON.parse(opened) as { sid: string }).sid
  }

  it('does not go on with a connection of somebody else by its id, given once or twice', async () => {
    const headers = { authorization: 'Bearer of-a-leader' }
    const sid = await open(headers)
    const send = (query: string, given: Record<string, string>) =>
      fetch(polling(query), { method: 'POST', body: '40', headers: given })
    for (const query of [`&sid=${sid}`, `&sid=none&sid=${sid}`, `&sid=${sid}&sid=none`, `&sid=none&%73id=${sid}`])
      expect((await send(query, {})).status, query).toBe(403)
    expect((await send(`&sid=${sid}`, headers)).status).toBe(200)
  })

  it('waits among few: the one that has said longest nothing gives way, and who says who they are stays', async () => {
    const known = await connect()
    const waiting = Array.from({ length: 3 }, () => new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`))
    await Promise.all(waiting.map((socket) => once(socket, 'open')))
    const ended = waiting.map((socket) => once(socket, 'close'))
    const next = await connect()
    await ended[0]
    expect(waiting.slice(1).map(({ readyState }) => readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN])
    expect([known.connected, next.connected]).toEqual([true, true])
    for (const socket of waiting) socket.terminate()
  })
})

it('what a screen says ends nothing but its own answer, whatever becomes of it', async () => {
  principal = { ...person('wall', units.city.code), is: 'wall', id: 'w-1' }
  const screen = await connect()
  walls.attend.mockImplementationOnce(() => {
    throw new Error('of no wall')
  })
  expect(await (screen as Socket).emitWithAck('attend', null)).toEqual({ ok: false, reason: 'internal' })
  expect(await subscribe(screen, 'hub')).toMatchObject({ feed: 'hub' })
})

describe('what a role may follow', () => {
  const [here, there] = [units.communes[0]?.code ?? '', units.communes.at(-1)?.code ?? '']
  const roles = Object.keys(ROLES) as Role[]

  it.each(roles)('%s of the city: each feed that the role may see, everywhere, and no other', async (role) => {
    principal = person(role, units.city.code)
    const screen = await connect()
    for (const feed of Object.keys(FEEDS) as FeedName[]) {
      for (const unit of [units.city.code, here]) {
        const { ok } = await screen.emitWithAck('subscribe', { feed, scope: { unit } })
        expect([feed, unit, ok]).toEqual([feed, unit, (ROLES[role].may as readonly string[]).includes(FEEDS[feed].see)])
      }
    }
  })

  it.each(roles)('%s of one commune: nothing of the city, of another commune, or without a place', async (role) => {
    principal = person(role, here)
    const screen = await connect()
    for (const feed of Object.keys(FEEDS) as FeedName[]) {
      const { see } = FEEDS[feed]
      const inPlace =
        see !== 'self' && PERMISSIONS[see].reach === 'place' && (ROLES[role].may as readonly string[]).includes(see)
      for (const unit of [units.city.code, there, here]) {
        const { ok } = await screen.emitWithAck('subscribe', { feed, scope: { unit } })
        expect([feed, unit, ok]).toEqual([feed, unit, unit === here && inPlace])
      }
    }
  })

  it('everybody follows their own rows and nobody else’s, and learns of no other that is there or gone', async () => {
    const told = (id: string, whose: string) => ({
      ...({ id, person: whose, about: { matter: 'alert', id: 'a-1' }, urgency: 'urgent', path: null } as const),
      ...{ text: { vi: id, en: id }, at: clock.now(), seenAt: null },
    })
    picture.set('notices', told('n-1', 'an'))
    picture.set('notices', told('n-2', 'be'))
    principal = person('leader', units.city.code, 'an')
    const screen = await connect()
    const deltas = collect(screen)
    const own = await screen.emitWithAck('subscribe', { feed: 'notices', scope: { person: 'an' } })
    expect(own.ok && fromColumns('notices', own.snapshot.rows)).toEqual([told('n-1', 'an')])
    for (const scope of [{ person: 'be' }, { person: '' }, CITY, { unit: CITY.unit, person: 'an' }] as Scope[])
      expect([scope, await screen.emitWithAck('subscribe', { feed: 'notices', scope })]).toMatchObject([
        scope,
        { ok: false },
      ])
    expect(await screen.emitWithAck('subscribe', { feed: 'sensors', scope: { person: 'an' } })).toMatchObject({
      ok: false,
    })
    picture.set('notices', told('n-3', 'be'))
    picture.remove('notices', 'n-2')
    picture.set('notices', told('n-4', 'an'))
    await until(() => deltas.length > 0)
    expect(
      deltas.flatMap(({ rows, removed }) => [...fromColumns('notices', rows).map(({ id }) => id), ...removed]),
    ).toEqual(['n-4'])
  })

  it('what is one’s own is not a program’s or a wall’s, nor that of somebody with something pending', async () => {
    const nobodys: Principal[] = [
      { ...person('leader', units.city.code, 'an'), is: 'token' },
      { ...person('wall', units.city.code, 'an'), is: 'wall' },
      { ...person('leader', units.city.code, 'an'), grants: [], pending: 'password' },
    ]
    for (const each of nobodys) {
      principal = each
      const screen = await connect()
      const reply = await screen.emitWithAck('subscribe', { feed: 'notices', scope: { person: 'an' } })
      expect([each.is, reply.ok]).toEqual([each.is, false])
    }
  })

  it('nobody comes in who is nobody', async () => {
    principal = undefined
    await expect(connect()).rejects.toThrow('sign in first')
  })

  it('is taken from a screen that is connected when rights become less, and it is told', async () => {
    announce('S-here', here)
    announce('S-there', there)
    const screen = await connect()
    const deltas = collect(screen)
    const ended: unknown[] = []
    screen.on('ended', (subscription) => void ended.push(subscription))
    await subscribe(screen, 'sensors')
    await subscribe(screen, 'sensors', { unit: here })
    principal = person('officer', here, 'leader')
    tellRightsChanged()
    await until(() => ended.length > 0)
    announce('S-there', there)
    announce('S-later', there)
    announce('S-near', here)
    await until(() => deltas.length > 0)
    expect(ended).toEqual([{ feed: 'sensors', scope: CITY }])
    expect(deltas.map(({ scope, rows }) => [scope, fromColumns('sensors', rows).map(({ id }) => id)])).toEqual([
      [{ unit: here }, ['S-near']],
    ])
    expect(await screen.emitWithAck('subscribe', { feed: 'sensors', scope: CITY })).toMatchObject({ ok: false })
  })

  it('a screen is cut off when whoever opened it may no longer come in, or is somebody else', async () => {
    for (const now of [undefined, person('leader', units.city.code, 'another')]) {
      principal = person('leader', units.city.code)
      const screen = await connect()
      principal = now
      tellRightsChanged()
      await until(() => !screen.connected)
    }
    expect(gateway.clients()).toBe(0)
  })

  it('a picture of another place stays away, also of a camera that has moved there', async () => {
    announceCamera('C-1', here)
    announceCamera('C-2', there)
    principal = person('officer', here)
    const screen = await connect()
    const heads: FrameHead[] = []
    screen.on('frame', (head, _bytes, taken) => {
      heads.push(head)
      taken()
    })
    expect(await screen.emitWithAck('watch', ['C-1', 'C-2'])).toEqual({ ok: false, reason: 'unknown cameras: C-2' })
    show('C-2', 1)
    show('C-1', 2)
    await until(() => heads.length === 1)
    announceCamera('C-1', there)
    show('C-1', 3)
    await subscribe(screen, 'hub', { unit: here })
    expect(heads.map(({ camera, at }) => [camera, at])).toEqual([['C-1', 2]])
  })
})

describe('frames', () => {
  it('go to who watches, one in flight, then the latest', async () => {
    announceCamera('C-1')
    const watching = await connect()
    const other = await connect()
    const heads: FrameHead[] = []
    const credits: (() => void)[] = []
    let elsewhere = 0
    watching.on('frame', (head, bytes, taken) => {
      expect(new Uint8Array(bytes)).toEqual(jpeg(head.at % 256))
      heads.push(head)
      credits.push(taken)
    })
    other.on('frame', () => void elsewhere++)
    show('C-1', 1)
    expect(await watching.emitWithAck('watch', ['C-1'])).toEqual({ ok: true })
    await until(() => heads.length === 1)
    for (let at = 2; at <= 9; at++) show('C-1', at)
    // An answer comes after every frame that was sent before it.
    await subscribe(watching, 'hub')
    expect(picturesSent(heads)).toEqual([1])
    credits[0]?.()
    await until(() => heads.length === 2)
    expect(picturesSent(heads)).toEqual([1, 9])
    expect(heads[1]?.simulated).toBe(true)
    expect(elsewhere).toBe(0)

    credits[1]?.()
    expect(await watching.emitWithAck('watch', [])).toEqual({ ok: true })
    show('C-1', 10)
    await subscribe(watching, 'hub')
    expect(heads).toHaveLength(2)
  })

  it('are taken as fast as they come: that each has been taken is not too much said', async () => {
    const slowed = vi.spyOn(log, 'info')
    announceCamera('C-1')
    const watching = await connect()
    let taken = 0
    watching.on('frame', (_head, _bytes, take) => {
      taken++
      take()
    })
    show('C-1', 1)
    await watching.emitWithAck('watch', ['C-1'])
    for (let at = 2; at <= 600; at++) {
      show('C-1', at)
      await until(() => taken >= at)
    }
    expect(slowed).not.toHaveBeenCalled()
    // What answers nothing counts: nobody says more by saying it so.
    const ws = (watching.io.engine.transport as unknown as { ws: { send(text: string): void } }).ws
    for (let n = 0; n < 400; n++) ws.send('3999[]')
    await until(() => slowed.mock.calls.length > 0)
    slowed.mockRestore()
  })

  it('of unknown cameras or too many are refused', async () => {
    const screen = await connect()
    const reply = await screen.emitWithAck('watch', ['nobody'])
    expect(reply).toMatchObject({ ok: false, reason: expect.stringContaining('nobody') })
    const many = Array.from({ length: MAX_WATCHED + 1 }, (_, i) => `C-${i}`)
    expect(await screen.emitWithAck('watch', many)).toEqual({
      ok: false,
      reason: 'watch wants a list of at most 24 camera ids',
    })
  })
})

describe('a screen that is given much at once', () => {
  it('is not behind for that: it goes on where the snapshot ends, and does not ask for the same again', async () => {
    const SENSORS = 25_000
    const { communes } = units
    for (let i = 0; i < SENSORS; i++)
      announce(`N-${i}`, communes[i % communes.length]?.code ?? '', `Trạm ${i}`.padEnd(600, ' quan trắc'))
    const screen = await connect()
    const late = collect(screen)
    const raw = (screen.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
    const snapshots: number[] = []
    raw.pause()
    for (const feed of ['sensors', 'readings'] as const)
      screen.emit('subscribe', { feed, scope: { unit: '92' } }, (reply: unknown) => {
        const { snapshot } = reply as { snapshot: { rows: unknown } }
        snapshots.push(JSON.stringify(snapshot.rows).length)
      })
    await until(() => gateway.clients() === 1)
    // The hub looks at what waits several times before anything of it is taken.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    say('N-1', 1_000, 42)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(gateway.lagging()).toBe(0)
    raw.resume()
    await until(() => late.some(({ feed }) => feed === 'readings'))
    // Beyond what the kernel's own buffers take.
    expect(snapshots[0]).toBeGreaterThan(12_000_000)
    expect(late.filter(({ epoch }) => epoch === '')).toEqual([])
    expect(late.find(({ feed }) => feed === 'readings')?.seq).toBe(1)
  })
})

describe('a screen that stalls', () => {
  it('costs a bounded backlog and nobody else anything, and catches up when it wakes', async () => {
    const SENSORS = 2_000
    const communes = units.communes
    for (let i = 0; i < SENSORS; i++) announce(`N-${i}`, communes[i % communes.length]?.code ?? '')
    const frozen = await connect()
    const healthy = await connect()
    const seen = collect(healthy)
    const late = collect(frozen)
    await subscribe(frozen, 'readings')
    await subscribe(frozen, 'sensors')
    await subscribe(healthy, 'readings')
    const raw = (frozen.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
    raw.pause()

    const before = heldBytes()
    let at = 0
    const rounds = (done: () => boolean) =>
      until(() => {
        at += 1_000
        for (let i = 0; i < SENSORS; i++) say(`N-${i}`, at, 50)
        return done()
      }, 60_000)
    // The kernel's own buffers take the first megabytes; then the hub notices.
    await rounds(() => gateway.lagging() === 1)
    const sentToHealthy = seen.length
    let more = 0
    await rounds(() => ++more > 100)
    expect(seen.length).toBeGreaterThan(sentToHealthy + 5)
    expect(seen.map((delta) => delta.seq)).toEqual(seen.map((_, i) => (seen[0]?.seq ?? 0) + i))
    // 100 further rounds would be some 15 MB for the frozen one if they were kept.
    expect(heldBytes() - before).toBeLessThan(15e6)

    raw.resume()
    await until(() => gateway.lagging() === 0)
    await until(() => late.at(-1)?.epoch === '')
    // Of what has not changed it has missed nothing.
    expect(late.filter(({ epoch }) => epoch === '').map(({ feed }) => feed)).toEqual(['readings'])
    say('N-1', at + 1_000, 99)
    const snapshot = await subscribe(frozen, 'readings')
    expect(fromColumns('readings', snapshot.rows).find((row) => row.id === 'N-1')?.values).toEqual([99])
  })
})
