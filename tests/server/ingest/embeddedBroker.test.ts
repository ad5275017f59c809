import { connect, createServer, type Socket } from 'node:net'
import mqtt from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmbeddedBroker } from '../../../server/broker/embeddedBroker.ts'
import { GAUGE, openDoor, PREFIX, text, until, wait } from './door.ts'

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
    await wait(100)
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
    await until(() => topics.length > 0)
    await wait(100)
    expect(topics).toEqual([`${PREFIX}/sensor/TG-01/announce`])
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
    await until(() => topics.length > 0)
    await wait(100)
    expect(topics.length).toBeLessThan(10)
  })

  it.each([
    ['$SYS/broker/clients', '$SYS'],
    ['other/tree', 'another tree'],
    [`${PREFIX}/hub/hub-1/status`, "the hub's own status"],
    [`${PREFIX}/sensor/${'x'.repeat(300)}/reading`, 'a topic without end'],
    [`${PREFIX}/${'a/'.repeat(99)}a`, 'a hundred levels'],
  ])('lets nobody publish to %s', async (topic, why) => {
    const { device, broker } = await open()
    const watcher = await device()
    const heard: string[] = []
    watcher.on('message', (received) => heard.push(received))
    await watcher.subscribeAsync('#')
    const vandal = await device({ reconnectPeriod: 0 })
    const cut = new Promise<void>((resolve) => vandal.once('close', () => resolve()))
    vandal.publish(topic, 'x', { qos: 1 })
    await cut
    await until(() => broker.clients() === 1)
    expect(heard, why).toEqual([])
  })

  it('shows $SYS to nobody', async () => {
    const { device } = await open()
    const granted = await (await device()).subscribeAsync(['$SYS/#', `${PREFIX}/#`]).catch((error) => error)
    expect(String(granted)).toMatch(/Subscribe error|Unspecified error/)
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
    await wait(200)
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
    const began = performance.now()
    for (let n = 0; n < 200; n++) await gauge.publishAsync(`${PREFIX}/sensor/TG-01/reading`, big, { qos: 1 })
    expect(performance.now() - began).toBeLessThan(5_000)
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
    await until(() => store.calls() === 2)
    const stopped = broker.stop()
    await wait(50)
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
    const second = createEmbeddedBroker({ host: '127.0.0.1', port, prefix: PREFIX, handle: ingest.handle, clock, log })
    await expect(second.start()).rejects.toThrow(/is in use.*MQTT_PORT/)
    expect(second.state()).toBe('disconnected')
    squatter.close()
  })

  it('says in MQTT terms that it speaks 3.1.1 only', async () => {
    const { port } = await open()
    const modern = mqtt.connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, reconnectPeriod: 0 })
    const error = await new Promise<Error>((resolve) => modern.once('error', resolve))
    expect(error).toBeInstanceOf(Error)
    modern.end(true)
  })
})

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
