import { readFile } from 'node:fs/promises'
import { io, type Socket } from 'socket.io-client'
import { MOST_TILES } from '../../domain/cameras/mosaic.ts'
import type { FrameHead } from '../../domain/wire.ts'
import { countAt } from '../../simulators/cameras/cameraDevice.ts'
import { createHallPainter } from '../../simulators/cameras/hallPicture.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { cookieFor } from '../support/signIn.ts'
import { until } from '../support/until.ts'
import { report, wait } from './harness.ts'

const PER_SECOND = 5
const RUN_MS = 12_000
const IDS = Array.from({ length: MOST_TILES }, (_, i) => `MC-${i}`)

/** A mosaic of 24 cameras at five pictures a second: shown of sent, alone and beside a wall that has stalled, as pictures come and blurred. */
export async function benchCameras(): Promise<void> {
  const pictures = await hallPictures()
  for (const policy of ['clear', 'blurred'] as const) {
    const hub = await startBuiltHub({ IOC_CAMERA_PICTURES: policy })
    const publisher = await connectPublisher(hub.mqtt)
    for (const id of IDS)
      await publisher.say(`camera/${id}/announce`, {
        name: id,
        commune: '31117',
        lng: 105.7885,
        lat: 10.0452,
        every: 1,
      })
    const alone = await run(hub, publisher, pictures)
    const stalled = await stalledWall(hub)
    const beside = await run(hub, publisher, pictures)
    const share = ({ shown, sent }: Run) => `${((100 * shown) / sent).toFixed(1)}% (${shown} of ${sent})`
    report(
      `${MOST_TILES} tiles × ${PER_SECOND}/s, ${policy}, shown of sent beside a stalled wall`,
      share(beside),
      `without it ${share(alone)}`,
      beside.shown / beside.sent / (alone.shown / alone.sent),
    )
    console.log(
      `  the hub's processor: ${alone.cores.toFixed(2)} cores alone, ${beside.cores.toFixed(2)} beside it; resident memory ${beside.mb.toFixed(0)} MB; median picture ${beside.kb.toFixed(1)} kB`,
    )
    stalled.end()
    await publisher.end()
    await hub.stop()
  }
}

interface Run {
  readonly sent: number
  readonly shown: number
  readonly cores: number
  readonly mb: number
  readonly kb: number
}

/** Every camera shows `PER_SECOND` pictures a second, spread over the second; one wall takes each as soon as it has it. */
async function run(hub: BuiltHub, publisher: Publisher, pictures: readonly Uint8Array[]): Promise<Run> {
  const wall = connect(hub)
  let shown = 0
  const sizes: number[] = []
  wall.on('frame', (_head: FrameHead, jpeg: Uint8Array, taken: () => void) => {
    shown++
    sizes.push(jpeg.byteLength)
    taken()
  })
  await wall.timeout(5_000).emitWithAck('watch', IDS)
  // What was known before is sent at once.
  await wait(500)
  shown = 0
  const [cpu, begun] = [await cpuSeconds(hub), performance.now()]
  let sent = 0
  const everyMs = 1_000 / PER_SECOND / IDS.length
  while (performance.now() - begun < RUN_MS) {
    const due = Math.floor((performance.now() - begun) / everyMs)
    for (; sent < due; sent++) {
      const id = IDS[sent % IDS.length]
      void publisher.say(`camera/${id}/frame`, Buffer.from(pictures[sent % pictures.length] ?? []))
    }
    await wait(4)
  }
  const cores = ((await cpuSeconds(hub)) - cpu) / ((performance.now() - begun) / 1_000)
  await until(() => shown >= sent, 2_000).catch(() => undefined)
  wall.close()
  const kb = (sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0) / 1_024
  return { sent, shown: Math.min(shown, sent), cores, mb: (await hub.rss()) / 1024 / 1024, kb }
}

/** Watches everything and reads nothing. */
async function stalledWall(hub: BuiltHub): Promise<{ end(): void }> {
  const wall = connect(hub)
  await wall.timeout(5_000).emitWithAck('watch', IDS)
  const { ws } = wall.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }
  ws._socket.pause()
  return {
    end() {
      // What does not read does not say goodbye either.
      ws._socket.resume()
      wall.close()
    },
  }
}

function connect(hub: BuiltHub): Socket {
  const cookie = cookieFor(hub.http)
  return io(hub.http, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    ...(cookie !== undefined && { extraHeaders: { cookie } }),
  })
}

/** Time of the processor that the hub has had, seconds (Linux). */
async function cpuSeconds({ pid }: BuiltHub): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / 100
}

/** Halls as the demo's cameras show them, a minute of people apart. */
async function hallPictures(): Promise<readonly Uint8Array[]> {
  const city = createDemoCity({ seed: 7, edition: '2021', faults: 0 })
  const painter = createHallPainter({ random: city.random })
  const morning = Date.parse('2026-11-23T09:30:05+07:00')
  return await Promise.all(
    city.offices.slice(0, 37).map(async (office, i) => {
      const at = morning + i * 60_000
      return (await painter.draw(office, countAt(office, at))).jpeg
    }),
  )
}
