import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import mqtt, { type MqttClient } from 'mqtt'
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import type * as z from 'zod'
import type { Command } from '../../domain/commands/command.ts'
import { COMMANDS } from '../../domain/commands/index.ts'
import { FEEDS } from '../../domain/feeds/index.ts'
import { UPLOAD } from '../../domain/files/upload.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import {
  CameraAnnounce,
  CameraCount,
  LinkReport,
  Reading,
  SensorAnnounce,
  Statistic,
  Status,
  SystemEvent,
} from '../../domain/messages.ts'
import { PERSON_ROLES } from '../../domain/people/person.ts'
import { HEALTH_QUERIES, QUERIES } from '../../domain/queries/index.ts'
import type { Query } from '../../domain/queries/query.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import { SOCKET_EVENTS } from '../../domain/socketEvents.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { dayOf } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { visitor } from '../support/signIn.ts'
import { anything, arbitraryOf } from './arbitrary.ts'

/** What went wrong, with what makes it happen again. */
export interface Finding {
  readonly what: string
  readonly with: unknown
}

export interface FuzzResult {
  readonly seed: number
  /** How many of each kind were sent. */
  readonly sent: Readonly<Record<string, number>>
  /** How many of each status, or of `ok` and codes, were answered. */
  readonly answers: Readonly<Record<string, number>>
  readonly findings: readonly Finding[]
  /** What the hub held after a collection, bytes: after the first third, and at the end. */
  readonly heap: { readonly early: number; readonly late: number }
}

const ANSWER_WITHIN_MS = 20_000
const BATCH = 24
const units = UNIT_TREES['2021']
const codes = [units.city.code, ...units.communes.slice(0, 3).map(({ code }) => code), '99999']
const today = dayOf(Date.now())
const at = () => new Date().toISOString()

/** Texts that mean something, by the name of the field they stand in. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  ...{ unit: codes, place: codes, commune: codes, units: [...codes, '*'] },
  ...{
    id: ['MN-1', 'MC-1', 'onTimeRate', 'oneStop', 'E-1', '1'],
    system: Object.keys(SYSTEMS),
    kpi: Object.keys(KPIS),
  },
  ...{ kind: Object.keys(SENSOR_KINDS), feed: Object.keys(FEEDS), role: PERSON_ROLES },
  ...{ from: [today, '2026-01-01', at()], to: [today, at()], day: [today, '2026-11-30'], period: [today], at: [at()] },
  ...{
    device: ['sensor/MN-1', 'camera/MC-1', 'sensor/NEW-1'],
    user: ['truc-ban', 'an.nguyen'],
    person: ['demo-leader'],
  },
  ...{ account: ['sensor-MN-1'], patterns: ['sensor/MN-*'], threshold: ['waterLevel/alert1'], camera: ['MC-1'] },
  ...{ values: ['level', 'laeq', 'pm25'], counts: ['received', 'resolvedOnTime'], quantity: ['level'] },
  ...{ name: ['Trạm', 'signIn', 'acknowledgeAlert'], limit: ['1', '20'], points: ['10'], open: ['true'] },
}
const words = (field: string) => WORDS[field] ?? []

type Json = Readonly<Record<string, unknown>>
const queries: readonly Query[] = [...Object.values(QUERIES), ...Object.values(HEALTH_QUERIES)]
const isAtRoot = (query: Query) => Object.values<Query>(HEALTH_QUERIES).includes(query)

const aQuery = fc.constantFrom(...queries).chain((query) =>
  fc.record({
    query: fc.constant(query),
    params: arbitraryOf(query.params, words) as fc.Arbitrary<Json | null>,
    asked: arbitraryOf(query.query, words) as fc.Arbitrary<Json | null>,
    method: fc.oneof(
      { weight: 20, arbitrary: fc.constant('GET') },
      { weight: 1, arbitrary: fc.constantFrom('HEAD', 'POST', 'PUT') },
    ),
  }),
)
const aCommand = fc.constantFrom(...Object.entries<Command>(COMMANDS)).chain(([name, command]) =>
  fc.record({
    name: fc.constant(name),
    input: arbitraryOf(command.input, words),
    key: fc.option(fc.constantFrom('k-1', 'k-2', 'x'.repeat(300), 'khóa'), { freq: 4 }),
    /** What is sent in place of JSON. */
    raw: fc.option(fc.constantFrom('', '{', '[]', 'null', '"a"', '{"a":1}}', '\u0000', '['.repeat(30_000)), {
      freq: 12,
    }),
  }),
)
const aCommandSent = aCommand.map(({ name, input }) => ({ event: 'command', given: [{ name, input }] }))
const anEvent = fc.constantFrom(...Object.entries<z.ZodType>(SOCKET_EVENTS)).chain(([event, schema]) =>
  fc.oneof(
    { weight: 6, arbitrary: arbitraryOf(schema, words).map((one) => ({ event, given: [one] })) },
    { weight: 1, arbitrary: fc.array(anything, { maxLength: 4 }).map((given) => ({ event, given })) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.string(), anything).map(([name, one]) => ({ event: `x${name}`, given: [one] })),
    },
    { weight: 6, arbitrary: aCommandSent },
  ),
)

const one = (...names: string[]) => fc.constantFrom(...names)
const many = (schema: z.core.$ZodType) => {
  const item = arbitraryOf(schema, words)
  return fc.oneof({ weight: 3, arbitrary: item }, { weight: 1, arbitrary: fc.array(item, { maxLength: 30 }) })
}
/** A JPEG's beginning, whose rest is whatever comes. */
const picture = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), bytes, Buffer.from('ffd9', 'hex')]))
const sensor = one('MN-1', 'MN-2', 'MN-3')
const camera = one('MC-1', 'MC-2')
const unit = one(...codes)
const system = one('oneStop', 'training', 'lgsp', 'toString')
const told = fc.oneof(
  fc.tuple(
    sensor.map((id) => `sensor/${id}/announce`),
    arbitraryOf(SensorAnnounce, words),
  ),
  fc.tuple(
    sensor.map((id) => `sensor/${id}/status`),
    arbitraryOf(Status, words),
  ),
  fc.tuple(
    sensor.map((id) => `sensor/${id}/reading`),
    many(Reading),
  ),
  fc.tuple(
    camera.map((id) => `camera/${id}/announce`),
    arbitraryOf(CameraAnnounce, words),
  ),
  fc.tuple(
    camera.map((id) => `camera/${id}/status`),
    arbitraryOf(Status, words),
  ),
  fc.tuple(
    camera.map((id) => `camera/${id}/count`),
    arbitraryOf(CameraCount, words),
  ),
  fc.tuple(
    camera.map((id) => `camera/${id}/frame`),
    picture,
  ),
  fc.tuple(
    fc.tuple(system, unit).map(([a, b]) => `statistics/${a}/${b}`),
    many(Statistic),
  ),
  fc.tuple(
    fc.tuple(system, unit).map(([a, b]) => `event/${a}/${b}`),
    arbitraryOf(SystemEvent, words),
  ),
  fc.tuple(
    system.map((a) => `link/${a}/ngsp`),
    arbitraryOf(LinkReport, words),
  ),
  fc.tuple(
    one('hub/hub-1/status', 'sensor/__proto__/reading', 'sensor//x', `sensor/${'x'.repeat(300)}/reading`),
    anything,
  ),
)
const aMessage = fc.record({
  told,
  retain: fc.boolean(),
  /** What is done to the bytes on their way. */
  change: fc.constantFrom('none', 'none', 'none', 'none', 'cut', 'flip', 'empty'),
})

/** Addresses beside the declared ones. */
const anAddress = fc.tuple(
  fc.constantFrom(
    '/api?show=',
    '/api?lang=',
    '/api/v1/openapi.json?lang=',
    '/api/v1/sign-in/oidc?to=',
    '/map/',
    '/wall?',
    '/',
    '/api/v1/',
  ),
  fc.oneof(fc.constantFrom(...Object.keys(QUERIES), 'Sensors', 'Audit', 'vi', '//evil.example'), anything),
)

/** Files: beginnings that are known, with whatever comes behind them. */
const aFile = fc.record({
  query: arbitraryOf(UPLOAD.query, words) as fc.Arbitrary<Json | null>,
  bytes: fc
    .tuple(
      fc.constantFrom('ffd8ffe0', '89504e470d0a1a0a', '25504446', '504b0304', '1a45dfa3', '4f676753', ''),
      fc.uint8Array({ maxLength: 400 }),
    )
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'hex'), rest])),
})

/** Bytes of the protocols under the socket: nothing that a page of ours would send. */
const aFrame = fc.oneof(
  fc.constantFrom(
    '4',
    '40',
    '41',
    '42',
    '42[',
    '42[]',
    '42["subscribe"]',
    '421["watch",{}]',
    '43[]',
    '44',
    '45',
    '451-["x",{"_placeholder":true,"num":0}]',
  ),
  fc.constantFrom(
    '42["command",{"name":"signOut"}]',
    '0{}',
    '1',
    '2probe',
    '3',
    '5',
    '6',
    '9',
    `42["subscribe",${'['.repeat(20_000)}`,
  ),
  fc.string({ maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }),
)

/**
 * Sends what declared doors may be given, and what they may not, to a hub of its own, and looks whether it lives, answers everything, and never with
 * a fault of its own.
 */
export async function fuzz({
  ms,
  seed,
  tell,
}: {
  ms: number
  seed: number
  tell(line: string): void
}): Promise<FuzzResult> {
  const findings: Finding[] = []
  const [sent, answers] = [new Map<string, number>(), new Map<string, number>()]
  const count = (of: Map<string, number>, what: string) => void of.set(what, (of.get(what) ?? 0) + 1)
  const find = (what: string, withWhat: unknown) => {
    if (findings.length < 50) findings.push({ what, with: withWhat })
  }
  const { hub, child, heap, stop } = await startHubProcess(find)
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const callers = await createCallers(hub)
  const broker = await connectBroker(hub.mqtt)
  const screens = callers.filter(({ isKnown }) => isKnown).map((who) => ({ who, screen: createScreen(hub.http) }))

  async function ask({ query, params, asked, method }: FromArbitrary<typeof aQuery>, caller: Caller): Promise<void> {
    const path = query.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => percent(asText(params?.[name])))
    const search = Object.entries(asked ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value])
        .filter((each) => each !== undefined)
        .map((each) => `${percent(name)}=${percent(asText(each))}`),
    )
    const address = `${isAtRoot(query) ? '' : '/api/v1'}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`
    const { status, body } = await send(address, { method, headers: caller.headers() })
    count(answers, String(status))
    if (status >= 500 && query.path !== '/readyz')
      find(`${method} answered ${status}`, { address, body, caller: caller.name })
    if (status === 401 && caller.isKnown) await caller.comeAgain()
  }

  async function look([before, after]: FromArbitrary<typeof anAddress>, caller: Caller): Promise<void> {
    const address = before + percent(asText(after))
    const { status, body } = await send(address, { method: 'GET', headers: caller.headers() })
    count(answers, String(status))
    // Screens are there once they have been built.
    if (status >= 500 && !body.includes('notBuilt'))
      find(`GET answered ${status}`, { address, body, caller: caller.name })
  }

  async function upload({ query, bytes }: FromArbitrary<typeof aFile>, caller: Caller): Promise<void> {
    const headers = { ...caller.headers(), 'x-ioc-command': '1', origin: hub.http, 'content-type': 'image/jpeg' }
    const search = Object.entries(query ?? {}).map(([name, value]) => `${percent(name)}=${percent(asText(value))}`)
    const address = `/api/v1${UPLOAD.path}?${search.join('&')}`
    const { status, body } = await send(address, { method: 'POST', headers }, bytes)
    count(answers, String(status))
    if (status >= 500)
      find(`a file was answered ${status}`, { address, bytes: bytes.toString('hex'), body, caller: caller.name })
    if (status === 401 && caller.isKnown) await caller.comeAgain()
  }

  async function command({ name, input, key, raw }: FromArbitrary<typeof aCommand>, caller: Caller): Promise<void> {
    const headers = {
      ...caller.headers(),
      ...{ 'content-type': 'application/json', 'x-ioc-command': '1', origin: hub.http },
      ...(key !== null && { 'idempotency-key': Buffer.from(key).toString('latin1') }),
    }
    const text = raw ?? JSON.stringify(input) ?? ''
    const { status, body } = await send(`/api/v1/commands/${name}`, { method: 'POST', headers }, text)
    count(answers, String(status))
    if (status >= 500) find(`${name} answered ${status}`, { text, body, caller: caller.name })
    if (status === 401 && caller.isKnown) await caller.comeAgain()
  }

  function send(path: string, options: { method: string; headers: Record<string, string> }, body?: string | Buffer) {
    return new Promise<{ status: number; body: string }>((done) => {
      const asking = request(hub.http + path, { ...options, agent, timeout: ANSWER_WITHIN_MS }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => void chunks.push(chunk))
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8', 0, 300) }),
        )
      })
      asking.on('timeout', () => {
        find('was not answered', { path, body: body?.toString('latin1') })
        asking.destroy()
      })
      // A line that ends where a body was too large is an answer as well.
      asking.on('error', (error) => done({ status: 0, body: error.message }))
      asking.end(body)
    })
  }

  async function say({ event, given }: FromArbitrary<typeof anEvent>, screen: Socket, who: Caller): Promise<void> {
    if (!screen.connected && !(await connects(screen, who))) {
      // The session has ended: somebody signs in again.
      await who.comeAgain()
      return count(answers, 'socket not let in')
    }
    const ended = new Promise<'ended'>((done) => void screen.once('disconnect', () => done('ended')))
    const answered = screen
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck(event, ...given)
      .then(
        (reply: { ok?: boolean; code?: string }) => reply,
        () => undefined,
      )
    const reply = await Promise.race([answered, ended])
    screen.removeAllListeners('disconnect')
    if (reply === 'ended') return count(answers, 'socket ended')
    count(answers, reply?.ok === true ? 'socket ok' : 'socket refused')
    if (reply === undefined) find('a screen was not answered', { event, given })
    if (reply?.code === 'internal' || reply?.code === 'notWritten')
      find(`a screen was answered ${reply.code}`, { event, given })
  }

  function underTheSocket(frames: FromArbitrary<typeof aFrame>[], { headers }: Caller): Promise<void> {
    return new Promise((done) => {
      const line = new WebSocket(`${hub.http.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
        headers: headers(),
      })
      line.on('error', () => done())
      line.on('close', () => done())
      line.on('open', () => {
        for (const frame of frames) line.send(frame)
        line.close()
      })
    })
  }

  async function publish({ told: [topic, body], retain, change }: FromArbitrary<typeof aMessage>): Promise<void> {
    const whole = Buffer.isBuffer(body)
      ? body
      : Buffer.from((topic.endsWith('/status') && typeof body === 'string' ? body : JSON.stringify(body)) ?? '')
    const payload = Buffer.from(
      change === 'empty' ? '' : change === 'cut' ? whole.subarray(0, whole.length >> 1) : whole,
    )
    const middle = payload.length >> 1
    if (change === 'flip' && payload.length > 0) payload[middle] = (payload[middle] ?? 0) ^ 0xa5
    const taken = broker.publishAsync(`ioc/v1/${topic}`, payload, { qos: 1, retain }).then(() => true)
    const isTaken = await Promise.race([taken, late()])
    count(answers, 'mqtt acknowledged')
    if (!isTaken) find('a message was not acknowledged', { topic, payload: payload.toString('latin1') })
  }

  const end = performance.now() + ms
  const warm = performance.now() + ms / 3
  let early: number | undefined
  let round = 0
  const sample = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { seed: seed + round, numRuns: BATCH })
  const caller = (n: number) => callers[n % callers.length] as Caller
  const inTurn = async <T>(name: string, things: readonly T[], each: (thing: T, n: number) => Promise<void>) => {
    for (const _ of things) count(sent, name)
    await Promise.all(things.map(each))
  }
  try {
    while (performance.now() < end && child.exitCode === null) {
      await inTurn('queries', sample(aQuery), (thing, n) => ask(thing, caller(n)))
      await inTurn('addresses', sample(anAddress).slice(0, 6), (thing, n) => look(thing, caller(n)))
      await inTurn('files', sample(aFile).slice(0, 4), (thing, n) => upload(thing, caller(n)))
      await inTurn('commands', sample(aCommand), (thing, n) => command(thing, caller(n)))
      await inTurn('screens', screens, async ({ who, screen }, n) => {
        for (const thing of sample(anEvent).slice(6 * n, 6 * n + 6)) {
          count(sent, 'events')
          await say(thing, screen, who)
        }
      })
      await inTurn('messages', sample(aMessage), publish)
      if (round % 8 === 0)
        await inTurn('frames', [sample(aFrame).slice(0, 6)], (frames) => underTheSocket(frames, caller(round)))
      round++
      if (early === undefined && performance.now() > warm) {
        early = await heap()
        tell(`${round} rounds; ${findings.length} findings; the hub holds ${megabytes(early)} MB`)
      }
    }
    if (child.exitCode !== null) find('the hub has ended', { exitCode: child.exitCode })
    const { status } = await send('/healthz', { method: 'GET', headers: {} })
    if (status !== 200) find('the hub does not say that it lives', { status })
    const late = child.exitCode === null ? await heap() : Number.NaN
    tell(`${round} rounds; ${findings.length} findings; the hub holds ${megabytes(late)} MB`)
    return {
      ...{ seed, findings, heap: { early: early ?? Number.NaN, late } },
      ...{ sent: Object.fromEntries(sent), answers: Object.fromEntries(answers) },
    }
  } finally {
    for (const { screen } of screens) screen.disconnect()
    await broker.endAsync(true)
    agent.destroy()
    await stop()
  }
}

type FromArbitrary<A> = A extends fc.Arbitrary<infer T> ? T : never
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** As it may stand in an address; of half a pair of characters, the bytes that UTF-8 does not allow. */
function percent(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return '%ED%A0%80'
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 6_000) : String(JSON.stringify(value)).slice(0, 6_000)
}

const late = () => new Promise<false>((done) => setTimeout(() => done(false), ANSWER_WITHIN_MS).unref())

/** @returns whether the hub lets it in */
function connects(screen: Socket, { headers }: Caller): Promise<boolean> {
  Object.assign(screen.io.opts, { extraHeaders: headers() })
  return new Promise((done) => {
    const end = (isIn: boolean) => {
      screen.removeAllListeners('connect')
      screen.removeAllListeners('connect_error')
      done(isIn)
    }
    screen.once('connect', () => end(true))
    screen.once('connect_error', () => end(false))
    screen.connect()
  })
}

/** Somebody who calls; `comeAgain` when the hub no longer knows them. */
interface Caller {
  readonly name: string
  readonly isKnown: boolean
  headers(): Record<string, string>
  comeAgain(): Promise<void>
}

async function createCallers(hub: { readonly http: string }): Promise<Caller[]> {
  const people = await Promise.all(
    ['lanh-dao', 'truong-ca', 'can-bo', 'quan-tri'].map(async (user): Promise<Caller> => {
      let browser = visitor(hub)
      const comeAgain = async () => {
        browser = visitor(hub)
        await browser.command('signInAs', { user })
      }
      await comeAgain()
      return { name: user, isKnown: true, headers: () => ({ cookie: browser.cookie(), origin: hub.http }), comeAgain }
    }),
  )
  const nobody = { name: 'nobody', isKnown: false, headers: () => ({}), comeAgain: async () => undefined }
  return [...people, nobody]
}

function createScreen(url: string): Socket {
  return io(url, { transports: ['websocket'], forceNew: true, reconnection: false, autoConnect: false })
}

async function connectBroker(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 100, clientId: 'fuzz' })
  client.on('error', () => undefined)
  return client
}

/** A hub in a process of its own; what it logs as an error is a finding. */
async function startHubProcess(find: (what: string, withWhat: unknown) => void): Promise<{
  hub: { http: string; mqtt: string }
  child: ChildProcess
  heap(): Promise<number>
  stop(): Promise<void>
}> {
  const child = fork(join(import.meta.dirname, 'hubProcess.ts'), [], {
    ...{ execArgv: ['--import', 'tsx', '--expose-gc'], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    env: { ...process.env, IOC_TEST_LOG: 'error' },
  })
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface(stream).on('line', (line) => find('the hub logged an error', line.slice(0, 2_000)))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the hub has ended with ${code} before it could be used`)
  })
  const begun = once(child, 'message') as Promise<[{ ready: { http: string; mqtt: string } }]>
  const [{ ready }] = await Promise.race([begun, ended])
  ended.catch(() => undefined)
  return {
    hub: ready,
    child,
    async heap() {
      child.send('heap')
      const [{ heap }] = (await once(child, 'message')) as [{ heap: number }]
      return heap
    },
    async stop() {
      if (child.exitCode !== null) return
      child.send('stop')
      await once(child, 'exit')
    },
  }
}
