import { once } from 'node:events'
import { connect } from 'node:net'
import { startBuiltHub } from '../support/builtHub.ts'
import { report, wait } from './harness.ts'

const BYTES = 200_000_000
const CHUNK = Buffer.alloc(64 * 1024, 0x41)

/** Hub memory while one client publishes a message of 200 MB: it must stay flat, as beside the same hub doing nothing. */
export async function benchLargePublish(): Promise<void> {
  const hub = await startBuiltHub()
  await wait(2_000)
  const idle = await hub.rss()
  let most = idle
  const looking = setInterval(() => void hub.rss().then((bytes) => (most = Math.max(most, bytes))), 20)
  const sent = await publishRaw(new URL(hub.mqtt))
  await wait(1_000)
  clearInterval(looking)
  const alive = (await fetch(`${hub.http}/healthz`)).ok
  await hub.stop()
  if (!alive) throw new Error('the hub does not answer after the publish')
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  report(
    `hub memory at most while ${mb(BYTES)} are published (${mb(sent)} sent)`,
    mb(most),
    `idle ${mb(idle)}`,
    most / idle,
  )
}

/** Sends CONNECT and one PUBLISH of `BYTES`, as far as the broker takes it. Returns what was sent, bytes. */
async function publishRaw({ hostname, port }: URL): Promise<number> {
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const id = Buffer.from('bench-large')
  const variable = Buffer.from([0, 4, ...Buffer.from('MQTT'), 4, 2, 0, 60, 0, id.length, ...id])
  socket.write(Buffer.from([0x10, variable.length, ...variable]))
  await once(socket, 'data')
  const topic = Buffer.from('ioc/v1/sensor/LARGE/reading')
  const head = [0, topic.length, ...topic]
  socket.write(Buffer.from([0x30, ...remainingLength(head.length + BYTES), ...head]))
  // `once` of node:events would take the error of a cut connection for its own.
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  let sent = 0
  while (sent < BYTES && !socket.destroyed) {
    sent += CHUNK.length
    if (!socket.write(CHUNK))
      await Promise.race([new Promise<void>((resolve) => socket.once('drain', resolve)), closed])
  }
  socket.destroy()
  return sent
}

/** MQTT 3.1.1, 2.2.3. */
function remainingLength(length: number): number[] {
  const bytes: number[] = []
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
    if (rest < 128) return bytes
  }
}
