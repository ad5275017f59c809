import type { Answer, FeedName, Snapshot } from '../../domain/wire.ts'
import type { Connection } from './connection.ts'

/** A feed nobody looks at any more is kept so long: pages turn, and the next one often wants the same. */
const LINGER_MS = 10_000
/** Pause after a refusal or no answer; spread so that screens do not ask in step. */
const ASK_AGAIN_MS = 3_000

/** Which feeds are subscribed: those that somebody uses. Asks until the hub answers. */
export interface Subscriptions {
  /** @returns ends the use; the feed is left when nobody uses it */
  use(feed: FeedName): () => void
  /** Asks for a snapshot of a unit again: a delta is missing. */
  renew(feed: FeedName, unit: string): void
  connected(): void
  disconnected(): void
  /** Leaves every feed, or asks for all of them again. Uses are remembered. */
  setPaused(isPaused: boolean): void
  stop(): void
}

/** @param unitsOf in which units, and below, a feed may be followed; it is asked for in each */
export function createSubscriptions({
  connection,
  unitsOf,
  onSnapshot,
  random,
}: {
  connection: Pick<Connection, 'subscribe' | 'unsubscribe'>
  unitsOf: (feed: FeedName) => readonly string[]
  onSnapshot: (snapshot: Snapshot) => void
  random: () => number
}): Subscriptions {
  const uses = new Map<FeedName, number>()
  const wanted = new Set<FeedName>()
  /** Asked and not yet answered, by feed and unit, with the number of the question: answers to older ones are thrown away. */
  const asking = new Map<string, number>()
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

  function askIn(feed: FeedName, unit: string): void {
    if (!isConnected || isPaused || !wanted.has(feed)) return
    const mine = ++question
    const channel = `${feed} ${unit}`
    asking.set(channel, mine)
    connection.subscribe(feed, { unit }, (reply: Answer<{ snapshot: Snapshot }> | undefined) => {
      if (asking.get(channel) !== mine) return
      asking.delete(channel)
      if (reply?.ok === true) onSnapshot(reply.snapshot)
      else later(`ask ${channel}`, ASK_AGAIN_MS * (1 + random()), () => askIn(feed, unit))
    })
  }

  function ask(feed: FeedName): void {
    for (const unit of unitsOf(feed)) askIn(feed, unit)
  }

  function leave(feed: FeedName): void {
    for (const unit of unitsOf(feed)) {
      asking.delete(`${feed} ${unit}`)
      if (isConnected) connection.unsubscribe(feed, { unit })
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
    renew(feed, unit) {
      if (!asking.has(`${feed} ${unit}`)) askIn(feed, unit)
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
