import { io, type Socket } from 'socket.io-client'
import { type ClientToHub, type FeedName, fromColumns, type HubToClient } from '../../domain/wire.ts'

/**
 * Consoles without pixels that note when each alert was first seen as taken on, epoch ms.
 * Arguments: url, how many.
 */
const [url = '', count = '1'] = process.argv.slice(2)
const FEEDS: FeedName[] = ['sensors', 'readings', 'kpis', 'alerts', 'hub']

/** By alert, one moment a screen. */
const seen = new Map<string, number[]>()
for (let i = 0; i < Number(count); i++) {
  const socket: Socket<HubToClient, ClientToHub> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: process.env.BENCH_COOKIE ?? '' },
  })
  await new Promise<void>((done) => socket.once('connect', done))
  const here = new Set<string>()
  socket.on('delta', (delta) => {
    if (delta.feed !== 'alerts') return
    for (const { id, acknowledgedAt } of fromColumns('alerts', delta.rows)) {
      if (acknowledgedAt === null || here.has(id)) continue
      here.add(id)
      const at = performance.timeOrigin + performance.now()
      const known = seen.get(id)
      if (known === undefined) seen.set(id, [at])
      else known.push(at)
    }
  })
  for (const feed of FEEDS) await socket.emitWithAck('subscribe', { feed, scope: { unit: '92' } })
}
process.on('message', () => process.send?.({ seen: [...seen] }))
process.send?.({ ready: {} })
