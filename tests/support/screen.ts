import { io, type Socket } from 'socket.io-client'
import { type ClientToHub, type FeedName, type Feeds, fromColumns, type HubToClient, keyOf } from '../../domain/wire.ts'

/** A screen without a page: what the hub says of some feeds, as it comes. It comes back by itself and begins anew then. */
export interface TestScreen {
  row<R>(feed: FeedName, key: string): R | undefined
  rows<R>(feed: FeedName): R[]
  /** Every row it was told since the last time it was asked, in order. */
  said<R>(feed: FeedName): R[]
  /** How often it has been given a snapshot of every feed. */
  begun(): number
  close(): void
}

/** Resolves when it has been given a snapshot of every feed. @param cookie of whoever follows; absent where the hub lets everybody in */
export async function connectScreen(hub: string, feeds: readonly FeedName[], cookie?: string): Promise<TestScreen> {
  const socket: Socket<HubToClient, ClientToHub> = io(hub, {
    ...{ transports: ['websocket'], forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 50 },
    ...(cookie !== undefined && { extraHeaders: { cookie } }),
  })
  const tables = new Map(feeds.map((feed) => [feed, new Map<string, unknown>()]))
  const said = new Map(feeds.map((feed) => [feed, [] as unknown[]]))
  let begun = 0

  function take(feed: FeedName, rows: readonly Feeds[FeedName][]): void {
    for (const row of rows) {
      tables.get(feed)?.set(keyOf(feed, row), row)
      said.get(feed)?.push(row)
    }
  }

  /** A callback takes the snapshot: a promise would go on after the deltas that have come with it. */
  const begin = (feed: FeedName) =>
    new Promise<void>((resolve, reject) => {
      socket.timeout(5_000).emit('subscribe', { feed, scope: { unit: '92' } }, (error, reply) => {
        if (error !== null) return reject(error)
        if (!reply.ok) return reject(new Error(reply.reason))
        tables.get(feed)?.clear()
        take(feed, fromColumns(feed, reply.snapshot.rows))
        resolve()
      })
    })
  const first = new Promise<void>((resolve) => {
    socket.on('connect', async () => {
      for (const feed of feeds) await begin(feed)
      begun++
      resolve()
    })
  })
  socket.on('delta', ({ feed, rows, removed }) => {
    take(feed, fromColumns(feed, rows))
    for (const key of removed) tables.get(feed)?.delete(key)
  })
  // A hub that says goodbye is not called again by the library.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') socket.connect()
  })
  await first
  return {
    row: <R>(feed: FeedName, key: string) => tables.get(feed)?.get(key) as R | undefined,
    rows: <R>(feed: FeedName) => [...(tables.get(feed)?.values() ?? [])] as R[],
    said: <R>(feed: FeedName) => (said.get(feed)?.splice(0) ?? []) as R[],
    begun: () => begun,
    close: () => socket.close(),
  }
}
