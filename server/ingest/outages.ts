/** When something was heard of the broker last, and how many messages it had thrown away by then. */
export interface LastHeard {
  /** Epoch ms. */
  readonly at: number
  /** Messages the broker has dropped since it began, for whomever; absent where it does not tell. */
  readonly dropped?: number | undefined
}

/** A time without the broker, and what can be known of what it kept meanwhile. */
export interface Outage {
  /** Last heard before, connected again; epoch ms. */
  readonly from: number
  readonly to: number
  /** The broker knew nothing of the hub's session: whatever it had kept is gone. */
  readonly sessionLost: boolean
  /** Messages that had waited; null when their end could not be told. */
  readonly backlog: number | null
  /** Messages the broker threw away meanwhile, for whomever; null where it does not tell. */
  readonly dropped: number | null
}

/** How long after a return the broker's counter is still counted to the outage: brokers tell it every so often. */
const COUNTER_LAG_MS = 30_000
/** So long the end of the backlog is waited for. */
const MAX_BACKLOG_MS = 120_000

/**
 * Follows one connection after the other. What waits at the broker comes before anything that is sent after the return: a message of the
 * hub to itself marks the end of the backlog.
 */
export interface Outages {
  connected(now: number, sessionPresent: boolean): void
  /** A message came that was not remembered by the broker but sent. */
  took(): void
  /** The hub's own message came back. */
  marked(): void
  /** The broker says how many messages it has dropped since it began. */
  dropped(total: number, now: number): void
  /** The connection has ended. @param heardAt when anything came by it last */
  lost(heardAt: number): void
  /** What to remember of a life of the hub for its next one. @param heardAt when anything came last, while connected */
  heard(heardAt: number): LastHeard | undefined
}

/**
 * @param before of the hub's earlier life
 * @param report told once an outage can be judged, and again when the broker's counter rises shortly after
 */
export function createOutages(before: LastHeard | undefined, report: (outage: Outage) => void): Outages {
  /** Of the last connection whose backlog was over; what follows an unfinished one belongs to the same outage. */
  let last = before
  let count = before?.dropped
  let returning:
    | { readonly to: number; readonly sessionLost: boolean; backlog: number; timer: NodeJS.Timeout }
    | undefined
  let recent: Outage | undefined
  let isConnected = false
  /** The broker has told its counter on this connection. */
  let isCounted = false

  /** Of a broker that began anew in between all it counts. */
  function droppedSince(then: number | undefined): number | null {
    if (!isCounted || count === undefined || then === undefined) return null
    return count >= then ? count - then : count
  }

  function finish(backlog: number | null): void {
    if (returning === undefined) return
    const { to, sessionLost, timer } = returning
    clearTimeout(timer)
    returning = undefined
    recent = last && { from: last.at, to, sessionLost, backlog, dropped: droppedSince(last.dropped) }
    last = { at: to, dropped: count }
    if (recent !== undefined) report(recent)
  }

  return {
    connected(now, sessionPresent) {
      isConnected = true
      isCounted = false
      recent = undefined
      const timer = setTimeout(() => finish(null), MAX_BACKLOG_MS)
      timer.unref()
      clearTimeout(returning?.timer)
      returning = { to: now, sessionLost: !sessionPresent, backlog: 0, timer }
    },
    took() {
      if (returning !== undefined) returning.backlog++
    },
    marked: () => finish(returning?.backlog ?? null),
    dropped(total, now) {
      const risen = count === undefined || total < count ? 0 : total - count
      count = total
      isCounted = true
      if (recent === undefined || risen === 0 || now - recent.to > COUNTER_LAG_MS) return
      recent = { ...recent, dropped: (recent.dropped ?? 0) + risen }
      report(recent)
    },
    lost(heardAt) {
      isConnected = false
      clearTimeout(returning?.timer)
      // Unfinished: what waited may still wait, and the time before is not explained yet.
      if (returning === undefined && last !== undefined) last = { at: heardAt, dropped: count }
      returning = undefined
    },
    heard: (heardAt) => (isConnected && returning === undefined ? { at: heardAt, dropped: count } : last),
  }
}
