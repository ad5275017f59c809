import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { FEEDS } from '../../domain/feeds/index.ts'
import {
  type ClientToHub,
  type Delta,
  type FeedName,
  type HubToClient,
  type Snapshot,
  toColumns,
} from '../../domain/wire.ts'
import type { Picture } from './renderScreen.tsx'

const NAMES = Object.keys(FEEDS) as FeedName[]
const BEAT_MS = 500

/**
 * A hub whose picture of the city is what a test says, changed in an instant and told to every page that is open. Files, lists and histories are
 * those of a real hub behind it.
 */
export interface PictureHub {
  readonly http: string
  /** Every page follows within a few frames. */
  show(picture: Picture): void
  /** Ends every line and takes no other; `true` takes them again. */
  setOpen(isOpen: boolean): void
  stop(): Promise<void>
}

export async function startPictureHub(behind: string): Promise<PictureHub> {
  let picture: Picture = {}
  let epoch = 0
  let isOpen = true
  const server = createServer((request, response) => void forward(behind, request, response))
  const io = new Server<ClientToHub, HubToClient>(server, {
    serveClient: false,
    allowRequest: (_, done) => done(null, isOpen),
  })

  function snapshotOf(feed: FeedName, scope: Snapshot['scope']): Snapshot {
    const now = Date.now()
    const rows = feed === 'hub' ? hubNow(now) : (picture[feed] ?? [])
    return { feed, scope, seq: 0, epoch: `${epoch}`, now, rows: toColumns(feed, rows as never[]) }
  }

  function hubNow(now: number) {
    return (picture.hub ?? []).map((row) => ({ ...row, now }))
  }

  io.on('connection', (socket) => {
    socket.on('subscribe', ({ feed, scope }, answer) => answer({ ok: true, snapshot: snapshotOf(feed, scope) }))
    socket.on('watch', (_, answer) => answer({ ok: true }))
  })
  let seq = 0
  const beat = setInterval(() => {
    const now = Date.now()
    const scope = { unit: '92' }
    io.emit('delta', {
      feed: 'hub',
      scope,
      seq: ++seq,
      epoch: `${epoch}`,
      now,
      rows: toColumns('hub', hubNow(now)),
      removed: [],
    })
  }, BEAT_MS)

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    http: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(next) {
      picture = next
      epoch++
      seq = 0
      // Another epoch: pages ask anew.
      for (const feed of NAMES) {
        const delta: Delta = { ...snapshotOf(feed, { unit: '92' }), seq: 1, rows: toColumns(feed, []), removed: [] }
        io.emit('delta', delta)
      }
    },
    setOpen(open) {
      isOpen = open
      if (!open) io.disconnectSockets(true)
    },
    async stop() {
      clearInterval(beat)
      await io.close()
      server.closeAllConnections()
    },
  }
}

async function forward(behind: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await fetch(`${behind}${request.url}`, { headers: { accept: request.headers.accept ?? '*/*' } }).catch(
    () => undefined,
  )
  if (answer === undefined) {
    response.writeHead(502).end()
    return
  }
  const headers = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !/^(content-encoding|content-length|transfer-encoding|connection)$/.test(name),
    ),
  )
  response.writeHead(answer.status, headers)
  response.end(Buffer.from(await answer.arrayBuffer()))
}
