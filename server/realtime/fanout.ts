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
import type { InScope } from './scope.ts'

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
  inScope,
  send,
}: {
  picture: Picture
  clock: Clock
  epoch: string
  inScope: InScope
  send: (channel: string, delta: Delta) => void
}): Fanout {
  const channels = new Map<string, Channel>()
  const byFeed = new Map<FeedName, Channel[]>()

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
      if (row !== undefined && inScope(channel.feed, key, channel.scope)) {
        channel.held.add(key)
        rows.push(row)
        // What has moved away since is gone from here.
      } else if (channel.held.delete(key)) removed.push(key)
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

  picture.onChange((feed, key) => {
    for (const channel of byFeed.get(feed) ?? []) {
      if (!channel.held.has(key) && !inScope(feed, key, channel.scope)) continue
      channel.pending.add(key)
      if (channel.timer !== undefined) continue
      const wait = Math.max(0, channel.sentAt + BEAT_MS - performance.now())
      channel.timer = setTimeout(flush, wait, channel)
    }
  })

  return {
    join(feed, scope) {
      const name = channelName(feed, scope)
      const channel = channels.get(name)
      if (channel !== undefined) {
        channel.members++
        return
      }
      const fresh: Channel = {
        feed,
        scope,
        pending: new Set(),
        held: new Set(),
        seq: 0,
        members: 1,
        sentAt: Number.NEGATIVE_INFINITY,
        timer: undefined,
      }
      channels.set(name, fresh)
      byFeed.set(feed, [...(byFeed.get(feed) ?? []), fresh])
    },
    leave(feed, scope) {
      const name = channelName(feed, scope)
      const channel = channels.get(name)
      if (channel === undefined || --channel.members > 0) return
      clearTimeout(channel.timer)
      channels.delete(name)
      byFeed.set(
        feed,
        (byFeed.get(feed) ?? []).filter((other) => other !== channel),
      )
    },
    snapshot(feed, scope) {
      const channel = channels.get(channelName(feed, scope))
      const rows = [...picture.rows(feed)].filter((row) => inScope(feed, keyOf(feed, row), scope))
      for (const row of rows) channel?.held.add(keyOf(feed, row))
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
      for (const channel of channels.values()) clearTimeout(channel.timer)
      channels.clear()
      byFeed.clear()
    },
  }
}
