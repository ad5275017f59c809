import { FEEDS } from '../../domain/feeds/index.ts'
import { type FeedName, type Feeds, keyOf } from '../../domain/wire.ts'

/** Tells which row changed; the row itself is read when it is needed, so that only the latest is ever sent. */
export type PictureListener = (feed: FeedName, key: string) => void

/**
 * The live picture of the city: the newest row of every key of every feed. Services write rows, the gateway and the API read
 * them. Rows are immutable: a change is a new object under the same key.
 */
export interface Picture {
  set<F extends FeedName>(feed: F, row: Feeds[F]): void
  remove(feed: FeedName, key: string): void
  get<F extends FeedName>(feed: F, key: string): Feeds[F] | undefined
  rows<F extends FeedName>(feed: F): Iterable<Feeds[F]>
  size(feed: FeedName): number
  onChange(listener: PictureListener): void
}

export function createPicture(): Picture {
  const tables = Object.fromEntries(Object.keys(FEEDS).map((feed) => [feed, new Map()])) as {
    [F in FeedName]: Map<string, Feeds[F]>
  }
  const listeners: PictureListener[] = []
  const tell: PictureListener = (feed, key) => {
    for (const listener of listeners) listener(feed, key)
  }
  const table = <F extends FeedName>(feed: F): Map<string, Feeds[F]> => tables[feed]

  return {
    set(feed, row) {
      const key = keyOf(feed, row)
      table(feed).set(key, row)
      tell(feed, key)
    },
    remove(feed, key) {
      if (table(feed).delete(key)) tell(feed, key)
    },
    get: (feed, key) => table(feed).get(key),
    rows: (feed) => table(feed).values(),
    size: (feed) => table(feed).size,
    onChange(listener) {
      listeners.push(listener)
    },
  }
}
