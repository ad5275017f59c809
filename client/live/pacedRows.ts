import type { FeedName, Feeds } from '../../domain/wire.ts'
import type { FeedStore } from './feedStore.ts'

/** Rows of a feed for those who look at all of them at once. */
export interface PacedRows<F extends FeedName> {
  /** The same object until its listeners have been told. */
  rows(): ReadonlyMap<string, Feeds[F]>
  /** @returns stops listening */
  listen(listener: () => void): () => void
}

/**
 * Tells of the first change at once, and of a long feed's later ones together, after a pace: all who listen at once, of the same rows.
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
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopListening: (() => void) | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    timer = undefined
    toldAt = now()
    held = store.rows(feed)
    for (const listener of [...listeners]) listener()
  }
  const onChange = () => {
    if (timer !== undefined) return
    const waitMs = store.rows(feed).size <= short ? 0 : toldAt + paceMs - now()
    if (waitMs <= 0) tell()
    else timer = setTimeout(tell, waitMs)
  }
  return {
    rows: () => held,
    listen(listener) {
      listeners.add(listener)
      if (stopListening === undefined) {
        stopListening = store.onRows(feed, onChange)
        // What came while nobody listened.
        held = store.rows(feed)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        timer = undefined
        stopListening?.()
        stopListening = undefined
      }
    },
  }
}
