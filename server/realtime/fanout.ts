import { EVERYWHERE } from '../../domain/feeds/feed.ts'
import {
  BEAT_MS,
  type Columns,
  type Delta,
  type FeedName,
  type Feeds,
  keyOf,
  type Scope,
  scopeKey,
  toColumns,
} from '../../domain/wire.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'
import type { ScopesOf } from './scope.ts'
import { WrittenSnapshot } from './writtenSnapshot.ts'

/** One feed in one scope, shared by all who subscribed to it: numbered deltas, latest per key. */
interface Channel {
  readonly feed: FeedName
  readonly scope: Scope
  /** By which it is told apart from those of other scopes. */
  readonly key: string
  readonly pending: Set<string>
  /** Keys of the rows that were sent to it and stand: of no other does it learn that a row is gone. */
  readonly held: Set<string>
  /** Its rows as JSON, as they stood when somebody came first after the last delta; undefined: nobody has come since. */
  written: string | undefined
  seq: number
  members: number
  sentAt: number
  timer: NodeJS.Timeout | undefined
}

/** Who holds a row, and the scopes that it lay in when it was last told or sent; undefined: holders may lie outside them. */
interface HeldRow {
  readonly by: Set<Channel>
  scopes: ReturnType<ScopesOf> | undefined
}

/**
 * Coalesces what changed: the first change after a quiet beat leaves at once (at the end of the present turn, so that changes of one
 * message travel together), what follows leaves on the beat. Memory is bounded by the number of rows, not of changes.
 */
export interface Fanout {
  join(feed: FeedName, scope: Scope): void
  leave(feed: FeedName, scope: Scope): void
  /**
   * What a screen begins with that has joined. Between two deltas all who come get the same one, written once: it lacks what the next delta, which is
   * under way by then, brings to everybody.
   */
  snapshot(feed: FeedName, scope: Scope): WrittenSnapshot
  /** Number of the last delta that was sent. */
  seqOf(feed: FeedName, scope: Scope): number
  /** A delta of no epoch: tells one screen that it missed some and must subscribe again. */
  resync(feed: FeedName, scope: Scope): Delta
  stop(): void
}

export function channelName(feed: FeedName, scope: Scope): string {
  return `${feed}:${scopeKey(scope)}`
}

export function createFanout({
  picture,
  clock,
  epoch,
  scopesOf,
  send,
}: {
  picture: Picture
  clock: Clock
  epoch: string
  scopesOf: ScopesOf
  send: (channel: string, delta: Delta) => void
}): Fanout {
  /** Of each feed, by the key of the scope. */
  const channels = new Map<FeedName, Map<string, Channel>>()
  /** Of each feed, the rows that somebody holds: a change is asked about once, however many follow the feed elsewhere. */
  const heldRows = new Map<FeedName, Map<string, HeldRow>>()

  /** Lets a channel hold a row that lies in its scope, from now on. @returns whether it does lie there */
  function hold(channel: Channel, key: string): boolean {
    const scopes = scopesOf(channel.feed, key)
    if (scopes !== EVERYWHERE && !scopes.includes(channel.key)) return false
    const ofFeed = heldRows.get(channel.feed) ?? new Map<string, HeldRow>()
    heldRows.set(channel.feed, ofFeed)
    const row = ofFeed.get(key)
    if (row === undefined) ofFeed.set(key, { by: new Set([channel]), scopes })
    else {
      row.by.add(channel)
      // It has moved and nobody has said so: the next change concerns the others, too.
      if (row.scopes !== scopes) row.scopes = undefined
    }
    channel.held.add(key)
    return true
  }

  /** @returns whether it was held */
  function letGo(channel: Channel, key: string): boolean {
    if (!channel.held.delete(key)) return false
    const ofFeed = heldRows.get(channel.feed)
    const row = ofFeed?.get(key)
    row?.by.delete(channel)
    if (row?.by.size === 0) ofFeed?.delete(key)
    return true
  }

  function flush(channel: Channel): void {
    channel.timer = undefined
    if (channel.pending.size === 0) return
    channel.sentAt = performance.now()
    channel.seq++
    channel.written = undefined
    send(channelName(channel.feed, channel.scope), deltaOf(channel))
    channel.pending.clear()
  }

  function deltaOf<F extends FeedName>(channel: Channel & { readonly feed: F }): Delta {
    const rows: Feeds[F][] = []
    const removed: string[] = []
    for (const key of channel.pending) {
      const row = picture.get(channel.feed, key)
      if (row !== undefined && hold(channel, key)) rows.push(row)
      // What has moved away since is gone from here.
      else if (letGo(channel, key)) removed.push(key)
    }
    return {
      feed: channel.feed,
      scope: channel.scope,
      seq: channel.seq,
      epoch,
      now: clock.now(),
      rows: toColumns(channel.feed, rows),
      removed,
    }
  }

  /** All that lies in its scope; it holds that from now on. */
  function rowsOf<F extends FeedName>(channel: Channel & { readonly feed: F }): Columns {
    const rows = [...picture.rows(channel.feed)].filter((row) => hold(channel, keyOf(channel.feed, row)))
    return toColumns(channel.feed, rows)
  }

  function changed(channel: Channel, key: string): void {
    channel.pending.add(key)
    if (channel.timer !== undefined) return
    const wait = Math.max(0, channel.sentAt + BEAT_MS - performance.now())
    channel.timer = setTimeout(flush, wait, channel)
  }

  picture.onChange((feed, key) => {
    const ofFeed = channels.get(feed)
    if (ofFeed === undefined) return
    const scopes = scopesOf(feed, key)
    for (const scope of scopes === EVERYWHERE ? ofFeed.keys() : scopes) {
      const channel = ofFeed.get(scope)
      if (channel !== undefined) changed(channel, key)
    }
    const row = heldRows.get(feed)?.get(key)
    // Whoever holds a row lies in the scopes that it was told to last: only of one that now lies elsewhere are others to be told.
    if (row === undefined || row.scopes === scopes) return
    row.scopes = scopes
    for (const channel of row.by) changed(channel, key)
  })

  return {
    join(feed, scope) {
      const ofFeed = channels.get(feed) ?? new Map<string, Channel>()
      channels.set(feed, ofFeed)
      const channel = ofFeed.get(scopeKey(scope))
      if (channel !== undefined) {
        channel.members++
        return
      }
      ofFeed.set(scopeKey(scope), {
        feed,
        scope,
        key: scopeKey(scope),
        pending: new Set(),
        held: new Set(),
        written: undefined,
        seq: 0,
        members: 1,
        sentAt: Number.NEGATIVE_INFINITY,
        timer: undefined,
      })
    },
    leave(feed, scope) {
      const ofFeed = channels.get(feed)
      const channel = ofFeed?.get(scopeKey(scope))
      if (channel === undefined || --channel.members > 0) return
      clearTimeout(channel.timer)
      for (const key of [...channel.held]) letGo(channel, key)
      ofFeed?.delete(scopeKey(scope))
      if (ofFeed?.size === 0) channels.delete(feed)
    },
    snapshot(feed, scope) {
      const channel = channels.get(feed)?.get(scopeKey(scope))
      if (channel === undefined) throw new Error(`nobody has joined ${channelName(feed, scope)}`)
      channel.written ??= JSON.stringify(rowsOf(channel))
      const { seq } = channel
      return new WrittenSnapshot({ feed, scope, seq, epoch, now: clock.now() }, channel.written)
    },
    seqOf: (feed, scope) => channels.get(feed)?.get(scopeKey(scope))?.seq ?? 0,
    resync: (feed, scope) => ({
      feed,
      scope,
      seq: 0,
      epoch: '',
      now: clock.now(),
      rows: toColumns(feed, []),
      removed: [],
    }),
    stop() {
      for (const ofFeed of channels.values()) for (const channel of ofFeed.values()) clearTimeout(channel.timer)
      channels.clear()
      heldRows.clear()
    },
  }
}
