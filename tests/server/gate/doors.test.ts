import { createCanvas } from '@napi-rs/canvas'
import mqtt, { type MqttClient } from 'mqtt'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import type { Grant } from '../../../domain/access/principal.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { type Command, type CommandCity, EMPTY_CITY } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { EVERYWHERE, WHOLE_CITY } from '../../../domain/feeds/feed.ts'
import { FEEDS } from '../../../domain/feeds/index.ts'
import { UPLOAD } from '../../../domain/files/upload.ts'
import { PERSON_ROLES } from '../../../domain/people/person.ts'
import { addDays } from '../../../domain/periods.ts'
import { HEALTH_QUERIES, QUERIES } from '../../../domain/queries/index.ts'
import { type Query, REACH } from '../../../domain/queries/query.ts'
import { SOCKET_EVENTS } from '../../../domain/socketEvents.ts'
import { type Quarantined, UNKNOWN_SOURCE } from '../../../domain/sources/quarantined.ts'
import { dayOf } from '../../../domain/time.ts'
import { type CameraMessage, formatTopic, type SensorMessage, sourceOf, type Topic } from '../../../domain/topics.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import {
  type ClientToHub,
  type FeedName,
  fromColumns,
  type HubToClient,
  keyOf,
  SIGN_IN_FIRST,
} from '../../../domain/wire.ts'
import { systemClock } from '../../../server/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { visitor } from '../../support/signIn.ts'
import { until } from '../../support/until.ts'

/**
 * Every door there is, from its declaration, called by everybody there is. What should come of it is worked out here from the table of roles alone
 * (`domain/access/`, as docs/permissions.md prints it), by none of the code that decides it in the hub.
 */
const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const DISTRICT = units.byCode.get(HERE)?.parent ?? ''
const today = dayOf(Date.now())
const DEVICES = {
  sensors: { [HERE]: 'MN-1', [THERE]: 'MN-2' },
  cameras: { [HERE]: 'MC-1', [THERE]: 'MC-2' },
} as const satisfies Record<string, Record<string, string>>
/** Where the devices of this city are. */
const KNOWN_CITY: CommandCity = {
  ...EMPTY_CITY,
  cameraUnit: (id) => Object.entries<string>(DEVICES.cameras).find(([, camera]) => camera === id)?.[0],
}
const PICTURE = createCanvas(320, 180).encodeSync('jpeg', 70)
const queries: readonly Query[] = Object.values(QUERIES)
const commands = Object.entries<Command>(COMMANDS)

type Screen = Socket<HubToClient, ClientToHub>

/** Who calls, with what makes the hub know them. */
interface Caller {
  readonly called: string
  /** Undefined: nobody whom the hub knows. */
  readonly is: 'person' | 'wall' | 'token' | undefined
  readonly grants: readonly Grant[]
  /** A first password of theirs still stands. */
  readonly isPending?: true
  headers(): Record<string, string>
  readonly auth?: Record<string, unknown>
}

let hub: TestHub
const callers: Caller[] = []
/** Of a program of its own, which is refused nothing: it looks at what the others have come to. */
let witness: { authorization: string }
const screens: Screen[] = []
const clients: MqttClient[] = []
/** MQTT name and secret of each account that was made. */
const accounts: Record<string, { username: string; password: string }> = {}

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_DEVICES: 'announce' }, systemClock, 'accounts')
  await meetCallers()
  await meetDevices()
})
afterAll(async () => {
  for (const screen of screens) screen.disconnect()
  await Promise.all(clients.map((client) => client.endAsync(true)))
  await hub?.stop()
})

async function meetCallers(): Promise<void> {
  const admin = visitor(hub)
  await admin.command('signInAs', { user: 'quan-tri' })
  const ask = async (name: string, input: object) => {
    const { status, body } = await admin.command(name, input)
    if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
    return body as Record<string, string>
  }
  const { token: seeing } = await ask('createToken', { name: 'witness', role: 'leader', place: CITY })
  witness = { authorization: `Bearer ${seeing}` }
  callers.push({ called: 'a stranger', is: undefined, grants: [], headers: () => ({}) })

  const { body } = await visitor(hub).get('/session')
  for (const { user, role, place } of body.demo as { user: string; role: Grant['role']; place: string }[]) {
    const browser = visitor(hub)
    await browser.command('signInAs', { user })
    const cookie = () => ({ cookie: browser.cookie(), origin: hub.http })
    callers.push({ called: `${role} of ${place}`, is: 'person', grants: [{ role, place }], headers: cookie })
  }
  const user = 'nguoi.moi'
  const { password } = await ask('createPerson', { user, name: 'Người mới', grants: [{ role: 'leader', place: CITY }] })
  const newcomer = visitor(hub)
  await newcomer.command('signIn', { user, password })
  const newcomers = () => ({ cookie: newcomer.cookie(), origin: hub.http })
  callers.push({
    ...{ called: 'who has a first password', is: 'person', isPending: true, grants: [] },
    headers: newcomers,
  })

  for (const role of PERSON_ROLES)
    for (const place of [CITY, HERE]) {
      const { token = '' } = await ask('createToken', { name: `${role} ${place}`, role, place })
      const headers = () => ({ authorization: `Bearer ${token}` })
      callers.push({
        called: `token: ${role} of ${place}`,
        is: 'token',
        grants: [{ role, place }],
        headers,
        auth: { token },
      })
    }
  const { id, token } = await ask('createToken', { name: 'ended', role: 'leader', place: CITY })
  await ask('endToken', { token: id as string })
  const ofEnded = () => ({ authorization: `Bearer ${token}` })
  callers.push({ called: 'a token that has ended', is: undefined, grants: [], headers: ofEnded, auth: { token } })

  for (const place of [CITY, HERE]) {
    const wall = visitor(hub)
    const { body: pairing } = await wall.command('requestPairing')
    await ask('pairWall', { code: pairing.code as string, name: `Màn hình ${place}`, place })
    await wall.command('claimPairing', { secret: pairing.secret })
    const headers = () => ({ cookie: wall.cookie(), origin: hub.http, 'x-ioc-wall': '1' })
    callers.push({
      called: `wall of ${place}`,
      is: 'wall',
      grants: [{ role: 'wall', place }],
      headers,
      auth: { wall: true },
    })
  }

  for (const [name, command, input] of [
    ['feeder', 'createGatewayAccount', { label: 'feeder', patterns: ['sensor/MN-*', 'camera/MC-*'] }],
    ['device', 'createDeviceAccount', { device: 'sensor/TG-1' }],
    ['camera', 'createDeviceAccount', { device: 'camera/CAM-1' }],
    ['gateway', 'createGatewayAccount', { label: 'gateway', patterns: ['sensor/NK-*', 'camera/NK-1'] }],
    ['system of one unit', 'createSystemAccount', { system: 'oneStop', units: [HERE] }],
    ['system', 'createSystemAccount', { system: 'lgsp', units: ['*'] }],
    ['ended', 'createDeviceAccount', { device: 'sensor/ENDED-1' }],
  ] as const) {
    const made = (await ask(command, input)) as unknown as { account: { name: string }; secret: string }
    accounts[name] = { username: made.account.name, password: made.secret }
  }
  await ask('endMqttAccount', { account: accounts.ended?.username ?? '' })
  const { username, password: secret } = accounts.device ?? { username: '', password: '' }
  const asBasic = `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
  const auth = { token: secret }
  callers.push(
    { called: 'a device', is: undefined, grants: [], headers: () => ({ authorization: `Bearer ${secret}` }), auth },
    { called: 'a device, by name', is: undefined, grants: [], headers: () => ({ authorization: asBasic }), auth },
  )
}

async function connectDevice(name: string | undefined, clientId: string): Promise<MqttClient> {
  const account = name === undefined ? {} : accounts[name]
  const client = await mqtt.connectAsync(hub.mqtt, { ...account, clientId, reconnectPeriod: 0 }, false)
  client.on('error', () => undefined)
  clients.push(client)
  return client
}

async function meetDevices(): Promise<void> {
  const feeder = await connectDevice('feeder', 'feeder')
  const say = (topic: string, body: object | Buffer) =>
    feeder.publishAsync(`ioc/v1/${topic}`, Buffer.isBuffer(body) ? body : JSON.stringify(body), { qos: 1 })
  for (const unit of [HERE, THERE] as const) {
    const { lng, lat } = units.byCode.get(unit) ?? { lng: 0, lat: 0 }
    const [sensor, camera] = [DEVICES.sensors[unit], DEVICES.cameras[unit]]
    const where = { commune: unit, lng, lat }
    await say(`sensor/${sensor}/announce`, { ...where, name: sensor, kind: 'waterLevel', every: 60 })
    await say(`sensor/${sensor}/reading`, { at: Date.now(), values: { level: 2.6 } })
    await say(`camera/${camera}/announce`, { ...where, name: camera, noticePosted: true })
    await say(`camera/${camera}/frame`, PICTURE)
  }
}

/** Whether the table lets somebody do something in a unit. */
function holds({ grants }: Caller, permission: Permission, unit: string): boolean {
  return grants.some(
    ({ role, place }) =>
      (ROLES[role].may as readonly Permission[]).includes(permission) &&
      (PERMISSIONS[permission].reach === 'place' || place === CITY) &&
      isWithin(unit, place),
  )
}

function isWithin(unit: string, place: string): boolean {
  for (let at: string | null = unit; at !== null; at = units.byCode.get(at)?.parent ?? null)
    if (at === place) return true
  return false
}

const holdsAnywhere = (caller: Caller, permission: Permission) =>
  caller.grants.some(({ place }) => holds(caller, permission, place))

type Verdict = 'signInFirst' | 'peopleOnly' | 'clearPendingFirst' | 'forbidden' | 'passes'

/** What the gate should say to somebody who asks or commands something in a place. */
function expected(
  caller: Caller,
  { do: needed, peopleOnly, whilePending }: Pick<Command, 'do' | 'peopleOnly' | 'whilePending'>,
  asked: string | undefined,
): Verdict {
  if (needed === 'public') return 'passes'
  if (caller.is === undefined) return 'signInFirst'
  if (needed === 'self' && caller.is !== 'person') return 'peopleOnly'
  if (needed === 'self') return caller.isPending === true && whilePending !== true ? 'clearPendingFirst' : 'passes'
  const isAllowed =
    asked === EVERYWHERE || asked === REACH
      ? holdsAnywhere(caller, needed)
      : holds(caller, needed, asked === undefined || asked === WHOLE_CITY ? CITY : asked)
  if (!isAllowed) return 'forbidden'
  return peopleOnly === true && caller.is !== 'person' ? 'peopleOnly' : 'passes'
}

const GATE: readonly string[] = ['signInFirst', 'peopleOnly', 'clearPendingFirst', 'forbidden'] satisfies Verdict[]
const verdictOf = (code: unknown): Verdict => (GATE.includes(String(code)) ? (code as Verdict) : 'passes')

const exampleCity = (unit: string = HERE) => ({
  ...{ today, weekAgo: addDays(today, -7), city: CITY },
  sensor: DEVICES.sensors[unit] ?? 'MN-1',
  camera: DEVICES.cameras[unit] ?? 'MC-1',
})

async function idOf({ headers }: Caller): Promise<string> {
  const { principal } = await (await fetch(`${hub.http}/api/v1/session`, { headers: headers() })).json()
  return principal?.id ?? ''
}

async function connectScreen({ headers, auth = {} }: Caller): Promise<Screen | string> {
  const extraHeaders = headers()
  const screen: Screen = io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    auth,
    extraHeaders,
  })
  screens.push(screen)
  return new Promise((resolve) => {
    screen.once('connect', () => resolve(screen))
    screen.once('connect_error', ({ message }) => resolve(message))
  })
}

/** Of everybody: what did not come as the table says. */
async function ofEverybody(differences: (caller: Caller) => Promise<unknown[]>): Promise<unknown[]> {
  const found = []
  for (const caller of callers) found.push(...(await differences(caller)).map((what) => [caller.called, what]))
  return found
}

it('everybody there is calls: nobody known, every role, programs, walls and devices', () => {
  const roles = new Set(callers.flatMap(({ grants }) => grants.map(({ role }) => role)))
  expect([...roles].sort()).toEqual(Object.keys(ROLES).sort())
  expect(new Set(callers.map(({ is }) => is))).toEqual(new Set([undefined, 'person', 'wall', 'token']))
})

describe('over HTTP', () => {
  it('every query passes whom the table lets', async () => {
    const isOfDevice = ({ path }: Query) => /^\/(sensors|cameras)\/\{id\}/.test(path)
    const found = await ofEverybody(async (caller) => {
      const differences = []
      for (const query of queries)
        for (const unit of 'unit' in query.query.shape || isOfDevice(query) ? [CITY, HERE, THERE] : [CITY]) {
          const url = new URL(`/api/v1${query.example(exampleCity(unit))}`, hub.http)
          if ('unit' in query.query.shape) url.searchParams.set('unit', unit)
          const response = await fetch(url, { headers: caller.headers() })
          const code = response.status === 200 ? undefined : (await response.json()).code
          const asked = query.place?.({ params: {}, query: { unit } }) ?? WHOLE_CITY
          const wanted = expected(caller, { do: query.ask }, asked)
          if (verdictOf(code) !== wanted) differences.push([query.path, unit, code, wanted])
          // Of a device elsewhere the answer is that there is none.
          const isThere = !isOfDevice(query) || unit === CITY || holds(caller, query.ask as Permission, unit)
          if (wanted === 'passes' && (response.status === 200) !== isThere && query.exampleIsInvented !== true)
            differences.push([query.path, unit, response.status])
        }
      return differences
    })
    expect(found).toEqual([])
  })

  it('health is told to everybody', async () => {
    const found = await ofEverybody(async ({ headers }) => {
      const answers = Object.values(HEALTH_QUERIES).map(({ path }) => fetch(hub.http + path, { headers: headers() }))
      return (await Promise.all(answers)).filter(({ ok }) => !ok)
    })
    expect(found).toEqual([])
  })

  it('a file is taken from whom the table lets', async () => {
    const found = await ofEverybody(async (caller) => {
      const response = await fetch(`${hub.http}/api/v1${UPLOAD.path}?name=a.png`, {
        method: 'POST',
        headers: { ...caller.headers(), 'content-type': 'application/octet-stream', 'x-ioc-command': '1' },
        body: 'no file of any kind',
      })
      const { code } = (await response.json()) as { code?: string }
      const wanted = expected(caller, UPLOAD, REACH)
      return verdictOf(code) === wanted && response.status < 500 ? [] : [[code, wanted]]
    })
    expect(found).toEqual([])
  })

  it('what is not declared is not there, and what is declared takes nothing but what it declares', async () => {
    const codeOf = async (path: string, method = 'GET') => {
      const response = await fetch(hub.http + path, { method, headers: witness })
      return [path, method, response.status, (await response.json()).code]
    }
    const declared = queries.map(({ path }) => path.replaceAll(/\{\w+\}/g, 'x'))
    const invented = declared
      .map((path) => `/api/v1${path}/x-y`)
      .filter((path) => !/^\/api\/v1\/(\w+)\/x-y$/.test(path))
    for (const path of [
      ...invented,
      '/api/v1',
      '/api/v1/nothing',
      '/api/v1/__proto__',
      '/api/v2/units',
      '/api/v1/sign-in',
    ])
      expect(await codeOf(path)).toEqual([path, 'GET', 404, 'unknownAddress'])
    for (const path of declared)
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(await codeOf(`/api/v1${path}`, method)).toEqual([`/api/v1${path}`, method, 405, 'readOnly'])
    const parameter = (query: Query) =>
      `${new URL(`/api/v1${query.example(exampleCity())}`, hub.http).pathname}?noSuch=1`
    for (const query of queries.filter(({ ask }) => ask === 'figures.see'))
      expect((await codeOf(parameter(query)))[2]).toBe(400)
    const { paths } = await (await fetch(`${hub.http}/api/v1/openapi.json`)).json()
    expect(Object.keys(paths).sort()).toEqual(
      [...queries, ...Object.values(HEALTH_QUERIES)].map(({ path }) => path).sort(),
    )
  })
})

/** Commands that end what the caller is known by: sent last. */
const ENDS_SESSION = new Set(['signOut', 'signInAs', 'openDemoWall'])
const inOrder = commands.toSorted(([a], [b]) => Number(ENDS_SESSION.has(a)) - Number(ENDS_SESSION.has(b)))

describe('over a socket', () => {
  it('nobody comes in who is not known, and every feed is followed where the table lets', async () => {
    const found = await ofEverybody(async (caller) => {
      const screen = await connectScreen(caller)
      if (typeof screen === 'string') return caller.is === undefined && screen === SIGN_IN_FIRST ? [] : [screen]
      const differences: unknown[] = caller.is === undefined ? ['was let in'] : []
      for (const feed of Object.keys(FEEDS) as FeedName[])
        for (const unit of [CITY, DISTRICT, HERE, THERE]) {
          const reply = await screen.emitWithAck('subscribe', { feed, scope: { unit } })
          const { see } = FEEDS[feed]
          const may = see !== 'self' && holds(caller, see, unit)
          if (reply.ok !== may) differences.push([feed, unit, reply.ok, may])
          const keys = reply.ok ? fromColumns(feed, reply.snapshot.rows).map((row) => keyOf(feed, row)) : []
          const foreign = unit === THERE ? ['MN-1', 'MC-1'] : ['MN-2', 'MC-2']
          if (unit !== CITY && keys.some((key) => foreign.includes(key))) differences.push([feed, unit, keys])
          screen.emit('unsubscribe', { feed, scope: { unit } })
        }
      const id = await idOf(caller)
      for (const feed of Object.keys(FEEDS) as FeedName[])
        for (const person of [id, 'demo-nobody', ...(id === 'demo-leader' ? ['demo-lead'] : ['demo-leader'])]) {
          const { ok } = await screen.emitWithAck('subscribe', { feed, scope: { person } })
          const may = FEEDS[feed].see === 'self' && caller.is === 'person' && caller.grants.length > 0 && person === id
          if (ok !== may) differences.push([feed, person, ok, may])
        }
      for (const unit of [HERE, THERE] as const) {
        const { ok } = await screen.emitWithAck('watch', [DEVICES.cameras[unit] ?? ''])
        const may = holds(caller, 'cameras.watch', unit)
        if (ok !== may) differences.push(['watch', unit, ok, may])
      }
      screen.disconnect()
      return differences
    })
    expect(found).toEqual([])
  })

  it('every command passes whom the table lets, but none that sets a cookie', async () => {
    const found = await ofEverybody(async (caller) => {
      const screen = await connectScreen(caller)
      if (typeof screen === 'string') return []
      const differences = []
      for (const [name, declared] of inOrder) {
        const input = declared.example(exampleCity())
        const reply = await screen.emitWithAck('command', { name, input })
        const code = reply.ok ? undefined : reply.code
        if (declared.session === true) {
          if (code !== 'httpOnly') differences.push([name, code, 'httpOnly'])
          continue
        }
        const wanted = expected(caller, declared, await declared.place?.(input, KNOWN_CITY))
        if (verdictOf(code) !== wanted) differences.push([name, code, wanted])
      }
      screen.disconnect()
      return differences
    })
    expect(found).toEqual([])
  })

  it('what is not declared is refused, and stands in the log', async () => {
    const auth = { token: witness.authorization.slice('Bearer '.length) }
    const screen = await connectScreen({ called: 'witness', is: 'token', grants: [], headers: () => ({}), auth })
    if (typeof screen === 'string') throw new Error(screen)
    const say = (event: unknown, ...given: unknown[]) =>
      (screen as unknown as Socket).timeout(5_000).emitWithAck(event as string, ...given)
    for (const event of ['broadcast', 'join', 'delta', 'frame', 'ended', '__proto__', 'constructor', '', 7])
      expect([event, await say(event, { room: 'x' })]).toMatchObject([event, { ok: false }])
    // Nothing is left without an answer, whatever stands where the request should.
    for (const event of Object.keys(SOCKET_EVENTS))
      for (const given of [[], [7], [1, 2, 3]])
        expect([event, given, await say(event, ...given)]).toMatchObject([event, given, { ok: false }])
    for (const name of ['noSuch', '__proto__', 'constructor', 'toString'])
      expect(await say('command', { name, input: {} })).toMatchObject({ ok: false, code: 'unknownCommand' })
    for (const feed of ['noSuch', '__proto__', 'constructor'])
      expect(await say('subscribe', { feed, scope: { unit: CITY } })).toMatchObject({ ok: false })
    screen.disconnect()
    const { entries } = await until(async () => {
      const response = await fetch(`${hub.http}/api/v1/audit?did=say`, { headers: witness })
      const log = (await response.json()) as { entries: { input: unknown; result: string }[] }
      return log.entries.length > 0 && log
    })
    expect(entries).toContainEqual(expect.objectContaining({ input: { event: '"broadcast"' }, result: 'undeclared' }))
  })
})

describe('commands over HTTP', () => {
  it('every one is carried out by the hub, and passes whom the table lets', async () => {
    const found = await ofEverybody(async (caller) => {
      const differences = []
      for (const [name, declared] of inOrder) {
        const input = declared.example(exampleCity())
        const response = await fetch(`${hub.http}/api/v1/commands/${name}`, {
          method: 'POST',
          headers: { ...caller.headers(), 'content-type': 'application/json', 'x-ioc-command': '1' },
          body: JSON.stringify(input),
        })
        const { code } = (await response.json()) as { code?: string }
        const wanted = expected(caller, declared, await declared.place?.(input, KNOWN_CITY))
        if (verdictOf(code) !== wanted || code === 'unknownCommand' || code === 'internal')
          differences.push([name, code, wanted])
        // Who has ended the own session is nobody known from then on.
        if (name === 'signOut' && response.ok) break
      }
      return differences
    })
    expect(found).toEqual([])
  })

  it('what is not declared is not there', async () => {
    for (const name of ['noSuch', '__proto__', 'constructor', 'hasOwnProperty']) {
      const headers = { 'content-type': 'application/json', 'x-ioc-command': '1' }
      const response = await fetch(`${hub.http}/api/v1/commands/${name}`, { method: 'POST', headers, body: '{}' })
      expect([name, response.status, (await response.json()).code]).toEqual([name, 404, 'unknownCommand'])
    }
  })
})

/** Every topic that is declared, of devices that an account speaks for and others. A kind that is added here does not compile until it is told. */
const SENSOR_SAYS: Readonly<Record<SensorMessage, true>> = { announce: true, status: true, reading: true }
const CAMERA_SAYS: Readonly<Record<CameraMessage, true>> = { announce: true, status: true, frame: true, count: true }
const TOPICS: { readonly [Is in Topic['is']]: readonly Extract<Topic, { is: Is }>[] } = {
  sensor: ['TG-1', 'NK-7', 'GHOST'].flatMap((id) =>
    (Object.keys(SENSOR_SAYS) as SensorMessage[]).map((message) => ({ is: 'sensor' as const, id, message })),
  ),
  camera: ['CAM-1', 'NK-1', 'NK-2'].flatMap((id) =>
    (Object.keys(CAMERA_SAYS) as CameraMessage[]).map((message) => ({ is: 'camera' as const, id, message })),
  ),
  statistics: ['oneStop', 'lgsp'].flatMap((system) =>
    [HERE, THERE].map((unit) => ({ is: 'statistics' as const, system, unit })),
  ),
  event: ['oneStop', 'lgsp'].flatMap((system) => [HERE, THERE].map((unit) => ({ is: 'event' as const, system, unit }))),
  link: ['oneStop', 'lgsp'].map((system) => ({ is: 'link' as const, system, link: 'ngsp' })),
  hub: [{ is: 'hub', id: 'hub-1' }],
}

/** Which topics each account may speak on, in its own words. */
const SPEAKS: Readonly<Record<string, (topic: Topic) => boolean>> = {
  device: (topic) => topic.is === 'sensor' && topic.id === 'TG-1',
  camera: (topic) => topic.is === 'camera' && topic.id === 'CAM-1',
  gateway: (topic) => (topic.is === 'sensor' && topic.id === 'NK-7') || (topic.is === 'camera' && topic.id === 'NK-1'),
  'system of one unit': (topic) =>
    (topic.is === 'statistics' || topic.is === 'event') && topic.system === 'oneStop' && topic.unit === HERE,
  system: (topic) =>
    (topic.is === 'statistics' || topic.is === 'event' || topic.is === 'link') && topic.system === 'lgsp',
  // Whoever has no account may announce what no account speaks for, and no more.
  stranger: (topic) =>
    (topic.is === 'sensor' && topic.id === 'GHOST' && topic.message === 'announce') ||
    (topic.is === 'camera' && topic.id === 'NK-2' && topic.message === 'announce'),
}
/** Reasons of the broker's gate; whatever else a message is refused for, it had passed. */
const NOT_LET_SPEAK = ['notItsOwn', 'spokenFor', 'unknownDevice', 'hubTopic', 'foreignTopic']

describe('over MQTT', () => {
  it('every topic is taken from whom it belongs to, and from nobody else', async () => {
    const topics = Object.values(TOPICS).flat()
    const sourceFor = (topic: Topic) => sourceOf(topic) ?? UNKNOWN_SOURCE
    for (const name of Object.keys(SPEAKS)) {
      const client = await connectDevice(name === 'stranger' ? undefined : name, name)
      // What is no message of any topic shows how far it comes: it is refused by the gate, or by whoever reads it.
      for (const topic of topics) await client.publishAsync(formatTopic(topic), '{no message', { qos: 1 })
    }
    const rows = await until(async () => {
      const response = await fetch(`${hub.http}/api/v1/quarantine`, { headers: witness })
      const { quarantined } = (await response.json()) as { quarantined: Quarantined[] }
      const ours = quarantined.filter(({ client }) => client !== null && client in SPEAKS)
      const times = ours.reduce((sum, { count }) => sum + count, 0)
      return times >= topics.length * Object.keys(SPEAKS).length && ours
    })
    for (const [name, speaks] of Object.entries(SPEAKS))
      for (const source of new Set(topics.map(sourceFor))) {
        const refused = rows.filter(
          (row) => row.client === name && row.source === source && NOT_LET_SPEAK.includes(row.reason),
        )
        const mayNot = topics.filter((topic) => sourceFor(topic) === source && !speaks(topic))
        const times = refused.reduce((sum, { count }) => sum + count, 0)
        expect([name, source, times]).toEqual([name, source, mayNot.length])
      }
  })

  it('only a device hears, and only what is said under its own id', async () => {
    const filters = [
      '#',
      '+/+/#',
      'ioc/v1/#',
      'ioc/v1/sensor/+/reading',
      'ioc/v1/hub/hub-1/status',
      '$SYS/#',
      'ioc/v1/sensor/NK-7/reading',
    ]
    for (const name of Object.keys(SPEAKS)) {
      const client = await connectDevice(name === 'stranger' ? undefined : name, `hears-${name.replaceAll(' ', '-')}`)
      for (const filter of [...filters, 'ioc/v1/sensor/TG-1/reading']) {
        const isHeard = await client.subscribeAsync(filter).then(
          (granted) => granted.every(({ qos }) => qos < 128),
          () => false,
        )
        const isOwn = name === 'device' && filter === 'ioc/v1/sensor/TG-1/reading'
        expect([name, filter, isHeard]).toEqual([name, filter, isOwn])
      }
    }
  })

  it('nobody connects by an account that has ended, by another’s secret, or by what opens the other doors', async () => {
    const token = callers.find(({ called }) => called === `token: admin of ${CITY}`)?.auth?.token as string
    const { username = '', password = '' } = accounts.device ?? {}
    for (const login of [
      accounts.ended,
      { username, password: accounts.camera?.password },
      { username: 'token', password: token },
      { username: 'quan-tri', password: token },
      { username: token, password },
    ])
      await expect(
        mqtt.connectAsync(hub.mqtt, { ...login, reconnectPeriod: 0 } as mqtt.IClientOptions, false),
      ).rejects.toThrow(/bad username or password|not authorized/i)
  })
})
