import { createServer, type Socket } from 'node:net'
import { expect, it, type TestContext } from 'vitest'
import { type BrokerLink, createBrokerLink } from '../../../server/ingest/brokerLink.ts'
import { until } from '../../support/until.ts'
import { PREFIX } from './door.ts'

/** What ends with a test. */
type Ending = TestContext['onTestFinished']

const [CONNECT, PUBLISH, SUBSCRIBE, PINGREQ] = [0x1, 0x3, 0x8, 0xc] as const
const CONNACK = Buffer.from([0x20, 3, 0, 0, 0])
/** A picture of a camera at QoS 0: nothing that is acknowledged. */
const FRAME = (() => {
  const topic = Buffer.from(`${PREFIX}/camera/A/frame`)
  const rest = Buffer.concat([Buffer.from([0, topic.length]), topic, Buffer.from([0]), Buffer.from('jpeg')])
  return Buffer.concat([Buffer.from([0x30, rest.length]), rest])
})()

/** A broker that takes everything and answers no ping. @param everyMs it sends something so often; 0: never */
async function silentBroker(everyMs: number, ending: Ending) {
  const seen = { connections: 0, pings: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    seen.connections++
    sockets.add(socket)
    let waiting = Buffer.alloc(0)
    const speaking = everyMs === 0 ? undefined : setInterval(() => socket.write(FRAME), everyMs)
    socket.on('error', () => {})
    socket.on('close', () => clearInterval(speaking))
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes])
      for (let packet = first(waiting); packet !== undefined; packet = first(waiting)) {
        waiting = waiting.subarray(packet.end)
        if (packet.type === CONNECT) socket.write(CONNACK)
        if (packet.type === SUBSCRIBE) socket.write(Buffer.from([0x90, 4, packet.id >> 8, packet.id & 255, 0, 1]))
        if (packet.type === PUBLISH) socket.write(Buffer.from([0x40, 2, packet.id >> 8, packet.id & 255]))
        if (packet.type === PINGREQ) seen.pings++
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ending(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { seen, url: `mqtt://127.0.0.1:${(server.address() as { port: number }).port}` }
}

/** The first whole packet; of a publication and a subscription with its identifier. */
function first(bytes: Buffer): { type: number; id: number; end: number } | undefined {
  let at = 1
  let length = 0
  for (let power = 1; ; power *= 128) {
    const digit = bytes[at++]
    if (digit === undefined) return undefined
    length += (digit & 0x7f) * power
    if (digit < 0x80) break
  }
  const type = (bytes[0] ?? 0) >> 4
  if (bytes.length < at + length) return undefined
  const idAt = type === PUBLISH ? at + 2 + bytes.readUInt16BE(at) : at
  return { type, id: length > 1 ? bytes.readUInt16BE(idAt) : 0, end: at + length }
}

function linkTo(url: string, ending: Ending): BrokerLink {
  const link = createBrokerLink({
    url,
    prefix: PREFIX,
    hubId: 'ping',
    handle: async () => {},
    refuse: () => {},
    clock: { now: () => Date.now() },
    log: { info() {}, warn() {} },
    random: () => 0,
  })
  ending(() => link.stop())
  link.start()
  return link
}

// Both wait for the times of a ping, at once.
it.concurrent('stays while anything comes, though the answer to a ping is still behind it, and goes on pinging', async ({
  onTestFinished,
}) => {
  const { seen, url } = await silentBroker(4_000, onTestFinished)
  const link = linkTo(url, onTestFinished)
  await until(() => seen.pings >= 3, 40_000)
  expect(seen.connections).toBe(1)
  expect(link.state()).toBe('connected')
}, 60_000)

it.concurrent('is begun anew when nothing comes', async ({ onTestFinished }) => {
  const { seen, url } = await silentBroker(0, onTestFinished)
  linkTo(url, onTestFinished)
  await until(() => seen.connections >= 2, 40_000)
}, 60_000)
