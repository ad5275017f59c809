import type { FeedName, Feeds } from '../../domain/wire.ts'
import type { FeedStore } from './feedStore.ts'

/** Rows of a feed for those who look at all of them at once. */
export interface PacedRows<F extends FeedName> {
  /** The same object until its listener has been told. */
  rows(): ReadonlyMap<string, Feeds[F]>
  /** @returns stops listening */
  listen(listener: () => void): () => void
}

/**
 * Tells of the first change at once, and of a long feed's later ones together, after a pace.
 * @param now monotonic ms
 * @param paceMs the shortest time between two tellings of a long feed
 * @param short feeds of at most so many rows are told of with every beat
 */
export function createPacedRows<F extends FeedName>(
  store: Pick<FeedStore, 'rows' | 'onRows'>,
  feed: F,
  { now, paceMs, short }: { now: () => number; paceMs: number; short: number },
): PacedRows<F> {
  let held = store.rows(feed)
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    rows: () => held,
    listen(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const tell = () => {
        timer = undefined
        toldAt = now()
        held = store.rows(feed)
        listener()
      }
      const stopListening = store.onRows(feed, () => {
        if (timer !== undefined) return
        const waitMs = store.rows(feed).size <= short ? 0 : toldAt + paceMs - now()
        if (waitMs <= 0) tell()
        else timer = setTimeout(tell, waitMs)
      })
      // What came between the making and the listening.
      held = store.rows(feed)
      return () => {
        clearTimeout(timer)
        stopListening()
      }
    },
  }
}
