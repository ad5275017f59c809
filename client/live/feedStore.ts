import {
  type Delta,
  type FeedName,
  type Feeds,
  fromColumns,
  keyOf,
  type Scope,
  type Snapshot,
  scopeKey,
} from '../../domain/wire.ts'
import { RowsView } from './rowsView.ts'

/** What is known of one scope. Of the units that a screen may follow none lies below another. */
interface HeldScope {
  /** Life of the hub and number of the last delta taken; undefined after a gap. */
  at: { readonly epoch: string; seq: number } | undefined
  /** Which rows came in it. */
  readonly keys: Set<string>
}

/** What one feed is known to hold. */
interface Held<F extends FeedName> {
  readonly feed: F
  readonly rows: Map<string, Feeds[F]>
  /** The face that React compares; another object after every frame in which something changed. */
  view: ReadonlyMap<string, Feeds[F]>
  /** By `scopeKey`. */
  readonly scopes: Map<string, HeldScope>
  /** Someone must be told. */
  isDirty: boolean
  readonly changed: Set<string>
  readonly whole: Set<() => void>
  readonly byKey: Map<string, Set<() => void>>
}

export interface FeedStore {
  snapshot(snapshot: Snapshot): void
  /**
   * Takes the next delta.
   * @returns false when one is missing or the hub has begun another life: subscribe again. What is held stays, and ages visibly.
   */
  delta(delta: Delta): boolean
  rows<F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]>
  row<F extends FeedName>(feed: F, key: string): Feeds[F] | undefined
  /** Snapshots of all that may be followed have come at some time; it stays true over a lost line. */
  isReady(feed: FeedName): boolean
  /** @returns stops listening */
  onRows(feed: FeedName, listener: () => void): () => void
  onRow(feed: FeedName, key: string, listener: () => void): () => void
}

/**
 * Rows of every feed. Deltas are taken as they come, cheaply; whoever listens is told once a frame, however many came.
 * @param scopesOf what may be followed of a feed; where nothing, nothing of it will come and nothing is waited for
 * @param nextFrame calls back before the next picture is drawn
 * @param now monotonic ms, for measuring only
 * @param onBeat told after listeners were: ms spent taking deltas since the last time, and when telling began
 */
export function createFeedStore({
  scopesOf,
  nextFrame,
  now,
  onBeat,
}: {
  scopesOf: (feed: FeedName) => readonly Scope[]
  nextFrame: (callback: () => void) => void
  now: () => number
  onBeat: (takingMs: number, toldAt: number) => void
}): FeedStore {
  const feeds = new Map<FeedName, Held<FeedName>>()
  let isScheduled = false
  let takingMs = 0

  function held<F extends FeedName>(feed: F): Held<F> {
    const known = feeds.get(feed)
    if (known !== undefined) return known as unknown as Held<F>
    const rows = new Map<string, Feeds[F]>()
    const fresh: Held<F> = {
      feed,
      rows,
      view: new RowsView(rows),
      scopes: new Map(),
      isDirty: false,
      changed: new Set(),
      whole: new Set(),
      byKey: new Map(),
    }
    feeds.set(feed, fresh as unknown as Held<FeedName>)
    return fresh
  }

  function put<F extends FeedName>(into: Held<F>, keys: Set<string>, rows: Feeds[F][]): void {
    for (const row of rows) {
      const key = keyOf(into.feed, row)
      into.rows.set(key, row)
      keys.add(key)
      into.changed.add(key)
    }
  }

  /** Takes a row out that is gone from a scope; a row of several places may stand in another. */
  function drop(feed: Held<FeedName>, key: string): void {
    for (const { keys } of feed.scopes.values()) if (keys.has(key)) return
    if (feed.rows.delete(key)) feed.changed.add(key)
  }

  function tellSoon(feed: { isDirty: boolean }): void {
    feed.isDirty = true
    if (isScheduled) return
    isScheduled = true
    nextFrame(tell)
  }

  function tell(): void {
    isScheduled = false
    const toldAt = now()
    for (const feed of feeds.values()) {
      if (!feed.isDirty) continue
      feed.isDirty = false
      feed.view = new RowsView(feed.rows)
      const due = [...feed.whole, ...listenersOf(feed)]
      feed.changed.clear()
      for (const listener of due) listener()
    }
    onBeat(takingMs, toldAt)
    takingMs = 0
  }

  return {
    snapshot(snapshot) {
      const began = now()
      const feed = held(snapshot.feed)
      const of = scopeKey(snapshot.scope)
      const before = feed.scopes.get(of)?.keys ?? []
      const scope: HeldScope = { at: { epoch: snapshot.epoch, seq: snapshot.seq }, keys: new Set() }
      feed.scopes.set(of, scope)
      for (const key of before) drop(feed, key)
      put(feed, scope.keys, fromColumns(snapshot.feed, snapshot.rows))
      tellSoon(feed)
      takingMs += now() - began
    },
    delta(delta) {
      const began = now()
      const feed = held(delta.feed)
      const scope = feed.scopes.get(scopeKey(delta.scope))
      // A snapshot is on its way and will hold all this.
      if (scope?.at === undefined) return true
      if (delta.epoch === scope.at.epoch && delta.seq <= scope.at.seq) return true
      if (delta.epoch !== scope.at.epoch || delta.seq !== scope.at.seq + 1) {
        scope.at = undefined
        return false
      }
      scope.at.seq = delta.seq
      put(feed, scope.keys, fromColumns(delta.feed, delta.rows))
      for (const key of delta.removed) {
        scope.keys.delete(key)
        drop(feed, key)
      }
      tellSoon(feed)
      takingMs += now() - began
      return true
    },
    rows: (feed) => held(feed).view,
    row: (feed, key) => held(feed).rows.get(key),
    isReady(feed) {
      const { scopes } = held(feed)
      return scopesOf(feed).every((scope) => scopes.has(scopeKey(scope)))
    },
    onRows(feed, listener) {
      const { whole } = held(feed)
      whole.add(listener)
      return () => void whole.delete(listener)
    },
    onRow(feed, key, listener) {
      const { byKey } = held(feed)
      const own = byKey.get(key) ?? new Set()
      byKey.set(key, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && byKey.get(key) === own) byKey.delete(key)
      }
    },
  }
}

/** Listeners of single rows that changed. Few rows are listened to and many change, or the other way round: the smaller side is walked. */
function listenersOf(feed: Pick<Held<FeedName>, 'byKey' | 'changed'>): (() => void)[] {
  const keys = feed.byKey.size < feed.changed.size ? feed.byKey.keys() : feed.changed.keys()
  return [...keys].flatMap((key) => (feed.changed.has(key) ? [...(feed.byKey.get(key) ?? [])] : []))
}
