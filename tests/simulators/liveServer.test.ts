import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { jpegsOf, openMjpeg } from '../../client/live/video/mjpeg.ts'
import { type LiveServer, startLiveServer } from '../../simulators/cameras/liveServer.ts'

const signal = new AbortController().signal
let stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops) await stop()
  stops = []
})

async function media(): Promise<LiveServer> {
  const server = await startLiveServer({ everyMs: 5 })
  stops.push(server.stop)
  return server
}

/** A server that answers every question alike. */
async function answering(status: number, headers: Record<string, string>, body = ''): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body)).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  stops.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/live/a.mjpeg`
}
const ROW = { 'content-type': 'multipart/x-mixed-replace; boundary=x' }

describe('live pictures of a simulated camera', () => {
  it('come one after the other as they are drawn, each whole, and end as the camera falls silent', async () => {
    const server = await media()
    let drawn = 0
    server.show(async (camera) =>
      camera === 'MC-31117' && drawn < 4 ? new Uint8Array(70_000).fill(++drawn) : undefined,
    )
    const got: [number, number | undefined, number | undefined][] = []
    for await (const jpeg of jpegsOf(await openMjpeg(server.addressOf('MC-31117'), signal)))
      got.push([jpeg.length, jpeg[0], jpeg.at(-1)])
    expect(got).toEqual([1, 2, 3, 4].map((n) => [70_000, n, n]))
  })

  it('of a camera that there is not, or that does not speak, are refused', async () => {
    const server = await media()
    await expect(openMjpeg(server.addressOf('MC-1'), signal)).rejects.toMatchObject({ fault: 'refused' })
    await expect(openMjpeg(`${server.origin}/etc/passwd`, signal)).rejects.toMatchObject({ fault: 'refused' })
  })

  it('are given to a few at a time', async () => {
    const server = await media()
    server.show(async () => new Uint8Array(10))
    const leaving = new AbortController()
    for (let n = 0; n < 6; n++) await openMjpeg(server.addressOf('MC-1'), leaving.signal)
    await expect(openMjpeg(server.addressOf('MC-1'), signal)).rejects.toMatchObject({ fault: 'refused' })
    leaving.abort()
  })
})

describe('a row of pictures', () => {
  it.each([
    ['tooLarge', 'content-length: 9000000\r\n\r\n'],
    ['refused', 'content-type: image/jpeg\r\n\r\n'],
    ['refused', 'x'.repeat(5_000)],
  ])('%s: is given up where its pictures are no pictures', async (fault, body) => {
    const row = jpegsOf(await openMjpeg(await answering(200, ROW, `--x\r\n${body}`), signal))
    await expect(row.next()).rejects.toMatchObject({ fault })
  })

  it('that is none, or never begins, is given up', async () => {
    const asked = (address: string, withinMs?: number) => openMjpeg(address, signal, withinMs)
    await expect(asked(await answering(200, { 'content-type': 'text/html' }))).rejects.toMatchObject({
      fault: 'refused',
    })
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    stops.push(
      () => silent.closeAllConnections(),
      () => silent.close(),
    )
    const { port } = silent.address() as AddressInfo
    await expect(asked(`http://127.0.0.1:${port}/`, 50)).rejects.toMatchObject({ fault: 'noAnswer' })
  })
})
