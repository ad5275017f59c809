import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BrokerLink, createBrokerLink, type LinkState } from '../../../server/ingest/brokerLink.ts'
import type { Handle, Incoming, Refuse } from '../../../server/ingest/incoming.ts'
import { type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { GAUGE, openIngest, PREFIX, steady, text, until } from './door.ts'

/** The hub as a client of a real Mosquitto, where there is one. */
const mosquitto = await startMosquitto()

describe.runIf(mosquitto !== undefined)('the link to an external broker', () => {
  const broker = mosquitto as Mosquitto
  const links: BrokerLink[] = []
  const clients: MqttClient[] = []
  const clock = { now: () => Date.now() }
  const log = { info() {}, warn() {} }
  let hub = 0

  beforeAll(() => broker.restart())
  afterAll(() => broker.stop())
  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.stop()))
    for (const client of clients.splice(0)) client.end(true)
  })

  /** A tree of its own for each test: what one leaves retained does not reach the next. */
  const tree = () => `${PREFIX}/t${++hub}`

  function link(
    prefix: string,
    handle: Handle,
    more: Partial<Parameters<typeof createBrokerLink>[0]> = {},
  ): BrokerLink {
    const made = createBrokerLink({
      url: broker.url,
      prefix,
      hubId: `h${hub}`,
      handle,
      refuse: () => {},
      clock,
      log,
      random: () => 0,
      ...more,
    })
    links.push(made)
    return made
  }

  async function device(options: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 50, ...options })
    client.on('error', () => {})
    clients.push(client)
    return client
  }

  const up = (of: BrokerLink) => until(() => of.state() === 'connected')

  it('receives, marks what was retained, says that it is there, and hears nothing of itself', async () => {
    const prefix = tree()
    const gauge = await device()
    await gauge.publishAsync(`${prefix}/sensor/A/announce`, 'kept', { qos: 1, retain: true })
    const heard: Incoming[] = []
    const own = link(prefix, async (message) => void heard.push(message))
    const states: LinkState[] = []
    const stopListening = own.onState((state) => states.push(state))
    own.start()
    await until(() => heard.length === 1)
    await gauge.publishAsync(`${prefix}/sensor/A/announce`, 'live', { qos: 1, retain: true })
    await until(() => heard.length === 2)
    expect(heard.map(({ payload, retained, qos }) => [String(payload), retained, qos])).toEqual([
      ['kept', true, 1],
      ['live', false, 1],
    ])
    expect(await remembered(prefix)).toContain(`${prefix}/hub/h${hub}/status online`)
    await own.stop()
    expect(await remembered(prefix)).toContain(`${prefix}/hub/h${hub}/status offline`)
    expect(states).toEqual(['disconnected', 'connected', 'disconnected'])
    expect(heard).toHaveLength(2)
    stopListening()
  })

  async function remembered(prefix: string): Promise<string[]> {
    const said: string[] = []
    const reader = await device()
    reader.on('message', (topic, payload) => said.push(`${topic} ${payload}`))
    const last = `last/${prefix}`
    await reader.subscribeAsync([last, `${prefix}/#`])
    // What is remembered is told before what is said from now on.
    await reader.publishAsync(last, '', { qos: 1 })
    await until(() => said.includes(`${last} `))
    reader.end(true)
    return said
  }

  it('reads no more than it can keep of a thousand large messages, and refuses none of them', async () => {
    const prefix = tree()
    const large = Buffer.alloc(900_000, 'x')
    const count = 40
    const first = link(prefix, async () => undefined)
    first.start()
    await up(first)
    await first.stop()
    const gauge = await device()
    for (let n = 0; n < count; n++) await gauge.publishAsync(`${prefix}/sensor/A${n}/reading`, large, { qos: 1 })

    const heard: string[] = []
    const states: LinkState[] = []
    let keep: () => void = () => undefined
    const kept = new Promise<void>((resolve) => {
      keep = resolve
    })
    const second = link(prefix, async ({ topic, payload }) => {
      heard.push(topic)
      if (payload.length > 0) await kept
    })
    second.onState((state) => states.push(state))
    second.start()
    await until(() => heard.length >= 14)
    await gauge.publishAsync(`${prefix}/sensor/B/reading`, 'small', { qos: 1 })
    expect(heard).toHaveLength(14)
    keep()
    await up(second)
    await until(() => heard.length === count + 1)
    expect(new Set(heard).size).toBe(count + 1)
    expect(states).toEqual(['disconnected', 'connected'])
  })

  it('catches up with what came while it was away', async () => {
    const prefix = tree()
    const heard: string[] = []
    const first = link(prefix, async ({ payload }) => void heard.push(String(payload)))
    first.start()
    await up(first)
    const gauge = await device()
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'before', { qos: 1 })
    await until(() => heard.length === 1)
    await first.stop()
    const count = 2_000
    for (let n = 0; n < count; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    const second = link(prefix, async ({ payload }) => void heard.push(String(payload)))
    second.start()
    await until(() => heard.length === count + 1)
    expect(heard.slice(1)).toEqual(Array.from({ length: count }, (_, n) => `${n}`))
  })

  it('acknowledges nothing before it is durable: what a hub held when it died comes again', async () => {
    const prefix = tree()
    const gate = through(broker.port)
    const url = `mqtt://127.0.0.1:${await gate.port}`
    const taken: string[] = []
    const releases: (() => void)[] = []
    const dying = link(
      prefix,
      ({ payload }) => {
        taken.push(String(payload))
        return new Promise((resolve) => releases.push(resolve))
      },
      { url },
    )
    dying.start()
    await up(dying)
    const gauge = await device()
    for (let n = 0; n < 10; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    await until(() => taken.length === 10)
    // The process is gone: its connection breaks without a word and it never comes back.
    gate.close()
    await until(() => dying.state() === 'disconnected')
    const heard: string[] = []
    const next = link(prefix, async ({ payload }) => void heard.push(String(payload)))
    next.start()
    await until(() => heard.length === 10)
    expect(heard).toEqual(taken)
    for (const release of releases) release()
    await dying.stop()
  }, 30_000)

  it('takes many messages at a time, and acknowledges them in order', async () => {
    const prefix = tree()
    const gate = through(broker.port)
    const releases: (() => void)[] = []
    const own = link(prefix, () => new Promise<void>((resolve) => releases.push(resolve)), {
      url: `mqtt://127.0.0.1:${await gate.port}`,
    })
    own.start()
    await up(own)
    // The echo of the hub's own status is acknowledged at once.
    await until(() => gate.acknowledged().length === 1)
    const gauge = await device()
    for (let n = 0; n < 200; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    await until(() => releases.length === 200)
    const acknowledged = () => gate.acknowledged().slice(1)
    // All but the first are durable: an acknowledgement before its turn would break the order that MQTT promises.
    for (const release of releases.slice(1)) release()
    // By the time another message has come, an acknowledgement would have left.
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'last', { qos: 1 })
    await until(() => releases.length === 201)
    expect(acknowledged()).toEqual([])
    releases[0]?.()
    await until(() => acknowledged().length === 200)
    expect(acknowledged()).toEqual([...acknowledged()].sort((a, b) => a - b))
    expect(new Set(acknowledged()).size).toBe(200)
    await own.stop()
    gate.close()
  })

  it('never acknowledges on one connection what came by another', async () => {
    const prefix = tree()
    const gate = through(broker.port)
    const releases: (() => void)[] = []
    const own = link(prefix, () => new Promise<void>((resolve) => releases.push(resolve)), {
      url: `mqtt://127.0.0.1:${await gate.port}`,
    })
    own.start()
    await up(own)
    const gauge = await device()
    for (let n = 0; n < 3; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    await until(() => releases.length === 3)
    gate.cut()
    await until(() => own.state() === 'disconnected')
    await up(own)
    await until(() => releases.length === 6)
    for (const release of releases.slice(0, 3)) release()
    // By the time another message has come, an acknowledgement would have left.
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'next', { qos: 1 })
    await until(() => releases.length === 7)
    expect(gate.acknowledged()).toEqual([])
    for (const release of releases.slice(3)) release()
    // Those four, and what the broker has to say about the hub itself.
    await until(() => gate.acknowledged().length > 4)
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'last', { qos: 1 })
    await until(() => releases.length === 8)
    expect(new Set(gate.acknowledged()).size).toBe(gate.acknowledged().length)
    releases[7]?.()
    await own.stop()
    gate.close()
  })

  it('asks again for what could not be kept', async () => {
    const prefix = tree()
    const heard: string[] = []
    let refusals = 3
    const own = link(prefix, async ({ payload }) => {
      if (String(payload) === '5' && refusals-- > 0) throw new Error('disk is full')
      heard.push(String(payload))
    })
    own.start()
    await up(own)
    const gauge = await device()
    for (let n = 0; n < 10; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    await until(() => heard.includes('5') && heard.includes('9'))
    expect(new Set(heard)).toEqual(new Set(Array.from({ length: 10 }, (_, n) => `${n}`)))
    expect(refusals).toBeLessThan(0)
  })

  it('finishes what it has taken when it stops, and leaves the rest to the next', async () => {
    const prefix = tree()
    const releases: (() => void)[] = []
    const own = link(prefix, () => new Promise((resolve) => releases.push(resolve)))
    own.start()
    await up(own)
    const gauge = await device()
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'taken', { qos: 1 })
    await until(() => releases.length === 1)
    const other = await device()
    const elsewhere: string[] = []
    other.on('message', (_, payload) => elsewhere.push(String(payload)))
    await other.subscribeAsync(`${prefix}/sensor/A/reading`)
    const stopped = own.stop()
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'left', { qos: 1 })
    // The broker has told it to whoever listens.
    await until(() => elsewhere.includes('left'))
    expect(releases).toHaveLength(1)
    releases[0]?.()
    await stopped
    const heard: string[] = []
    const next = link(prefix, async ({ payload }) => void heard.push(String(payload)))
    next.start()
    await until(() => heard.length > 0)
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'last', { qos: 1 })
    await until(() => heard.includes('last'))
    expect(heard).toEqual(['left', 'last'])
  })

  it('comes back by itself when the broker does', async () => {
    const prefix = tree()
    const heard: string[] = []
    const own = link(prefix, async ({ payload }) => void heard.push(String(payload)))
    own.start()
    await up(own)
    await broker.kill9()
    await until(() => own.state() === 'disconnected')
    await broker.restart()
    await up(own)
    const gauge = await device()
    await until(() => own.state() === 'connected')
    await gauge.publishAsync(`${prefix}/sensor/A/reading`, 'after', { qos: 1 })
    await until(() => heard.length === 1)
    expect(heard).toEqual(['after'])
  })

  it('says so where two hubs have one name, and does not fight the other', async () => {
    const prefix = tree()
    const lines: string[] = []
    const log = { info() {}, warn: (_line: unknown, said?: unknown) => void lines.push(String(said)) }
    const heard: string[] = []
    const rivals = [0, 1].map(() => {
      const told: string[] = []
      const refuse: Refuse = ({ client }, { reason }) => void told.push(`${client} ${reason}`)
      return { told, link: link(prefix, async ({ payload }) => void heard.push(String(payload)), { refuse, log }) }
    })
    for (const { link } of rivals) {
      link.start()
      // It has heard itself: all that waited for an earlier life has come.
      await until(() => link.heard() !== undefined)
    }
    await until(() => rivals.every(({ told }) => told.length > 0))
    for (const { told, link } of rivals) {
      expect(told[0]).toBe(`ioc-h${hub} hubIdTaken`)
      expect(link.trouble()).toEqual({ reason: 'hubIdTaken', params: { hub: `h${hub}`, client: `ioc-h${hub}` } })
    }
    expect(lines.some((line) => line.includes('IOC_HUB_ID'))).toBe(true)
    // One of them has the connection and keeps it: the other does not come back at once.
    await until(() => rivals.some(({ link }) => link.state() === 'connected'))
    const gauge = await device()
    for (let n = 0; n < 500; n++) await gauge.publishAsync(`${prefix}/sensor/A/reading`, `${n}`, { qos: 1 })
    await until(() => heard.length >= 500)
    expect(rivals.filter(({ link }) => link.state() === 'connected')).toHaveLength(1)
    expect(rivals.flatMap(({ told }) => told).length).toBeLessThan(4)
  })

  it('takes no earlier life of its own for another hub', async () => {
    const prefix = tree()
    const told: string[] = []
    const refuse: Refuse = (_message, { reason }) => void told.push(reason)
    const gate = through(broker.port)
    const dying = link(prefix, async () => {}, { url: `mqtt://127.0.0.1:${await gate.port}`, refuse })
    dying.start()
    await until(() => dying.heard() !== undefined)
    // Its line breaks and it never comes back: the broker says goodbye for it.
    gate.close()
    await until(() => dying.state() === 'disconnected')
    const next = link(prefix, async () => {}, { refuse })
    next.start()
    await until(() => next.heard() !== undefined)
    expect(told).toEqual([])
    expect(next.trouble()).toBeNull()
  })

  it('says why it does not stay: nobody there, or nobody who will have it', async () => {
    const away = link(tree(), async () => {}, { url: 'mqtt://127.0.0.1:1' })
    away.start()
    await until(() => away.trouble() !== null)
    expect(away.trouble()).toMatchObject({ reason: 'brokerAway', params: { url: 'mqtt://127.0.0.1:1' } })
    const guarded = (await startMosquitto(['allow_anonymous false'], [])) as Mosquitto
    const refused = link(tree(), async () => {}, { url: guarded.url })
    refused.start()
    await until(() => refused.trouble() !== null)
    expect(refused.trouble()).toMatchObject({ reason: 'brokerRefused' })
    await refused.stop()
    await guarded.stop()
  })

  it('never holds a packet that is larger than the contract allows', async () => {
    const prefix = tree()
    const heard: number[] = []
    const own = link(prefix, async ({ payload }) => void heard.push(payload.length))
    own.start()
    await up(own)
    const gauge = await device()
    await gauge.publishAsync(`${prefix}/camera/A/frame`, Buffer.alloc(2_000_000), { qos: 1 })
    await gauge.publishAsync(`${prefix}/camera/A/frame`, Buffer.alloc(100), { qos: 1 })
    await until(() => heard.length === 1)
    expect(heard).toEqual([100])
  })

  it('brings it all together: a store that fails for a while loses nothing', async () => {
    const inside = openIngest({ limits: { firstDelayMs: 10 } })
    const prefix = PREFIX
    const own = link(prefix, inside.ingest.handle)
    own.start()
    await up(own)
    const gauge = await device()
    await gauge.publishAsync(`${prefix}/sensor/ALL/announce`, text(GAUGE), { qos: 1 })
    inside.store.failing = true
    const t = Date.now()
    for (let n = 0; n < 100; n++) {
      await gauge.publishAsync(`${prefix}/sensor/ALL/reading`, text({ at: t - n, values: { level: 1 } }), { qos: 1 })
    }
    await until(() => inside.city.reading('ALL')?.at === t)
    await steady(() => inside.store.samples().length)
    expect(inside.store.samples()).toEqual([])
    inside.store.failing = false
    await until(() => inside.store.samples().length === 100)
    expect(new Set(inside.store.samples().map((sample) => sample.at)).size).toBe(100)
    inside.ingest.stop()
  })
})

/** A wire between a client and the broker that can be cut, and that sees what the client acknowledges. */
function through(port: number): { port: Promise<number>; acknowledged(): number[]; cut(): void; close(): void } {
  const sockets = new Set<Socket>()
  let sent: Buffer[] = []
  const server: Server = createServer((near) => {
    const far = dial(port, '127.0.0.1')
    sent = []
    near.on('data', (chunk) => sent.push(chunk))
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('error', () => {})
      from.on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  return {
    port: new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    }),
    /** On the present connection. */
    acknowledged: () => packetIds(Buffer.concat(sent), 0x40),
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Packet identifiers of the packets of one type, in order. */
function packetIds(bytes: Buffer, type: number): number[] {
  const ids: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++]
    let length = 0
    for (let power = 1, more = true; more; power *= 128) {
      const digit = bytes[at++] ?? 0
      length += (digit & 0x7f) * power
      more = (digit & 0x80) !== 0
    }
    if (first === type) ids.push(bytes.readUInt16BE(at))
    at += length
  }
  return ids
}
