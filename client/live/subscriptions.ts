import { type Answer, type FeedName, type Scope, type Snapshot, scopeKey } from '../../domain/wire.ts'
import type { Connection } from './connection.ts'

/** A feed nobody looks at any more is kept so long: pages turn, and the next one often wants the same. */
const LINGER_MS = 10_000
/** Pause after a refusal or no answer; spread so that screens do not ask in step. */
const ASK_AGAIN_MS = 3_000

/** Which feeds are subscribed: those that somebody uses. Asks until the hub answers. */
export interface Subscriptions {
  /** @returns ends the use; the feed is left when nobody uses it */
  use(feed: FeedName): () => void
  /** Asks for a snapshot of a scope again: a delta is missing. */
  renew(feed: FeedName, scope: Scope): void
  connected(): void
  disconnected(): void
  /** Leaves every feed, or asks for all of them again. Uses are remembered. */
  setPaused(isPaused: boolean): void
  /**
   * Whether something that is shown is of before: since the line broke, or a delta was missed, no snapshot of it has come. The line may say what
   * it likes meanwhile.
   */
  isBehind(): boolean
  stop(): void
}

/** @param scopesOf what may be followed of a feed; it is asked for in each */
export function createSubscriptions({
  connection,
  scopesOf,
  onSnapshot,
  random,
}: {
  connection: Pick<Connection, 'subscribe' | 'unsubscribe'>
  scopesOf: (feed: FeedName) => readonly Scope[]
  onSnapshot: (snapshot: Snapshot) => void
  random: () => number
}): Subscriptions {
  const uses = new Map<FeedName, number>()
  const wanted = new Set<FeedName>()
  /** Asked and not yet answered, by feed and scope, with the number of the question: answers to older ones are thrown away. */
  const asking = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Channels of which something is held, and whether it follows the line that stands. */
  const isCurrent = new Map<string, boolean>()
  let isConnected = false
  let isPaused = false
  let question = 0

  function later(name: string, ms: number, then: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        then()
      }, ms),
    )
  }

  function askIn(feed: FeedName, scope: Scope): void {
    if (!isConnected || isPaused || !wanted.has(feed)) return
    const mine = ++question
    const channel = channelOf(feed, scope)
    asking.set(channel, mine)
    connection.subscribe(feed, scope, (reply: Answer<{ snapshot: Snapshot }> | undefined) => {
      if (asking.get(channel) !== mine) return
      asking.delete(channel)
      if (reply?.ok === true) {
        isCurrent.set(channel, true)
        onSnapshot(reply.snapshot)
      } else later(`ask ${channel}`, ASK_AGAIN_MS * (1 + random()), () => askIn(feed, scope))
    })
  }

  function ask(feed: FeedName): void {
    for (const scope of scopesOf(feed)) askIn(feed, scope)
  }

  function fallBehind(channel: string): void {
    if (isCurrent.has(channel)) isCurrent.set(channel, false)
  }

  function leave(feed: FeedName): void {
    for (const scope of scopesOf(feed)) {
      asking.delete(channelOf(feed, scope))
      fallBehind(channelOf(feed, scope))
      if (isConnected) connection.unsubscribe(feed, scope)
    }
  }

  return {
    use(feed) {
      uses.set(feed, (uses.get(feed) ?? 0) + 1)
      if (!wanted.has(feed)) {
        wanted.add(feed)
        ask(feed)
      }
      let isUsed = true
      return () => {
        if (!isUsed) return
        isUsed = false
        const left = (uses.get(feed) ?? 1) - 1
        uses.set(feed, left)
        if (left > 0) return
        later(`leave ${feed}`, LINGER_MS, () => {
          if ((uses.get(feed) ?? 0) > 0) return
          wanted.delete(feed)
          leave(feed)
        })
      }
    },
    renew(feed, scope) {
      fallBehind(channelOf(feed, scope))
      if (!asking.has(channelOf(feed, scope))) askIn(feed, scope)
    },
    connected() {
      isConnected = true
      for (const channel of isCurrent.keys()) fallBehind(channel)
      for (const feed of wanted) ask(feed)
    },
    isBehind() {
      for (const feed of wanted)
        for (const scope of scopesOf(feed)) if (isCurrent.get(channelOf(feed, scope)) === false) return true
      return false
    },
    disconnected() {
      isConnected = false
      asking.clear()
    },
    setPaused(paused) {
      if (paused === isPaused) return
      isPaused = paused
      for (const feed of wanted) {
        if (paused) leave(feed)
        else ask(feed)
      }
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}

const channelOf = (feed: FeedName, scope: Scope): string => `${feed} ${scopeKey(scope)}`
