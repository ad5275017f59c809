import { readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { resolve } from 'node:path'
import mqtt from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createEmbeddedBroker } from '../../../server/broker/embeddedBroker.ts'
import { EVERYBODY_SPEAKS } from '../../../server/broker/speakers.ts'
import { findMosquitto, type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { COMMUNE, GAUGE, HALL, openDoor, PREFIX, steady, text, until } from './door.ts'

const hasMosquitto = findMosquitto() !== undefined
type Door = Awaited<ReturnType<typeof openDoor>>

describe('the embedded broker', () => {
  let door: Door
  const open = async (...given: Parameters<typeof openDoor>) => {
    door = await openDoor(...given)
    return door
  }
  afterEach(() => door.close())

  const reading = (level = 1) => text({ at: Date.now(), values: { level } })

  it('acknowledges when the message is durable, not before', async () => {
    const { device, store, city } = await open()
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    store.hold()
    let acknowledged = false
    const answer = gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(1.7), { qos: 1 }).then(() => {
      acknowledged = true
    })
    await until(() => store.calls() === 2)
    // Whatever the broker has sent by now has come before another client is greeted and answered.
    await (await device()).subscribeAsync(`${PREFIX}/#`)
    expect(acknowledged).toBe(false)
    expect(city.reading('TG-01')?.values).toEqual([1.7])
    store.release()
    await answer
    expect(store.samples()).toHaveLength(1)
  })

  it('lets many messages of one device share a commit', async () => {
    const { device, store } = await open()
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    store.hold()
    const answers = Array.from({ length: 50 }, () =>
      gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(), { qos: 1 }),
    )
    await until(() => store.calls() === 51)
    store.release()
    await Promise.all(answers)
  })

  it('does not acknowledge what could not be kept: the device is cut off and sends it again', async () => {
    const { device, store, quarantine } = await open({ limits: { maxWaitingBytes: 2_000, firstDelayMs: 5 } })
    const gauge = await device({ reconnectPeriod: 20 })
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    store.failing = true
    let cuts = 0
    gauge.on('close', () => cuts++)
    const t = Date.now()
    const answers = Array.from({ length: 20 }, (_, n) =>
      gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at: t - n, values: { level: 1 } }), { qos: 1 }),
    )
    await until(() => cuts > 1)
    expect(store.samples()).toEqual([])
    store.failing = false
    await Promise.all(answers)
    expect(new Set(store.samples().map((sample) => sample.at)).size).toBe(20)
    expect(quarantine.rows()).toEqual([])
  })

  it('hands last wills over, and tells subscribers', async () => {
    const { device, city } = await open()
    const status = `${PREFIX}/sensor/TG-01/status`
    const watcher = await device()
    const heard: string[] = []
    watcher.on('message', (_topic, payload) => heard.push(String(payload)))
    await watcher.subscribeAsync(status)
    const gauge = await device({ will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: true } })
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1, retain: true })
    await gauge.publishAsync(status, 'online', { qos: 1, retain: true })
    expect(city.reading('TG-01')?.status).toBe('online')
    gauge.options.reconnectPeriod = 0
    gauge.stream.destroy()
    await until(() => city.reading('TG-01')?.status === 'offline')
    await until(() => heard.length === 2)
    expect(heard).toEqual(['online', 'offline'])
  })

  it('remembers what the contract calls retained, and nothing else', async () => {
    const { device } = await open()
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1, retain: true })
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(), { qos: 1, retain: true })
    await gauge.publishAsync(`${PREFIX}/rubbish/a/b/c`, 'x', { qos: 1, retain: true })
    const watcher = await device()
    const topics: string[] = []
    watcher.on('message', (topic) => topics.push(topic))
    await watcher.subscribeAsync(`${PREFIX}/#`, { qos: 1 })
    // What is remembered is told before what is said from now on.
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/status`, 'online', { qos: 1 })
    await until(() => topics.includes(`${PREFIX}/sensor/TG-01/status`))
    expect(topics).toEqual([`${PREFIX}/sensor/TG-01/announce`, `${PREFIX}/sensor/TG-01/status`])
  })

  it('gives a new subscriber what the contract calls retained, of every topic of the contract, and nothing else', async () => {
    const { device, broker } = await open()
    const gauge = await device()
    const contract = contractTopics()
    expect(contract.length).toBeGreaterThan(9)
    for (const { topic } of contract) {
      if (topic.startsWith(`${PREFIX}/hub/`)) await broker.publish(topic, 'online', { qos: 1, retain: true })
      else await gauge.publishAsync(topic, 'x', { qos: 1, retain: true })
    }
    const watcher = await device()
    const topics: string[] = []
    watcher.on('message', (topic) => topics.push(topic))
    await watcher.subscribeAsync(`${PREFIX}/#`, { qos: 1 })
    await gauge.publishAsync(`${PREFIX}/event/last/last`, 'x', { qos: 1 })
    const retained = contract.filter(({ isRetained }) => isRetained).map(({ topic }) => topic)
    await until(() => topics.length > retained.length)
    expect(topics.sort()).toEqual([...retained, `${PREFIX}/event/last/last`].sort())
  })

  it('remembers no more than its budget', async () => {
    const { device } = await open({ broker: { maxRetainedBytes: 5_000 } })
    const vandal = await device()
    for (let n = 0; n < 40; n++) {
      await vandal.publishAsync(`${PREFIX}/sensor/V${n}/status`, 'online', { qos: 1, retain: true })
    }
    const watcher = await device()
    const topics: string[] = []
    watcher.on('message', (topic) => topics.push(topic))
    await watcher.subscribeAsync(`${PREFIX}/#`)
    await vandal.publishAsync(`${PREFIX}/sensor/last/status`, 'online', { qos: 1 })
    await until(() => topics.includes(`${PREFIX}/sensor/last/status`))
    const remembered = topics.filter((topic) => topic !== `${PREFIX}/sensor/last/status`)
    expect(remembered.length).toBeGreaterThan(0)
    expect(remembered.length).toBeLessThan(10)
  })

  it.each([
    ['$SYS/broker/clients', 'foreignTopic'],
    ['$SYS/broker/connection/x/state', 'foreignTopic'],
    ['other/tree', 'foreignTopic'],
    [`${PREFIX}/hub/hub-1/status`, 'hubTopic'],
    [`${PREFIX}/sensor/${'x'.repeat(300)}/reading`, 'topicTooLong'],
    [`${PREFIX}/${'a/'.repeat(90)}a`, 'topicTooDeep'],
    [`${PREFIX}/${'a/'.repeat(98)}a`, 'topicTooDeep'],
    [`${PREFIX}/${'/'.repeat(200)}`, 'topicTooDeep'],
  ])(
    'lets nobody publish to %s: the message is refused, counted and acknowledged, and the line stays',
    async (topic, reason) => {
      const { device, quarantine, store } = await open()
      const watcher = await device()
      const heard: string[] = []
      watcher.on('message', (received) => heard.push(received))
      await watcher.subscribeAsync('#')
      const bridge = await device({ clientId: 'bridge-1' })
      let cuts = 0
      bridge.on('close', () => cuts++)
      for (const qos of [0, 1, 2] as const) await bridge.publishAsync(topic, 'x', { qos, retain: true })
      await bridge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
      await until(() => heard.length > 0)
      expect(heard).toEqual([`${PREFIX}/sensor/TG-01/announce`])
      expect(cuts).toBe(0)
      expect(store.entries).toHaveLength(1)
      expect(quarantine.rows()).toMatchObject([
        { reason, client: 'bridge-1', source: 'unknown', count: 3, sample: 'x' },
      ])
      // Nothing of it is remembered either.
      const late = await device()
      const remembered: string[] = []
      late.on('message', (received) => remembered.push(received))
      await late.subscribeAsync('#')
      await late.publishAsync(`${PREFIX}/sensor/TG-01/status`, 'online', { qos: 1 })
      await until(() => remembered.length > 0)
      expect(remembered).toEqual([`${PREFIX}/sensor/TG-01/status`])
    },
  )

  it('takes a last will that it may not publish for what it is, too', async () => {
    const { device, quarantine } = await open()
    const will = { topic: '$SYS/broker/connection/x/state', payload: Buffer.from('0'), qos: 1 as const, retain: true }
    const bridge = await device({ clientId: 'bridge-2', will, reconnectPeriod: 0 })
    bridge.stream.destroy()
    await until(() => quarantine.rows().length > 0)
    expect(quarantine.rows()).toMatchObject([{ reason: 'foreignTopic', client: 'bridge-2', sample: '0' }])
  })

  it('refuses a last will and a subscription of more levels than the library it rests on can match, and keeps the line', async () => {
    const { device, quarantine } = await open()
    const deep = `${PREFIX}/${'a/'.repeat(110)}a`
    const leaving = await device({
      clientId: 'leaving',
      will: { topic: deep, payload: Buffer.from('0') },
      reconnectPeriod: 0,
    })
    leaving.stream.destroy()
    await until(() => quarantine.rows().length === 1)
    const listener = await device({ clientId: 'listener' })
    let cuts = 0
    listener.on('close', () => cuts++)
    await expect(listener.subscribeAsync([deep, `${deep}/#`])).rejects.toThrow()
    await listener.unsubscribeAsync(deep)
    await listener.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    expect(cuts).toBe(0)
    expect(quarantine.rows()).toMatchObject([
      { reason: 'topicTooDeep', client: 'leaving', count: 1, sample: '0' },
      { reason: 'topicTooDeep', client: 'listener', count: 2 },
    ])
  })

  it('ends the connection over a topic that is none, and says whose it was', async () => {
    const { port, quarantine } = await open()
    const vandal = await dialled(port)
    vandal.write(connectPacket('vandal'))
    await once(vandal, 'data')
    vandal.write(publishPacket(`${PREFIX}/sensor/+/reading`, 'x'))
    await once(vandal, 'close')
    expect(quarantine.rows()).toMatchObject([{ reason: 'protocolError', client: 'vandal' }])
  })

  it('reads a message away that is too large, acknowledges it, and leaves an entry on the device', async () => {
    const { device, quarantine, sources, store } = await open()
    const gauge = await device({ clientId: 'tg' })
    let cuts = 0
    gauge.on('close', () => cuts++)
    await gauge.publishAsync(`${PREFIX}/camera/MC-1/announce`, text(HALL), { qos: 1 })
    const frame = Buffer.alloc(400 * 1024, 0xff)
    for (const qos of [0, 1, 2] as const) await gauge.publishAsync(`${PREFIX}/camera/MC-1/frame`, frame, { qos })
    await gauge.publishAsync(`${PREFIX}/camera/MC-1/count`, text({ at: Date.now(), waiting: 3 }), { qos: 1 })
    expect(cuts).toBe(0)
    expect(quarantine.rows()).toMatchObject([
      { source: 'camera/MC-1', known: true, client: 'tg', reason: 'tooLarge', count: 3, params: { max: 256 * 1024 } },
    ])
    expect(Number(quarantine.rows()[0]?.params.bytes)).toBeGreaterThan(frame.length)
    expect(sources.get('camera/MC-1')?.refused).toBe(3)
    expect(store.samples()).toHaveLength(1)
    expect(quarantine.rows()[0]?.sample).toMatch(/^0x(ff){100,}$/)
  })

  it.each([0, 1, 2] as const)(
    'ends the connection over a message of more than 1 MiB at QoS %i, and leaves an entry on device and client',
    async (qos) => {
      const { device, quarantine, sources } = await open()
      const camera = await device({ clientId: 'huge', reconnectPeriod: 0 })
      await camera.publishAsync(`${PREFIX}/camera/MC-1/announce`, text(HALL), { qos: 1 })
      camera.publish(`${PREFIX}/camera/MC-1/frame`, Buffer.alloc(1_100_000), { qos })
      await until(() => !camera.connected)
      expect(quarantine.rows()).toMatchObject([
        { source: 'camera/MC-1', client: 'huge', reason: 'tooLarge', count: 1, params: { max: 256 * 1024 } },
      ])
      expect(Number(quarantine.rows()[0]?.params.bytes)).toBeGreaterThan(1_100_000)
      expect(sources.get('camera/MC-1')?.refused).toBe(1)
    },
  )

  it('finds its way again after a message that it read away, wherever the network cuts the bytes', async () => {
    const { port, quarantine, store } = await open()
    const announce = packet(
      0x32,
      field(`${PREFIX}/sensor/TG-01/announce`),
      Buffer.from([0, 7]),
      Buffer.from(text(GAUGE)),
    )
    const big = packet(0x32, field(`${PREFIX}/sensor/TG-01/reading`), Buffer.from([0, 8]), Buffer.alloc(310_000))
    const stream = Buffer.concat([announce, big, big, announce])
    const socket = await dialled(port)
    socket.write(connectPacket('pieces'))
    await once(socket, 'data')
    const answers: Buffer[] = []
    socket.on('data', (bytes) => answers.push(bytes))
    const edges = [1, announce.length, 1, 1, 1, 1, 1, 1, 5, 100_000, big.length - 100_010, 2, big.length, 3]
    let at = 0
    for (const length of [...edges, stream.length]) {
      await new Promise((resolve) => socket.write(stream.subarray(at, at + length), resolve))
      at += length
    }
    await until(() => Buffer.concat(answers).length === 16)
    const ids = Buffer.concat(answers)
    expect([ids.readUInt16BE(2), ids.readUInt16BE(6), ids.readUInt16BE(10), ids.readUInt16BE(14)].sort()).toEqual([
      7, 7, 8, 8,
    ])
    expect(quarantine.rows()).toMatchObject([{ source: 'sensor/TG-01', reason: 'tooLarge', count: 2 }])
    expect(store.entries).toHaveLength(1)
    socket.destroy()
  })

  it('stores an array of 600 at QoS 2 once, and acknowledges it', async () => {
    const { device, store } = await open()
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    const t = Date.now()
    const readings = Array.from({ length: 600 }, (_, n) => ({ at: t - n * 1000, values: { level: 1 } }))
    let cuts = 0
    gauge.on('close', () => cuts++)
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text(readings), { qos: 2 })
    expect(store.samples()).toHaveLength(600)
    expect(cuts).toBe(0)
  })

  it('takes as many messages at QoS 2 at once as a device cares to send', async () => {
    const { device, store } = await open()
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    const t = Date.now()
    let cuts = 0
    gauge.on('close', () => cuts++)
    const answers = Array.from({ length: 1_500 }, (_, n) =>
      gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at: t - n, values: { level: 1 } }), { qos: 2 }),
    )
    await Promise.all(answers)
    expect(store.samples()).toHaveLength(1_500)
    expect(cuts).toBe(0)
  })

  it('keeps no message of a sender that never says its last word at QoS 2', async () => {
    const { port, quarantine } = await open({ broker: { maxOpenQos2: 1_200 } })
    const before = process.memoryUsage()
    const socket = await dialled(port)
    socket.write(connectPacket('half'))
    await once(socket, 'data')
    socket.resume()
    const half = (id: number) =>
      packet(
        0x34,
        field(`${PREFIX}/sensor/TG-01/reading`),
        Buffer.from([id >> 8, id & 0xff]),
        Buffer.alloc(200_000, 32),
      )
    for (let id = 1; id <= 1_300; id++) {
      if (!socket.destroyed) await new Promise<void>((resolve) => socket.write(half(id), () => resolve()))
    }
    await once(socket, 'close')
    const after = process.memoryUsage()
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(100_000_000)
    expect(quarantine.rows().map(({ reason }) => reason)).toContain('protocolError')
  })

  it('ends the line of who has most messages at QoS 2 without a last word, and keeps no other from sending', async () => {
    const { port, quarantine, device, store } = await open({ broker: { maxOpenQos2: 100 } })
    const gauge = await device({ username: 'gauge', password: 'x' })
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 2 })
    const socket = await dialled(port)
    socket.write(connectPacket('half'))
    await once(socket, 'data')
    socket.resume()
    const ended = once(socket, 'close')
    const half = (id: number) =>
      packet(0x34, field(`${PREFIX}/sensor/Z/reading`), Buffer.from([0, id]), Buffer.from('{}'))
    socket.write(Buffer.concat(Array.from({ length: 100 }, (_, n) => half(n + 1))))
    await until(() => quarantine.rows().reduce((sum, { count }) => sum + count, 0) >= 100)
    for (let n = 0; n < 3; n++)
      await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, text({ at: Date.now() - n, values: { level: 1 } }), {
        qos: 2,
      })
    expect(store.samples()).toHaveLength(3)
    await ended
    expect(gauge.connected).toBe(true)
    expect(quarantine.rows().filter(({ reason }) => reason === 'protocolError')).toMatchObject([{ client: 'half' }])
  })

  it('counts the subscriptions that are held, not those that ever were', async () => {
    const { device, quarantine } = await open({ broker: { maxSubscriptions: 3 } })
    const watcher = await device({ clientId: 'watcher' })
    for (let n = 0; n < 10; n++) {
      await watcher.subscribeAsync(`${PREFIX}/sensor/T${n}/status`)
      await watcher.unsubscribeAsync(`${PREFIX}/sensor/T${n}/status`)
    }
    for (let n = 0; n < 3; n++) await watcher.subscribeAsync(`${PREFIX}/sensor/T${n}/status`)
    await watcher.subscribeAsync(`${PREFIX}/sensor/T2/status`, { qos: 1 })
    expect(quarantine.rows()).toEqual([])
    await expect(watcher.subscribeAsync(`${PREFIX}/#`)).rejects.toThrow()
    expect(quarantine.rows()).toMatchObject([
      { reason: 'tooManySubscriptions', client: 'watcher', params: { filter: `${PREFIX}/#`, max: 3 } },
    ])
  })

  it('counts the subscriptions that are held at each packet, however many packets come at once', async () => {
    const { device, quarantine } = await open({ broker: { maxSubscriptions: 3 } })
    const watcher = await device({ clientId: 'watcher' })
    const topic = (n: number) => `${PREFIX}/sensor/T${n}/status`
    const granted = await Promise.all(
      Array.from({ length: 10 }, (_, n) => {
        const subscribed = watcher.subscribeAsync(topic(n))
        return Promise.all([subscribed, watcher.unsubscribeAsync(topic(n))])
      }),
    )
    expect(granted).toHaveLength(10)
    expect(quarantine.rows()).toEqual([])
    // Given up and taken again at once, it is held.
    const again = [0, 1, 2].map((n) => watcher.subscribeAsync(topic(n)))
    await Promise.all([...again, watcher.unsubscribeAsync(topic(2)), watcher.subscribeAsync(topic(2))])
    await expect(watcher.subscribeAsync(topic(3))).rejects.toThrow()
    expect(quarantine.rows()).toMatchObject([{ reason: 'tooManySubscriptions', params: { filter: topic(3), max: 3 } }])
  })

  it('names devices that share a client id and keep ending each other’s connection, but none that comes back', async () => {
    const { device, quarantine, sources } = await open()
    const one = await device({ clientId: 'twin', reconnectPeriod: 0 })
    await one.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    await device({ clientId: 'twin', reconnectPeriod: 0 })
    await device({ clientId: 'twin', reconnectPeriod: 0 })
    expect(quarantine.rows()).toEqual([])
    const two = await device({ clientId: 'twin', reconnectPeriod: 0 })
    await two.publishAsync(`${PREFIX}/sensor/TG-01/status`, 'online', { qos: 1 })
    await device({ clientId: 'twin', reconnectPeriod: 0 })
    expect(quarantine.rows()).toMatchObject([
      { reason: 'clientCollision', client: 'twin', source: 'sensor/TG-01', count: 1, params: { count: 4 } },
      { reason: 'clientCollision', client: 'twin', source: 'unknown', count: 1, params: { count: 3, seconds: 60 } },
    ])
    expect(sources.get('sensor/TG-01')?.refused).toBe(1)
  })

  it('says in the log, now and then, whom it refuses and what to do', async () => {
    const lines: object[] = []
    const { device } = await open({ log: (line) => lines.push(line) })
    const bridge = await device({ clientId: 'bridge-3' })
    for (let n = 0; n < 20; n++) await bridge.publishAsync('other/tree', 'x', { qos: 1 })
    expect(lines).toMatchObject([
      {
        client: 'bridge-3',
        topic: 'other/tree',
        reason: 'foreignTopic',
        remedy: expect.stringContaining(`${PREFIX}/`),
      },
    ])
  })

  it('shows $SYS to nobody', async () => {
    const { device, quarantine } = await open()
    const granted = await (await device()).subscribeAsync(['$SYS/#', `${PREFIX}/#`]).catch((error) => error)
    expect(String(granted)).toMatch(/Subscribe error|Unspecified error/)
    expect(quarantine.rows()).toMatchObject([{ reason: 'hiddenTopic', params: { filter: '$SYS/#' } }])
  })

  it('costs no memory when somebody sends 200 MB', async () => {
    const { port } = await open()
    const before = process.memoryUsage()
    const socket = await dialled(port)
    socket.write(connectPacket('vandal'))
    await once(socket, 'data')
    // PUBLISH of 200,000,000 bytes, then as much of it as the hub is willing to take.
    socket.write(Buffer.from([0x30, 0x80, 0x84, 0xaf, 0x5f]))
    const chunk = Buffer.alloc(64 * 1024)
    let sent = 0
    const send = () => {
      while (sent < 200_000_000 && !socket.destroyed && socket.write(chunk)) sent += chunk.length
    }
    socket.on('drain', send)
    send()
    await once(socket, 'close')
    const after = process.memoryUsage()
    expect(sent).toBeLessThan(20_000_000)
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(16_000_000)
  })

  it('cuts off a stranger who does not begin with CONNECT, whose CONNECT is endless, or who says nothing', async () => {
    const { port } = await open({ broker: { connectTimeoutMs: 100 } })
    for (const opening of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from([0x10, 0xff, 0xff, 0x7f]),
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x01]),
      Buffer.of(),
    ]) {
      const socket = await dialled(port)
      socket.write(opening)
      await once(socket, 'close')
    }
  })

  it('lets no more connections in than it may', async () => {
    const { port, broker } = await open({ broker: { maxConnections: 3 } })
    const sockets = await Promise.all(Array.from({ length: 3 }, () => dialled(port)))
    for (const [n, socket] of sockets.entries()) {
      socket.write(connectPacket(`d${n}`))
      await once(socket, 'data')
    }
    const fourth = await dialled(port)
    await once(fourth, 'close')
    expect(broker.clients()).toBe(3)
    for (const socket of sockets) socket.destroy()
  })

  it('lets a device with an account in however many have connected without one, over WebSocket too', async () => {
    const speakers = { ...EVERYBODY_SPEAKS, haveDevicesAccounts: true }
    const { port, webSocketPort, device, quarantine } = await open({
      ...{ speakers, webSocketPort: 0, broker: { maxConnections: 4, maxWebSockets: 2 } },
    })
    const known = await device({ username: 'gauge', password: 'x' })
    const silent = await dialled(port)
    const anonymous = await dialled(port)
    anonymous.write(connectPacket('stranger'))
    await once(anonymous, 'data')
    const overWebSocket = () => new WebSocket(`ws://127.0.0.1:${webSocketPort}/mqtt`, 'mqtt')
    const first = overWebSocket()
    await new Promise((resolve) => first.once('open', resolve))
    const gone = [
      once(silent, 'close'),
      once(anonymous, 'close'),
      new Promise((resolve) => first.once('close', resolve)),
    ]
    await device({ username: 'hall', password: 'x' })
    await gone[0]
    for (let n = 0; n < 2; n++) {
      const other = await mqtt.connectAsync(`ws://127.0.0.1:${webSocketPort}/mqtt`, {
        ...{ username: `over ${n}`, password: 'x', reconnectPeriod: 0 },
      })
      other.on('error', () => undefined)
    }
    await Promise.all(gone)
    expect(known.connected).toBe(true)
    expect(quarantine.rows().map(({ reason }) => reason)).toContain('tooManyConnections')
    // Among devices that have all shown an account nobody gives way.
    const last = await dialled(port)
    await once(last, 'close')
    expect(known.connected).toBe(true)
  })

  it('lets one account take the room of no other', async () => {
    const { device, broker } = await open({ broker: { maxOfAccount: 2 } })
    const connect = () => device({ username: 'stolen', password: 'x', reconnectPeriod: 0 })
    const first = await connect()
    await connect()
    const other = await device({ username: 'gauge', password: 'x' })
    await connect()
    await until(() => !first.connected)
    expect([broker.clientsOf('stolen'), other.connected]).toEqual([2, true])
  })

  it('does not read a device that is too fast for the disk', async () => {
    const { device, port, store } = await open({ broker: { maxInFlight: 10 } })
    const gauge = await device()
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    store.hold()
    const flood = await dialled(port)
    flood.write(connectPacket('flood'))
    await once(flood, 'data')
    const packet = publishPacket(`${PREFIX}/sensor/TG-01/reading`, reading())
    const burst = Buffer.concat(Array.from({ length: 5_000 }, () => packet))
    flood.write(burst)
    await until(() => store.calls() > 10)
    await steady(() => store.calls())
    const taken = store.calls()
    expect(taken).toBeLessThan(3_500)
    // Meanwhile others are served.
    const other = device()
    store.release()
    await (await other).publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(), { qos: 1 })
    await until(() => store.samples().length === 5_001)
    flood.destroy()
  })

  it('cuts off a subscriber that does not read, and delays nobody', async () => {
    const { device, port, broker } = await open({ broker: { maxQueuedBytes: 1_000_000 } })
    const gauge = await device()
    const sleeper = await dialled(port)
    sleeper.write(connectPacket('sleeper'))
    await once(sleeper, 'data')
    sleeper.write(subscribePacket(`${PREFIX}/#`))
    await once(sleeper, 'data')
    sleeper.pause()
    const big = 'x'.repeat(100_000)
    // Each is acknowledged, though nobody reads the first ten on the other line.
    for (let n = 0; n < 200; n++) await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, big, { qos: 1 })
    await until(() => broker.clients() === 1)
    sleeper.destroy()
  })

  it('speaks itself, for whoever listens', async () => {
    const { device, broker } = await open()
    await broker.publish(`${PREFIX}/hub/hub-1/status`, 'online', { qos: 1, retain: true })
    const heard: string[] = []
    const watcher = await device()
    watcher.on('message', (topic, payload) => heard.push(`${topic} ${payload}`))
    await watcher.subscribeAsync(`${PREFIX}/hub/+/status`, { qos: 1 })
    await until(() => heard.length === 1)
    expect(heard).toEqual([`${PREFIX}/hub/hub-1/status online`])
  })

  it('stops with what it has taken acknowledged, and without the wills of those who are well', async () => {
    const { device, broker, store, city } = await open()
    const status = `${PREFIX}/sensor/TG-01/status`
    const will = { topic: status, payload: Buffer.from('offline'), qos: 1 as const, retain: true }
    const gauge = await device({ will, reconnectPeriod: 0 })
    await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
    await gauge.publishAsync(status, 'online', { qos: 1 })
    store.hold()
    const answer = gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(), { qos: 1 })
    // The announcement, what it says of being online, and the reading.
    await until(() => store.calls() === 3)
    const stopped = broker.stop()
    await steady(() => store.calls())
    store.release()
    await answer
    await stopped
    expect(broker.state()).toBe('disconnected')
    expect(city.reading('TG-01')?.status).toBe('online')
  })

  it('says what to do when its port is taken', async () => {
    await open()
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const { port } = squatter.address() as { port: number }
    const { clock, log, ingest } = door
    const { handle, refuse } = ingest
    const second = createEmbeddedBroker({ host: '127.0.0.1', port, prefix: PREFIX, handle, refuse, clock, log })
    await expect(second.start()).rejects.toThrow(/is in use.*MQTT_PORT/)
    expect(second.state()).toBe('disconnected')
    squatter.close()
  })

  it('says that it speaks 3.1.1 only: to the client in MQTT terms, and to people by name', async () => {
    const { port, quarantine } = await open()
    const modern = mqtt.connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, reconnectPeriod: 0, clientId: 'new' })
    const error = await new Promise<Error>((resolve) => modern.once('error', resolve))
    expect(error.message).toMatch(/version/i)
    expect(quarantine.rows()).toMatchObject([{ reason: 'protocolVersion', client: 'new', params: { version: '5.0' } }])
    modern.end(true)
  })

  it.each([
    ['TLS', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ])('tells what comes to the wrong port: %s', async (looksLike, opening) => {
    const { port, quarantine } = await open()
    const socket = await dialled(port)
    socket.write(opening)
    await once(socket, 'close')
    expect(quarantine.rows()).toMatchObject([{ reason: 'notMqtt', source: 'unknown', params: { looksLike } }])
  })

  it.runIf(hasMosquitto)(
    'takes what a Mosquitto bridges to it, whose notifications are refused and cost nothing',
    async () => {
      const { port, quarantine, city } = await open()
      const bridge = (await startMosquitto([
        'connection to-ioc',
        `address 127.0.0.1:${port}`,
        `topic ${PREFIX}/# out 1`,
        'restart_timeout 1',
      ])) as Mosquitto
      const far = await mqtt.connectAsync(bridge.url)
      await far.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1, retain: true })
      await until(() => city.sensor('TG-01') !== undefined && quarantine.rows().length > 0)
      for (let n = 0; n < 50; n++) {
        await far.publishAsync(
          `${PREFIX}/sensor/TG-01/reading`,
          text({ at: Date.now() - 1_000 + n, values: { level: n / 100 } }),
          { qos: 1 },
        )
      }
      await until(() => city.reading('TG-01')?.values[0] === 0.49)
      // One connection, one notification: had the line been cut, the bridge would have come back and said it again.
      expect(quarantine.rows()).toMatchObject([
        { reason: 'foreignTopic', client: expect.stringMatching(/\.to-ioc$/), count: 1, sample: '1' },
      ])
      await far.endAsync()
      await bridge.stop()
      await until(() => quarantine.rows()[0]?.count === 2)
    },
  )

  describe('over WebSocket', () => {
    const openBoth = () => open({ webSocketPort: 0, origins: ['https://ioc.example'] })
    const url = (port: number | undefined, path = '/mqtt') => `ws://127.0.0.1:${port}${path}`

    it('takes and gives what it does over TCP', async () => {
      const { webSocketPort, device, city, broker } = await openBoth()
      const heard: string[] = []
      const watcher = await device()
      watcher.on('message', (topic) => heard.push(topic))
      await watcher.subscribeAsync(`${PREFIX}/#`)
      const gauge = await mqtt.connectAsync(url(webSocketPort), { reconnectPeriod: 0 })
      const reply: string[] = []
      gauge.on('message', (_topic, payload) => reply.push(String(payload)))
      await gauge.subscribeAsync(`${PREFIX}/sensor/TG-01/status`)
      await gauge.publishAsync(`${PREFIX}/sensor/TG-01/announce`, text(GAUGE), { qos: 1 })
      await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, reading(1.4), { qos: 2 })
      await watcher.publishAsync(`${PREFIX}/sensor/TG-01/status`, 'online', { qos: 1 })
      expect(city.reading('TG-01')).toMatchObject({ values: [1.4], status: 'online' })
      await until(() => heard.length === 3 && reply.length === 1)
      expect(broker.clients()).toBe(2)
      await gauge.endAsync()
      await until(() => broker.clients() === 1)
    })

    it('has the same limits: a message too large leaves an entry on the device', async () => {
      const { webSocketPort, quarantine } = await openBoth()
      const camera = await mqtt.connectAsync(url(webSocketPort), { reconnectPeriod: 0, clientId: 'cam' })
      camera.on('error', () => {})
      await camera.publishAsync(`${PREFIX}/camera/MC-1/announce`, text(HALL), { qos: 1 })
      await camera.publishAsync(`${PREFIX}/camera/MC-1/frame`, Buffer.alloc(400 * 1024), { qos: 1 })
      expect(camera.connected).toBe(true)
      expect(quarantine.rows()).toMatchObject([{ source: 'camera/MC-1', client: 'cam', reason: 'tooLarge' }])
      camera.publish(`${PREFIX}/camera/MC-1/frame`, Buffer.alloc(2_000_000), { qos: 0 })
      await until(() => !camera.connected)
      expect(quarantine.rows()).toMatchObject([{ source: 'camera/MC-1', client: 'cam', reason: 'tooLarge', count: 2 }])
    })

    it('holds no message that is larger than it looks at', async () => {
      const { webSocketPort, quarantine } = await openBoth()
      const vandal = new WebSocket(url(webSocketPort), 'mqtt')
      vandal.on('error', () => {})
      await new Promise((resolve) => vandal.once('open', resolve))
      vandal.send(connectPacket('vandal'))
      await new Promise((resolve) => vandal.once('message', resolve))
      vandal.send(Buffer.alloc(3_000_000))
      await until(() => quarantine.rows().length > 0)
      expect(quarantine.rows()).toMatchObject([{ reason: 'packetTooLarge', client: 'vandal' }])
    })

    it.each([
      ['a foreign page', '/mqtt', 'mqtt', { origin: 'https://evil.example' }, 'foreignOrigin', 403],
      [
        'a page whose name was made to point here',
        '/mqtt',
        'mqtt',
        { origin: 'http://rebound.example', host: 'rebound.example' },
        'unknownHost',
        421,
      ],
      ['another path', '/socket', 'mqtt', {}, 'notMqttOverWebSocket', 404],
      ['another protocol', '/mqtt', 'chat', {}, 'notMqttOverWebSocket', 400],
    ])('refuses %s', async (_who, path, protocol, headers, reason, status) => {
      const { webSocketPort, quarantine, broker } = await openBoth()
      const socket = new WebSocket(url(webSocketPort, path), protocol, { headers })
      const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
      expect(error.message).toContain(`${status}`)
      expect(quarantine.rows()).toMatchObject([{ reason, source: 'unknown' }])
      expect(broker.clients()).toBe(0)
    })

    it('takes pages of the origins in the settings, and of its own', async () => {
      const { webSocketPort } = await openBoth()
      for (const origin of ['https://ioc.example', `http://127.0.0.1:${webSocketPort}`]) {
        const socket = new WebSocket(url(webSocketPort), 'mqtt', { origin })
        await new Promise((resolve) => socket.once('open', resolve))
        expect(socket.protocol).toBe('mqtt')
        socket.close()
      }
      const page = await fetch(`http://127.0.0.1:${webSocketPort}/mqtt`)
      expect(page.status).toBe(426)
    })

    it('counts its connections with those over TCP', async () => {
      const { webSocketPort, device, quarantine } = await open({ webSocketPort: 0, broker: { maxConnections: 1 } })
      await device()
      const second = new WebSocket(url(webSocketPort), 'mqtt')
      second.on('error', () => {})
      await new Promise((resolve) => second.once('close', resolve))
      expect(quarantine.rows()).toMatchObject([{ reason: 'tooManyConnections', params: { max: 1 } }])
    })
  })
})

/** The topics of the table in the documentation, with names filled in. */
function contractTopics(): { topic: string; isRetained: boolean }[] {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/ARCHITECTURE.md'), 'utf8')
  const names: Record<string, string> = { id: 'A-1', system: 'lgsp', link: 'ngsp', unit: COMMUNE }
  return [...page.matchAll(/^\| (`…\/.*?) \| [01], (yes|no)/gm)].flatMap(([, topics = '', retained]) =>
    [...topics.matchAll(/`…\/([^`]+)`/g)].map(([, shape = '']) => ({
      topic: `${PREFIX}/${shape.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '?')}`,
      isRetained: retained === 'yes',
    })),
  )
}

function dialled(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })
}

function once(socket: Socket, event: 'data' | 'close'): Promise<void> {
  return new Promise((resolve) => {
    if (event === 'close' && socket.destroyed) resolve()
    else socket.once(event, () => resolve())
    if (event === 'close') socket.resume()
  })
}

/** A field as MQTT writes it: length, then bytes. */
function field(said: string): Buffer {
  const bytes = Buffer.from(said)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
}

function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length: number[] = []
  for (let rest = body.length; ; ) {
    const digit = rest % 128
    rest = Math.floor(rest / 128)
    length.push(rest > 0 ? digit | 0x80 : digit)
    if (rest === 0) break
  }
  return Buffer.concat([Buffer.from([type, ...length]), body])
}

function connectPacket(client: string): Buffer {
  return packet(0x10, field('MQTT'), Buffer.from([4, 2, 0, 60]), field(client))
}

function publishPacket(topic: string, payload: string): Buffer {
  return packet(0x30, field(topic), Buffer.from(payload))
}

function subscribePacket(filter: string): Buffer {
  return packet(0x82, Buffer.from([0, 1]), field(filter), Buffer.from([0]))
}
