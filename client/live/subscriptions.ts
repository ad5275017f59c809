import type { Answer, FeedName, Scope, Snapshot } from '../../domain/wire.ts'
import type { Connection } from './connection.ts'

/** A feed nobody looks at any more is kept so long: pages turn, and the next one often wants the same. */
const LINGER_MS = 10_000
/** Pause after a refusal or no answer; spread so that screens do not ask in step. */
const ASK_AGAIN_MS = 3_000

/** Which feeds are subscribed: those that somebody uses. Asks until the hub answers. */
export interface Subscriptions {
  /** @returns ends the use; the feed is left when nobody uses it */
  use(feed: FeedName): () => void
  /** Asks for a snapshot again: a delta is missing. */
  renew(feed: FeedName): void
  connected(): void
  disconnected(): void
  /** Leaves every feed, or asks for all of them again. Uses are remembered. */
  setPaused(isPaused: boolean): void
  stop(): void
}

export function createSubscriptions({
  connection,
  scope,
  onSnapshot,
  random,
}: {
  connection: Pick<Connection, 'subscribe' | 'unsubscribe'>
  scope: Scope
  onSnapshot: (snapshot: Snapshot) => void
  random: () => number
}): Subscriptions {
  const uses = new Map<FeedName, number>()
  const wanted = new Set<FeedName>()
  /** Asked and not yet answered, with the number of the question: answers to older ones are thrown away. */
  const asking = new Map<FeedName, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
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

  function ask(feed: FeedName): void {
    if (!isConnected || isPaused || !wanted.has(feed)) return
    const mine = ++question
    asking.set(feed, mine)
    connection.subscribe(feed, scope, (reply: Answer<{ snapshot: Snapshot }> | undefined) => {
      if (asking.get(feed) !== mine) return
      asking.delete(feed)
      if (reply?.ok === true) onSnapshot(reply.snapshot)
      else later(`ask ${feed}`, ASK_AGAIN_MS * (1 + random()), () => ask(feed))
    })
  }

  function leave(feed: FeedName): void {
    asking.delete(feed)
    if (isConnected) connection.unsubscribe(feed, scope)
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
    renew(feed) {
      if (!asking.has(feed)) ask(feed)
    },
    connected() {
      isConnected = true
      for (const feed of wanted) ask(feed)
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
