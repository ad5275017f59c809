import { once } from 'node:events'
import { connect } from 'node:net'
import { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { GuardedConnection } from '../../../server/broker/guardedConnection.ts'
import { BROKER_LIMITS } from '../../../server/broker/limits.ts'
import { EVERYBODY_SPEAKS } from '../../../server/broker/speakers.ts'
import { createPacketTurns } from '../../../server/broker/turns.ts'
import { openDoor, PREFIX, until } from './door.ts'

const PING = Buffer.from([0xc0, 0])
const short = (value: number) => Buffer.from([value >> 8, value & 0xff])
const name = (text: string) => Buffer.concat([short(text.length), Buffer.from(text)])
function packet(first: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const digits: number[] = []
  for (let left = body.length; digits.length === 0 || left > 0; left >>= 7)
    digits.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0))
  return Buffer.concat([Buffer.from([first, ...digits]), body])
}
/** MQTT 3.1.1, a clean session, no keep-alive. */
const hello = (clientId: string) => packet(0x10, name('MQTT'), Buffer.from([4, 2, 0, 0]), name(clientId))
const subscribe = (...filters: readonly string[]) =>
  packet(0x82, short(1), ...filters.map((filter) => Buffer.concat([name(filter), Buffer.from([0])])))
const unsubscribe = (filter: string) => packet(0xa2, short(2), name(filter))
const pings = (count: number) => Buffer.alloc(count * PING.length, PING)
/** At QoS 1. */
const publish = (topic: string, id: number, payload = '{}') =>
  packet(0x32, name(topic), short(id), Buffer.from(payload))
const PUBACK = 4
const SUBACK = 9
const UNSUBACK = 11
const PINGRESP = 13

type Door = Awaited<ReturnType<typeof openDoor>>
let door: Door | undefined
let lines = 0
afterEach(async () => {
  await door?.close()
  door = undefined
})

/** A line that has been let in; counts what it is answered, by type. */
async function line({ port }: Door) {
  const socket = connect(port, '127.0.0.1')
  const counts = new Map<number, number>()
  let left = 0
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    // Answers here are short: one byte tells their length.
    for (let at = left; at < chunk.length; at += 2 + (chunk[at + 1] ?? 0)) {
      const type = (chunk[at] ?? 0) >> 4
      counts.set(type, (counts.get(type) ?? 0) + 1)
    }
    left = 0
  })
  socket.write(hello(`line-${++lines}`))
  await until(() => counts.get(2) === 1)
  return { socket, answered: (type: number) => counts.get(type) ?? 0 }
}

describe('messages of strangers', () => {
  it('are handed on a few at a time of each line, and stand before nobody who has an account', async () => {
    const few = { strangerBurst: 5, strangerPerSecond: 0.001, strangersBurst: 50, strangersPerSecond: 0.001 }
    door = await openDoor({ broker: few, speakers: { ...EVERYBODY_SPEAKS, haveDevicesAccounts: true } })
    const { device } = door
    const known = await device({ username: 'gateway', password: 'x' })
    const said = Buffer.concat(Array.from({ length: 1_000 }, (_, n) => publish(`${PREFIX}/sensor/Z/announce`, n + 1)))
    const many = await Promise.all(Array.from({ length: 150 }, () => line(door as Door)))
    for (const { socket } of many) socket.write(said)
    await until(() => many.some(({ answered }) => answered(PUBACK) > 0))
    const sum = () => many.reduce((all, { answered }) => all + answered(PUBACK), 0)
    const before = sum()
    await known.publishAsync(`${PREFIX}/sensor/A/announce`, '{}', { qos: 1 })
    // Of 150 lines: those that were handed on before it would be thousands.
    expect(sum() - before).toBeLessThan(2_000)
    await until(() => many.every(({ answered }) => answered(PUBACK) > 0))
    for (const { answered } of many) expect(answered(PUBACK)).toBeLessThanOrEqual(100)
    for (const { socket } of many) socket.destroy()
  })

  it('that are large, and have to wait, hold their line up no longer than that', async () => {
    const few = { strangerBurst: 5, strangerPerSecond: 100, strangersBurst: 50, strangersPerSecond: 100 }
    const broker = { ...few, strangerAtOnce: 2, maxSlowMs: 20 }
    door = await openDoor({ broker, speakers: { ...EVERYBODY_SPEAKS, haveDevicesAccounts: true } })
    const { socket, answered } = await line(door)
    const large = JSON.stringify({ name: 'x'.repeat(4_000) })
    socket.write(
      Buffer.concat(Array.from({ length: 20 }, (_, n) => publish(`${PREFIX}/sensor/Z/announce`, n + 1, large))),
    )
    await until(() => answered(PUBACK) === 20)
    socket.destroy()
  })
})

/** What a socket reads of what is pushed at it. */
function endless(): Duplex {
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
}

describe('packets that are no messages', () => {
  const haveAccounts = { ...EVERYBODY_SPEAKS, haveDevicesAccounts: true }
  const strangers = { strangerBurst: 20, strangerPerSecond: 0.001, strangersBurst: 30, strangersPerSecond: 0.001 }

  it('of strangers count as their messages do: pings, and subscribing and unsubscribing, of a line and of a network', async () => {
    door = await openDoor({ broker: strangers, speakers: haveAccounts })
    const { quarantine } = door
    const [first, second] = [await line(door), await line(door)]
    first.socket.write(pings(5_000))
    await until(() => quarantine.rows().some(({ reason }) => reason === 'flooding'))
    await until(() => first.answered(PINGRESP) === 20)
    const filter = (n: number) => `${PREFIX}/sensor/A/${n % 9}`
    const subscriptions = Array.from({ length: 200 }, (_, n) => [subscribe(filter(n)), unsubscribe(filter(n))])
    second.socket.write(Buffer.concat(subscriptions.flat()))
    await until(() => quarantine.rows().reduce((sum, { count }) => sum + count, 0) >= 2)
    const answered = () => second.answered(SUBACK) + second.answered(UNSUBACK)
    await until(() => answered() === 10)
    expect(quarantine.rows().map(({ reason }) => reason)).toEqual(['flooding', 'flooding'])
    // Whoever has an account is let in beside them, and is answered.
    const known = await door.device({ username: 'gateway', password: 'x' })
    await known.subscribeAsync(`${PREFIX}/sensor/A/status`)
    expect([first.answered(PINGRESP), answered()]).toEqual([20, 10])
    for (const { socket } of [first, second]) socket.destroy()
  })

  it('of an account go on as fast as its messages may, and none is lost', async () => {
    door = await openDoor({ broker: { accountBurst: 100, accountPerSecond: 400 } })
    const { socket, answered } = await line(door)
    socket.write(pings(300))
    await until(() => answered(PINGRESP) >= 100)
    expect(answered(PINGRESP)).toBeLessThan(300)
    await until(() => answered(PINGRESP) === 300)
    socket.destroy()
  })

  it('are counted by their bytes, too, of strangers; a list of subscriptions without end ends the line', async () => {
    door = await openDoor({ broker: { ...strangers, maxControlBytes: 8_192 }, speakers: haveAccounts })
    const { quarantine } = door
    const [first, second] = [await line(door), await line(door)]
    const list = (count: number) =>
      subscribe(...Array.from({ length: count }, (_, n) => `${PREFIX}/${'x'.repeat(80)}/${n}`))
    for (let n = 0; n < 10; n++) first.socket.write(list(50))
    await until(() => quarantine.rows().some(({ reason }) => reason === 'flooding'))
    // Five each, of twenty.
    await until(() => first.answered(SUBACK) === 4)
    second.socket.write(list(200))
    await once(second.socket, 'close')
    expect(quarantine.rows().map(({ reason }) => reason)).toContain('packetTooLarge')
    expect(first.answered(SUBACK)).toBe(4)
    first.socket.destroy()
  })

  it('come to the parser a few at a time, however many lie in one chunk and on however many lines, all and in order', async () => {
    const turns = createPacketTurns(100)
    const said = Buffer.concat([hello('x'), pings(10_000)])
    const perTurn: number[] = []
    let passed = 0
    const many = Array.from({ length: 5 }, () => {
      const socket = endless()
      const connection = new GuardedConnection(socket, BROKER_LIMITS, {
        onOversize: () => undefined,
        delayOf: () => 0,
        turns,
      })
      const got: Buffer[] = []
      connection.on('data', (chunk: Buffer) => {
        got.push(chunk)
        passed += chunk.length / PING.length
      })
      return { socket, connection, got }
    })
    const look = () => {
      perTurn.push(passed - perTurn.reduce((sum, count) => sum + count, 0))
      if (passed < 5 * (said.length / PING.length)) setImmediate(look)
    }
    setImmediate(look)
    for (const { socket } of many) {
      socket.push(said)
      socket.push(null)
    }
    for (const { connection } of many) if (!connection.readableEnded) await once(connection, 'end')
    for (const { got } of many) expect(Buffer.concat(got).equals(said)).toBe(true)
    expect(Math.max(...perTurn)).toBeLessThan(200)
  })
})
