import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Live pictures of one row: as many a second as a simple camera gives. */
const EVERY_MS = 200
/** Rows that are given at a time. */
const MOST_ROWS = 6
/** A row ends by itself: the longest look at a camera is over by then. */
const LONGEST_MS = 16 * 60_000
const BOUNDARY = 'picture'

/** Draws what a camera sees now; undefined: there is none, or it does not speak. */
export type DrawNow = (camera: string) => Promise<Uint8Array | undefined>

/**
 * The media server of the demo: gives the drawn pictures of a simulated camera as a row of JPEGs, on this machine alone. It stands in for the
 * gateway that a centre has.
 */
export interface LiveServer {
  /** `http://127.0.0.1:…`: what the hub is told to let pages play from. */
  readonly origin: string
  addressOf(camera: string): string
  /** From now on pictures are drawn so. */
  show(draw: DrawNow): void
  stop(): Promise<void>
}

export async function startLiveServer({ everyMs = EVERY_MS } = {}): Promise<LiveServer> {
  let drawNow: DrawNow = async () => undefined
  const rows = new Set<ServerResponse>()
  const ending = new AbortController()

  const server = createServer((request, response) => {
    const [, camera] = /^\/live\/([^/?]{1,64})\.mjpeg$/.exec(request.url ?? '') ?? []
    if (request.method !== 'GET' || camera === undefined || rows.size >= MOST_ROWS) {
      response.writeHead(camera === undefined ? 404 : 503, { 'access-control-allow-origin': '*' }).end()
      return
    }
    void give(decodeURIComponent(camera), response).catch(() => response.destroy())
  })

  async function give(camera: string, response: ServerResponse): Promise<void> {
    rows.add(response)
    response.on('close', () => rows.delete(response))
    const until = performance.now() + LONGEST_MS
    let begun = false
    while (!response.closed && !ending.signal.aborted && performance.now() < until) {
      const due = performance.now() + everyMs
      const jpeg = await drawNow(camera)
      if (jpeg === undefined) break
      if (!begun)
        response.writeHead(200, {
          'access-control-allow-origin': '*',
          'cache-control': 'no-store',
          'content-type': `multipart/x-mixed-replace; boundary=${BOUNDARY}`,
        })
      begun = true
      response.write(`--${BOUNDARY}\r\ncontent-type: image/jpeg\r\ncontent-length: ${jpeg.length}\r\n\r\n`)
      // Who does not take a picture is not given the next: nothing piles up.
      if (!response.write(Buffer.concat([jpeg, Buffer.from('\r\n')])) && !response.closed)
        await Promise.race([once(response, 'drain'), once(response, 'close')])
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    }
    if (!begun && !response.closed) response.writeHead(404, { 'access-control-allow-origin': '*' })
    response.end()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    addressOf: (camera) => `${origin}/live/${encodeURIComponent(camera)}.mjpeg`,
    show(draw) {
      drawNow = draw
    },
    async stop() {
      ending.abort()
      for (const row of rows) row.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
