import { io, type Socket } from 'socket.io-client'
import type { ClientToHub, FeedName, HubToClient } from '../../domain/wire.ts'

/**
 * Screens that come back by themselves as the pages do: after a pause that is doubled and spread. Arguments: url, how many, feeds they follow (by
 * comma; none: being connected is all). Asked, they tell how many have everything, and when the last of them got it (epoch ms).
 */
const [url = '', count = '1', feeds = ''] = process.argv.slice(2)
const followed = feeds.split(',').filter((feed) => feed !== '') as FeedName[]

const whole = new Set<number>()
let lastAt = 0

for (let i = 0; i < Number(count); i++) {
  const socket: Socket<HubToClient, ClientToHub> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: process.env.BENCH_COOKIE ?? '' },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  })
  socket.on('disconnect', () => whole.delete(i))
  socket.on('connect', async () => {
    for (const feed of followed) {
      const reply = await socket.timeout(30_000).emitWithAck('subscribe', { feed, scope: { unit: '92' } })
      if (!reply.ok) throw new Error(reply.reason)
    }
    whole.add(i)
    lastAt = Date.now()
  })
  // Doors are opened a few at a time: what is measured is the return, not the first coming.
  if (i % 50 === 49) await new Promise((done) => setTimeout(done, 100))
}
process.on('message', () => process.send?.({ whole: whole.size, lastAt }))
process.send?.({ ready: {} })
