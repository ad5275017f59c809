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
  /** Of which the next delta tells, each once. */
  pending: KnownRow[]
  /** Its rows as JSON, as they stood when somebody came first after the last delta; undefined: nobody has come since. */
  written: string | undefined
  seq: number
  members: number
  sentAt: number
  timer: NodeJS.Timeout | undefined
}

/** A row that some channel holds or is about to tell of. */
interface KnownRow {
  readonly key: string
  /** Where it was sent to and stands: nowhere else is it told that it is gone. */
  readonly holders: Set<Channel>
  /** Where it is pending: few, and asked with every change. */
  readonly pendingIn: Channel[]
  /** The scopes that it lay in when it was last told or sent; undefined: holders may lie outside them. */
  scopes: ReturnType<ScopesOf> | undefined
}

interface FollowedFeed {
  /** By the keys of their scopes. */
  readonly channels: Map<string, Channel>
  readonly rows: Map<string, KnownRow>
  /** Who follows the rows that lie in the same scopes: what lies in one place is asked about once, until somebody comes or goes. */
  followers: WeakMap<readonly string[], readonly Channel[]>
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
  const feeds = new Map<FeedName, FollowedFeed>()

  function knownRow({ rows }: FollowedFeed, key: string, scopes: ReturnType<ScopesOf>): KnownRow {
    const known = rows.get(key)
    if (known !== undefined) return known
    const row = { key, holders: new Set<Channel>(), pendingIn: [], scopes }
    rows.set(key, row)
    return row
  }

  /** Lets a channel hold a row that lies in its scope, from now on. @returns whether it does lie there */
  function hold(feed: FollowedFeed, channel: Channel, key: string): boolean {
    const scopes = scopesOf(channel.feed, key)
    if (scopes !== EVERYWHERE && !scopes.includes(channel.key)) return false
    const row = knownRow(feed, key, scopes)
    row.holders.add(channel)
    // It has moved and nobody has said so: the next change concerns the other holders, too.
    if (row.scopes !== scopes) row.scopes = undefined
    return true
  }

  function forgetIfIdle({ rows }: FollowedFeed, { key, holders, pendingIn }: KnownRow): void {
    if (holders.size === 0 && pendingIn.length === 0) rows.delete(key)
  }

  function flush(feed: FollowedFeed, channel: Channel): void {
    channel.timer = undefined
    const changed = channel.pending
    if (changed.length === 0) return
    channel.pending = []
    channel.sentAt = performance.now()
    channel.seq++
    channel.written = undefined
    for (const { pendingIn } of changed) pendingIn.splice(pendingIn.indexOf(channel), 1)
    send(channelName(channel.feed, channel.scope), deltaOf(feed, channel, changed))
    for (const row of changed) forgetIfIdle(feed, row)
  }

  function deltaOf<F extends FeedName>(
    of: FollowedFeed,
    channel: Channel & { readonly feed: F },
    changed: readonly KnownRow[],
  ): Delta {
    const { feed, scope, seq } = channel
    const rows: Feeds[F][] = []
    const removed: string[] = []
    for (const { key, holders } of changed) {
      const row = picture.get(feed, key)
      if (row !== undefined && hold(of, channel, key)) rows.push(row)
      // What has moved away since is gone from here.
      else if (holders.delete(channel)) removed.push(key)
    }
    return { feed, scope, seq, epoch, now: clock.now(), rows: toColumns(feed, rows), removed }
  }

  /** All that lies in its scope; it holds that from now on. */
  function rowsOf<F extends FeedName>(of: FollowedFeed, channel: Channel & { readonly feed: F }): Columns {
    const rows = [...picture.rows(channel.feed)].filter((row) => hold(of, channel, keyOf(channel.feed, row)))
    return toColumns(channel.feed, rows)
  }

  function changed(feed: FollowedFeed, channel: Channel, row: KnownRow): void {
    if (row.pendingIn.includes(channel)) return
    row.pendingIn.push(channel)
    channel.pending.push(row)
    if (channel.timer !== undefined) return
    const wait = Math.max(0, channel.sentAt + BEAT_MS - performance.now())
    channel.timer = setTimeout(flush, wait, feed, channel)
  }

  function followersOf(feed: FollowedFeed, scopes: ReturnType<ScopesOf>): readonly Channel[] {
    const { channels, followers } = feed
    if (scopes === EVERYWHERE) return [...channels.values()]
    const known = followers.get(scopes)
    if (known !== undefined) return known
    const found = scopes.map((scope) => channels.get(scope)).filter((channel) => channel !== undefined)
    followers.set(scopes, found)
    return found
  }

  picture.onChange((name, key) => {
    const feed = feeds.get(name)
    if (feed === undefined) return
    const scopes = scopesOf(name, key)
    let row = feed.rows.get(key)
    for (const channel of followersOf(feed, scopes)) {
      row ??= knownRow(feed, key, scopes)
      changed(feed, channel, row)
    }
    // Whoever holds a row lies in the scopes that it was told to last: only of one that now lies elsewhere are others to be told.
    if (row === undefined || row.scopes === scopes) return
    row.scopes = scopes
    for (const channel of row.holders) changed(feed, channel, row)
  })

  return {
    join(name, scope) {
      const feed = feeds.get(name) ?? { channels: new Map(), rows: new Map(), followers: new WeakMap() }
      feeds.set(name, feed)
      const key = scopeKey(scope)
      const channel = feed.channels.get(key)
      if (channel !== undefined) {
        channel.members++
        return
      }
      const sentAt = Number.NEGATIVE_INFINITY
      const fresh = { feed: name, scope, key, pending: [], written: undefined, seq: 0, sentAt, timer: undefined }
      feed.channels.set(key, { ...fresh, members: 1 })
      feed.followers = new WeakMap()
    },
    leave(name, scope) {
      const feed = feeds.get(name)
      const channel = feed?.channels.get(scopeKey(scope))
      if (feed === undefined || channel === undefined || --channel.members > 0) return
      clearTimeout(channel.timer)
      feed.channels.delete(channel.key)
      feed.followers = new WeakMap()
      if (feed.channels.size === 0) feeds.delete(name)
      for (const { pendingIn } of channel.pending) pendingIn.splice(pendingIn.indexOf(channel), 1)
      for (const row of feed.rows.values()) {
        row.holders.delete(channel)
        forgetIfIdle(feed, row)
      }
    },
    snapshot(name, scope) {
      const feed = feeds.get(name)
      const channel = feed?.channels.get(scopeKey(scope))
      if (feed === undefined || channel === undefined) throw new Error(`nobody has joined ${channelName(name, scope)}`)
      channel.written ??= JSON.stringify(rowsOf(feed, channel))
      const { seq } = channel
      return new WrittenSnapshot({ feed: name, scope, seq, epoch, now: clock.now() }, channel.written)
    },
    seqOf: (feed, scope) => feeds.get(feed)?.channels.get(scopeKey(scope))?.seq ?? 0,
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
      for (const { channels } of feeds.values()) for (const { timer } of channels.values()) clearTimeout(timer)
      feeds.clear()
    },
  }
}
