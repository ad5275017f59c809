import { io, type Socket } from 'socket.io-client'
import type { ClientToHub, FeedName, HubToClient } from '../../domain/wire.ts'

/**
 * Screens without pixels: connect, subscribe to what a wall and a console subscribe to, and read what comes.
 * Arguments: url, how many, how many of them freeze after they have subscribed.
 */
const [url = '', count = '1', frozen = '0'] = process.argv.slice(2)
const FEEDS: FeedName[] = ['sensors', 'readings', 'kpis', 'alerts', 'hub']

let deltas = 0
for (let i = 0; i < Number(count); i++) {
  const socket: Socket<HubToClient, ClientToHub> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: process.env.BENCH_COOKIE ?? '' },
  })
  await new Promise<void>((done) => socket.once('connect', done))
  socket.on('delta', () => void deltas++)
  for (const feed of FEEDS) await socket.emitWithAck('subscribe', { feed, scope: { unit: '92' } })
  if (i < Number(frozen)) (socket.io.engine.transport as unknown as { ws: { pause(): void } }).ws.pause()
}
process.on('message', () => process.send?.({ deltas }))
process.send?.({ ready: {} })
