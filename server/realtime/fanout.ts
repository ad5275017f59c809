import { EVERYWHERE } from '../../domain/feeds/feed.ts'
import {
  BEAT_MS,
  type Delta,
  type FeedName,
  type Feeds,
  keyOf,
  type Scope,
  type Snapshot,
  scopeKey,
  toColumns,
} from '../../domain/wire.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'
import type { ScopesOf } from './scope.ts'

/** One feed in one scope, shared by all who subscribed to it: numbered deltas, latest per key. */
interface Channel {
  readonly feed: FeedName
  readonly scope: Scope
  readonly pending: Set<string>
  /** Keys of the rows that were sent to it and stand: of no other does it learn that a row is gone. */
  readonly held: Set<string>
  seq: number
  members: number
  sentAt: number
  timer: NodeJS.Timeout | undefined
}

/**
 * Coalesces what changed: the first change after a quiet beat leaves at once (at the end of the present turn, so that changes of one
 * message travel together), what follows leaves on the beat. Memory is bounded by the number of rows, not of changes.
 */
export interface Fanout {
  join(feed: FeedName, scope: Scope): void
  leave(feed: FeedName, scope: Scope): void
  snapshot(feed: FeedName, scope: Scope): Snapshot
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
  /** Of each feed, who holds a row: a change is asked about once, however many follow the feed elsewhere. */
  const holders = new Map<FeedName, Map<string, Set<Channel>>>()

  function isIn(feed: FeedName, key: string, { scope }: Pick<Channel, 'scope'>): boolean {
    const scopes = scopesOf(feed, key)
    return scopes === EVERYWHERE || scopes.includes(scopeKey(scope))
  }

  function hold(channel: Channel, key: string): void {
    if (channel.held.has(key)) return
    channel.held.add(key)
    const ofFeed = holders.get(channel.feed) ?? new Map<string, Set<Channel>>()
    holders.set(channel.feed, ofFeed)
    const ofRow = ofFeed.get(key)
    if (ofRow === undefined) ofFeed.set(key, new Set([channel]))
    else ofRow.add(channel)
  }

  /** @returns whether it was held */
  function letGo(channel: Channel, key: string): boolean {
    if (!channel.held.delete(key)) return false
    const ofFeed = holders.get(channel.feed)
    const ofRow = ofFeed?.get(key)
    ofRow?.delete(channel)
    if (ofRow?.size === 0) ofFeed?.delete(key)
    return true
  }

  function flush(channel: Channel): void {
    channel.timer = undefined
    if (channel.pending.size === 0) return
    channel.sentAt = performance.now()
    channel.seq++
    send(channelName(channel.feed, channel.scope), deltaOf(channel))
    channel.pending.clear()
  }

  function deltaOf<F extends FeedName>(channel: Channel & { readonly feed: F }): Delta {
    const rows: Feeds[F][] = []
    const removed: string[] = []
    for (const key of channel.pending) {
      const row = picture.get(channel.feed, key)
      if (row !== undefined && isIn(channel.feed, key, channel)) {
        hold(channel, key)
        rows.push(row)
        // What has moved away since is gone from here.
      } else if (letGo(channel, key)) removed.push(key)
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
    // Who holds a row that now lies elsewhere is told so.
    for (const channel of holders.get(feed)?.get(key) ?? []) changed(channel, key)
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
        pending: new Set(),
        held: new Set(),
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
      const rows = [...picture.rows(feed)].filter((row) => isIn(feed, keyOf(feed, row), { scope }))
      if (channel !== undefined) for (const row of rows) hold(channel, keyOf(feed, row))
      return {
        feed,
        scope,
        seq: channel?.seq ?? 0,
        epoch,
        now: clock.now(),
        rows: toColumns(feed, rows),
      }
    },
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
      holders.clear()
    },
  }
}
