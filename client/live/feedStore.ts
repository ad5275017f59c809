import {
  type Delta,
  type FeedName,
  type Feeds,
  fromColumns,
  keyOf,
  type Scope,
  type Snapshot,
} from '../../domain/wire.ts'
import type { Connection, ConnectionState } from './connection.ts'
import { createHubClock } from './hubClock.ts'
import { RowsView } from './rowsView.ts'

/** Name under which the work of each beat is measured in the browser's timeline. */
export const BEAT_MEASURE = 'ioc:beat'
/** The timeline keeps entries for ever; these many are enough to look at. */
const KEPT_MEASURES = 600
const RETRY_MS = 1_000

type Listener = () => void

/** One feed as this page has it. */
interface Table {
  readonly feed: FeedName
  readonly rows: Map<string, Feeds[FeedName]>
  view: ReadonlyMap<string, Feeds[FeedName]>
  readonly listeners: Set<Listener>
  readonly rowListeners: Map<string, Set<Listener>>
  /** Keys to tell about at the next frame; `touched` without any: an empty snapshot came, which is news too. */
  readonly changed: Set<string>
  touched: boolean
  /** undefined until a snapshot has come, and again from a gap until the next. */
  position: { readonly epoch: string; seq: number } | undefined
  ready: boolean
  asking: boolean
}

/**
 * The live picture in the page. Snapshots and deltas change it at once; whoever looks is told at most once per animation frame, and
 * never while the page is hidden.
 */
export interface FeedStore {
  rows<F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]>
  ready(feed: FeedName): boolean
  /** Subscribes the feed at first use. */
  watchFeed(feed: FeedName, listener: Listener): () => void
  watchRow(feed: FeedName, key: string, listener: Listener): () => void
  connection(): ConnectionState
  watchConnection(listener: Listener): () => void
  /** The hub's clock, epoch ms. */
  now(): number
}

export function createFeedStore({
  connection,
  scope,
  localNow,
  nextFrame,
  later,
}: {
  connection: Connection
  scope: Scope
  localNow: () => number
  /** Calls back before the next frame is drawn. */
  nextFrame: (call: () => void) => void
  later: (call: () => void, ms: number) => void
}): FeedStore {
  const tables = new Map<FeedName, Table>()
  const clock = createHubClock(localNow)
  const connectionListeners = new Set<Listener>()
  let state: ConnectionState = { is: 'connecting' }
  let frameAsked = false
  let workMs = 0

  function table(feed: FeedName): Table {
    let known = tables.get(feed)
    if (known === undefined) {
      const rows = new Map<string, Feeds[FeedName]>()
      known = {
        feed,
        rows,
        view: new RowsView(rows),
        listeners: new Set(),
        rowListeners: new Map(),
        changed: new Set(),
        touched: false,
        position: undefined,
        ready: false,
        asking: false,
      }
      tables.set(feed, known)
      void ask(known)
    }
    return known
  }

  /** Asks for a snapshot until there is one; the rows there are stay on screen meanwhile, ageing. */
  async function ask(wanted: Table): Promise<void> {
    if (wanted.asking || state.is !== 'live') return
    wanted.asking = true
    wanted.position = undefined
    try {
      replace(wanted, await connection.subscribe(wanted.feed, scope))
    } catch {
      later(() => void ask(wanted), RETRY_MS)
    } finally {
      wanted.asking = false
    }
  }

  function replace(target: Table, snapshot: Snapshot): void {
    const began = performance.now()
    clock.hear(snapshot.now)
    const gone = new Set(target.rows.keys())
    for (const row of fromColumns(target.feed, snapshot.rows)) {
      const key = keyOf(target.feed, row)
      gone.delete(key)
      target.rows.set(key, row)
      target.changed.add(key)
    }
    for (const key of gone) {
      target.rows.delete(key)
      target.changed.add(key)
    }
    target.position = { epoch: snapshot.epoch, seq: snapshot.seq }
    target.ready = true
    target.touched = true
    workMs += performance.now() - began
    askFrame()
  }

  function apply(delta: Delta): void {
    clock.hear(delta.now)
    const target = tables.get(delta.feed)
    if (target?.position === undefined || delta.scope.unit !== scope.unit) return
    const { epoch, seq } = target.position
    if (delta.epoch !== epoch || delta.seq > seq + 1) {
      void ask(target)
      return
    }
    // Already in the snapshot.
    if (delta.seq <= seq) return
    const began = performance.now()
    target.position.seq = delta.seq
    target.touched = true
    for (const row of fromColumns(delta.feed, delta.rows)) {
      const key = keyOf(delta.feed, row)
      target.rows.set(key, row)
      target.changed.add(key)
    }
    for (const key of delta.removed) if (target.rows.delete(key)) target.changed.add(key)
    workMs += performance.now() - began
    askFrame()
  }

  function askFrame(): void {
    if (frameAsked) return
    frameAsked = true
    nextFrame(tellAll)
  }

  function tellAll(): void {
    frameAsked = false
    const began = performance.now() - workMs
    workMs = 0
    for (const each of tables.values()) {
      if (!each.touched) continue
      each.touched = false
      const keys = [...each.changed]
      each.changed.clear()
      each.view = new RowsView(each.rows)
      for (const listener of each.listeners) listener()
      for (const key of keys) for (const listener of each.rowListeners.get(key) ?? []) listener()
    }
    // React renders what it was told in a microtask queued before this one: the measure holds decoding, telling and rendering.
    queueMicrotask(() => measureBeat(began))
  }

  connection.onDelta(apply)
  connection.onState((next) => {
    state = next
    if (next.is === 'live') for (const each of tables.values()) void ask(each)
    for (const listener of connectionListeners) listener()
  })

  return {
    rows<F extends FeedName>(feed: F) {
      return table(feed).view as ReadonlyMap<string, Feeds[F]>
    },
    ready: (feed) => table(feed).ready,
    watchFeed(feed, listener) {
      const { listeners } = table(feed)
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    watchRow(feed, key, listener) {
      const { rowListeners } = table(feed)
      const listeners = rowListeners.get(key) ?? new Set()
      rowListeners.set(key, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && rowListeners.get(key) === listeners) rowListeners.delete(key)
      }
    },
    connection: () => state,
    watchConnection(listener) {
      connectionListeners.add(listener)
      return () => void connectionListeners.delete(listener)
    },
    now: clock.now,
  }
}

function measureBeat(began: number): void {
  performance.measure(BEAT_MEASURE, { start: began, end: performance.now() })
  if (performance.getEntriesByName(BEAT_MEASURE).length > KEPT_MEASURES) performance.clearMeasures(BEAT_MEASURE)
}
