import { io, type Socket } from 'socket.io-client'
import type { ClientToHub, Delta, FeedName, HubToClient, Snapshot } from '../../domain/wire.ts'

/**
 * Screens that come back by themselves as the pages do: after a pause that is doubled and spread. Arguments: url, how many, feeds they follow (by
 * comma; none: being connected is all). Asked, they tell how many have everything, when the last of them got it (epoch ms), and how many deltas came
 * that were not the next one.
 */
const [url = '', count = '1', feeds = ''] = process.argv.slice(2)
const followed = feeds.split(',').filter((feed) => feed !== '') as FeedName[]

const whole = new Set<number>()
let lastAt = 0
let gaps = 0

for (let i = 0; i < Number(count); i++) {
  const socket: Socket<HubToClient, ClientToHub> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: process.env.BENCH_COOKIE ?? '' },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  })
  /** What was told last of each feed. */
  const told = new Map<FeedName, Pick<Snapshot, 'epoch' | 'seq'>>()
  socket.on('disconnect', () => {
    whole.delete(i)
    told.clear()
  })
  socket.on('connect', async () => {
    for (const feed of followed) await begin(feed)
    whole.add(i)
    lastAt = Date.now()
  })
  socket.on('delta', ({ feed, epoch, seq }: Delta) => {
    const last = told.get(feed)
    if (last === undefined) return
    if (epoch === last.epoch && seq === last.seq + 1) told.set(feed, { epoch, seq })
    else if (epoch === '') {
      told.delete(feed)
      void begin(feed)
    } else gaps++
  })

  /** A callback takes the snapshot: a promise would go on after the deltas that have come with it. */
  const begin = (feed: FeedName) =>
    new Promise<void>((begun) => {
      socket.timeout(30_000).emit('subscribe', { feed, scope: { unit: '92' } }, (error, reply) => {
        if (error !== null) return
        if (!reply.ok) throw new Error(reply.reason)
        const { epoch, seq } = reply.snapshot
        told.set(feed, { epoch, seq })
        begun()
      })
    })
  // Doors are opened a few at a time: what is measured is the return, not the first coming.
  if (i % 50 === 49) await new Promise((done) => setTimeout(done, 100))
}
process.on('message', () => process.send?.({ whole: whole.size, lastAt, gaps }))
process.send?.({ ready: {} })
