/** A sample further off than this is not a slow packet: a clock was set, or the machine slept. */
const JUMP_MS = 2_000
/** Share by which the offset follows slower samples: clocks drift, and an early lucky sample must not hold for ever. */
const FOLLOW = 0.02
/** An exchange counts so long: clocks drift by some ms meanwhile, a line that became slower must not hold an old one for ever. */
const EXCHANGE_COUNTS_MS = 180_000
/** The latest of so many exchanges at most are compared. */
const MOST_EXCHANGES = 16

/** One question for the hub's time, and its answer. */
export interface ClockExchange {
  /** Monotonic ms when it was asked, and when the answer came. */
  readonly sentAt: number
  readonly receivedAt: number
  /** What the hub's clock said, epoch ms. */
  readonly hubAt: number
}

/** When something is, and by whose clock: what this machine's says may be wrong by hours. */
export interface Moment {
  /** Epoch ms. */
  readonly at: number
  readonly isHubs: boolean
}

/**
 * The hub's clock, learnt from the times on what it sends, and to a few ms from exchanges. Of exchanges the one with the shortest way there and
 * back is nearest the truth: its error is half of that way at most. Until there is one, every sample is late by its journey, so the earliest is
 * believed at once, and slower ones pull gently.
 */
export interface HubClock {
  /** Epoch ms on the hub's clock; this machine's own until the hub has spoken. */
  now(): number
  /** By the hub's clock, also without a line; by this machine's where the hub has not spoken, or that was set or slept since the hub's last word. */
  moment(): Moment
  /** @param hubNow when the hub made the message that has just arrived, epoch ms */
  learn(hubNow: number): void
  exchanged(exchange: ClockExchange): void
}

/**
 * @param monotonic ms that never jump, e.g. `performance.now`
 * @param wall epoch ms of this machine
 */
export function createHubClock(monotonic: () => number, wall: () => number): HubClock {
  let offset = wall() - monotonic()
  let hasLearnt = false
  /** How far this machine's clock was beyond the monotonic one at the hub's last word. */
  let wallBeyond = 0
  let exchanges: readonly ClockExchange[] = []
  return {
    now: () => monotonic() + offset,
    moment() {
      const isHubs = hasLearnt && Math.abs(wall() - monotonic() - wallBeyond) < JUMP_MS
      return { at: isHubs ? monotonic() + offset : wall(), isHubs }
    },
    learn(hubNow) {
      const sample = hubNow - monotonic()
      const isJump = hasLearnt && Math.abs(offset - sample) > JUMP_MS
      if (isJump) exchanges = []
      // What an exchange has measured is nearer than any message that has come one way.
      if (exchanges.length > 0) return
      if (!hasLearnt || sample > offset || isJump) offset = sample
      else offset += (sample - offset) * FOLLOW
      hasLearnt = true
      wallBeyond = wall() - monotonic()
    },
    exchanged(exchange) {
      const since = exchange.receivedAt - EXCHANGE_COUNTS_MS
      const isJump = Math.abs(offsetOf(exchange) - offset) > JUMP_MS + wayOf(exchange)
      const earlier = isJump ? [] : exchanges.filter(({ receivedAt }) => receivedAt > since)
      exchanges = [...earlier, exchange].slice(-MOST_EXCHANGES)
      const nearest = exchanges.reduce((best, each) => (wayOf(each) <= wayOf(best) ? each : best))
      offset = offsetOf(nearest)
      hasLearnt = true
    },
  }
}

/** The way there and back, ms. */
const wayOf = ({ sentAt, receivedAt }: ClockExchange) => receivedAt - sentAt

/** The hub's clock less this machine's, as if both ways were of one length, ms. */
const offsetOf = ({ sentAt, receivedAt, hubAt }: ClockExchange) => hubAt - (sentAt + receivedAt) / 2
