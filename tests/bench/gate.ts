import type { IncomingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import pino from 'pino'
import type { Principal } from '../../domain/access/principal.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { createAccounts } from '../../server/accounts/accounts.ts'
import { hashOfSecret, randomSecret } from '../../server/accounts/secrets.ts'
import { createCity } from '../../server/city/city.ts'
import { createPicture } from '../../server/city/picture.ts'
import { systemClock } from '../../server/clock.ts'
import { createAudit } from '../../server/gate/audit.ts'
import { createHttpGate } from '../../server/gate/http.ts'
import { createPeers } from '../../server/gate/peers.ts'
import { createReach } from '../../server/gate/reach.ts'
import { parse } from '../../server/http/route.ts'
import { sensorRoutes } from '../../server/http/sensors.ts'
import { createFanout } from '../../server/realtime/fanout.ts'
import { createScopesOf } from '../../server/realtime/scope.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { openPage, signInAsLeader, visitor } from '../support/signIn.ts'
import { announceSensors, connectMqtt, median, publishSteadily, quantile, report, startChild, wait } from './harness.ts'
import { CONNECTIONS, ingestRates } from './ingest.ts'
import { probeLatency } from './latency.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const SENSORS = 2_000
const RUNS = 7
const REQUESTS = 20_000
const CHANGES = 200_000
const HTTP_REQUESTS = 2_000

/** What it costs to ask of every request, delta and message who it is of and whether they may: each beside the same without the question. */
export async function benchGate(): Promise<void> {
  const request = await requests()
  const hub = await startBuiltHub()
  await announceAll(hub.mqtt)
  const whole = await overHttp(hub.http)
  await hub.stop()
  report(
    'a request: who asks, permission, place, and what the log notes',
    `${(request.gated - request.bare).toFixed(1)} µs`,
    `the same request over HTTP ${whole.toFixed(0)} µs without it ${(whole - request.gated + request.bare).toFixed(0)} µs`,
    (whole - request.gated + request.bare) / whole,
  )
  const delta = deltas()
  report(
    'a change told to 83 communes and the city, each its own',
    `${delta.scoped.toFixed(2)} µs`,
    `to the city alone ${delta.city.toFixed(2)} µs`,
    delta.city / delta.scoped,
  )
  await messages()
  await toTheDom()
}

function citySized() {
  const picture = createPicture()
  const city = createCity({ edition: '2021', clock: systemClock, picture })
  for (let n = 0; n < SENSORS; n++) {
    const { code: commune } = units.communes[n % units.communes.length] ?? units.city
    const sensor = { id: `B-${n}`, kind: 'noise', name: `B-${n}`, commune, lng: 105.7, lat: 10, everyMs: 1_000 }
    city.apply({ is: 'sensorAnnounce', sensor: { ...sensor, simulated: true } })
  }
  return { picture, city }
}

/** µs of one request without the line: in the gate, and by its handler alone. */
async function requests(): Promise<{ gated: number; bare: number }> {
  const { city } = citySized()
  const secret = randomSecret()
  const now = Date.now()
  const person = {
    ...{ id: 'p-1', user: 'an', name: 'An', grants: [{ role: 'officer', place: '916' }] as const },
    ...{ createdAt: now, usedAt: null, lastSignInAt: now, totp: null, disabledAt: null, external: null },
    password: { hash: '', chosenAt: now, isFirst: false },
  }
  const session = {
    ...{ id: 's-1', hash: hashOfSecret(secret), person: 'p-1', startedAt: now, usedAt: now },
    ...{ address: '', agent: '' },
  }
  const log = pino({ level: 'silent' })
  const peers = createPeers([])
  const accounts = createAccounts({
    ...{ clock: systemClock, log, units, peers, limits: { idleMs: 3_600_000, longestMs: 36_000_000 } },
    rules: { min: 12, kinds: 1, days: null },
    store: {
      accounts: async () => ({ people: [person], sessions: [session], tokens: [], walls: [], revision: 1 }),
      accountsRevision: async () => 1,
      saveAccountUses: async () => undefined,
    },
  })
  await accounts.read()
  const gate = createHttpGate({
    ...{ principals: accounts, units, cameraUnit: () => undefined },
    audit: createAudit({ clock: systemClock, note: () => undefined }),
  })
  const routes = sensorRoutes({
    city,
    clock: systemClock,
    store: { series: async () => [], dataGaps: async () => [] } as never,
  })
  const route = routes.find(({ query }) => query.path === '/sensors/{id}')
  if (route === undefined) throw new Error('no such query')
  const headers: IncomingHttpHeaders = { cookie: `__Host-ioc=${secret}`, 'user-agent': 'bench' }
  const asking = { headers, socket: new Socket() }
  const given = { params: { id: 'B-0' }, query: {} }
  const anybody: Principal = { is: 'public', id: '', name: '', grants: [{ role: 'leader', place: CITY }] }
  const reach = createReach(anybody, 'devices.see', units)
  const gated = await microseconds(async () => {
    const principal = gate.principalOf(asking)
    await gate.answer(route, { ...given, principal, from: peers.fromOf(asking, 'http'), strict: true })
  })
  const bare = await microseconds(async () => {
    const input = { params: parse(route.query.params, given.params), query: parse(route.query.query, given.query) }
    await route.handle({ ...input, principal: anybody, reach })
  })
  await accounts.stop()
  return { gated, bare }
}

/** Of one time, the median of several runs. */
async function microseconds(once: () => Promise<void>): Promise<number> {
  const runs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    for (let n = 0; n < REQUESTS; n++) await once()
    runs.push(((performance.now() - began) / REQUESTS) * 1_000)
  }
  return median(runs)
}

async function announceAll(mqtt: string): Promise<void> {
  const client = await connectMqtt(mqtt)
  await announceSensors(client, 100)
  await client.endAsync()
}

/** µs of one request of somebody who has signed in, one after the other on one line. */
async function overHttp(http: string): Promise<number> {
  const browser = visitor({ http })
  await browser.command('signInAs', { user: 'lanh-dao' })
  const runs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    for (let n = 0; n < HTTP_REQUESTS / RUNS; n++) await browser.get('/sensors/B-0')
    runs.push(((performance.now() - began) / (HTTP_REQUESTS / RUNS)) * 1_000)
  }
  return median(runs)
}

/** µs of one change of a reading on its way into the deltas. */
function deltas(): { scoped: number; city: number } {
  const runOf = (scopes: readonly string[]) => {
    const { picture, city } = citySized()
    const scopesOf = createScopesOf(units, picture)
    const fanout = createFanout({ ...{ picture, clock: systemClock, epoch: 'bench', scopesOf }, send: () => undefined })
    for (const unit of scopes) {
      fanout.join('readings', { unit })
      fanout.snapshot('readings', { unit })
    }
    const began = performance.now()
    for (let n = 0; n < CHANGES; n++) {
      const at = n * 10
      const readings = [{ at, values: { laeq: 40 + (n % 40) } }]
      city.apply({ is: 'readings', id: `B-${n % SENSORS}`, readings, receivedAt: at, retained: false })
    }
    const ms = performance.now() - began
    fanout.stop()
    return (ms / CHANGES) * 1_000
  }
  const [scoped, whole]: [number[], number[]] = [[], []]
  for (let run = 0; run < RUNS; run++) {
    scoped.push(runOf([CITY, ...units.communes.map(({ code }) => code)]))
    whole.push(runOf([CITY]))
  }
  return { scoped: median(scoped), city: median(whole) }
}

/** Messages a second by accounts whose sources are asked for with each, and by nobody in particular. */
async function messages(): Promise<void> {
  const closed = await startBuiltHub({ IOC_DEVICES: 'closed' })
  const admin = visitor(closed)
  await admin.command('signInAs', { user: 'quan-tri' })
  /** As a city has them: of one account the hub reads two thousand messages a second, after a burst of ten times as many. */
  const loginOf = async (n: number) => {
    const { body } = await admin.command('createGatewayAccount', { label: `bench ${n}`, patterns: ['sensor/B-*'] })
    const made = body as { account: { name: string }; secret: string }
    return { username: made.account.name, password: made.secret }
  }
  const open = await startBuiltHub()
  const [asked, free]: [number[], number[]] = [[], []]
  // A machine that slows down in the course of it slows down both alike: which hub goes first takes turns.
  for (let round = 0; round < 4; round++) {
    const logins = await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => loginOf(CONNECTIONS * round + n)))
    const both = [
      async () => asked.push(...(await ingestRates(closed.mqtt, { logins, runs: 2 }))),
      async () => free.push(...(await ingestRates(open.mqtt, { runs: 2 }))),
    ]
    for (const measure of round % 2 === 0 ? both : both.toReversed()) await measure()
  }
  await Promise.all([closed.stop(), open.stop()])
  report(
    'durable ingest by accounts, of a closed hub',
    `${Math.round(median(asked))} msg/s`,
    `by nobody in particular, of an open one ${Math.round(median(free))} msg/s`,
    median(asked) / median(free),
  )
}

/** Publish → DOM with 1,500 messages a second, of a hub that asks who looks and of one that does not. */
async function toTheDom(): Promise<void> {
  const browser = await openBrowser()
  const p95: Record<string, number> = {}
  for (const who of ['everybody', 'accounts']) {
    const hub = await startChild<{ http: string; mqtt: string }>('gateHub.ts', [who])
    const { http, mqtt } = hub.ready
    if (who === 'accounts') await signInAsLeader({ http })
    const client = await connectMqtt(mqtt)
    await announceSensors(client, SENSORS)
    const stream = publishSteadily(client, SENSORS, 1_500)
    await wait(2_000)
    const page = await openPage(browser, http)
    p95[who] = quantile(await probeLatency(page, `${http}/sensor/B-0`, mqtt, '.kpi-card__value'), 0.95)
    stream.stop()
    await client.endAsync(true)
    await hub.stop()
  }
  await browser.close()
  const { accounts = Number.NaN, everybody = Number.NaN } = p95
  report(
    'publish → DOM at 1500/s, p95',
    `${accounts.toFixed(0)} ms`,
    `of a hub that lets everybody in ${everybody.toFixed(0)} ms, aim 5 ms more`,
    accounts / everybody,
  )
}
