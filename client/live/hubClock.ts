/** A sample further off than this is not a slow packet: a clock was set, or the machine slept. */
const JUMP_MS = 2_000
/** Share by which the offset follows slower samples: clocks drift, and an early lucky sample must not hold for ever. */
const FOLLOW = 0.02

/** When something is, and by whose clock: what this machine's says may be wrong by hours. */
export interface Moment {
  /** Epoch ms. */
  readonly at: number
  readonly isHubs: boolean
}

/**
 * The hub's clock, learnt from the times on what it sends. Every sample is late by its journey, so the earliest is nearest the
 * truth: a faster sample is believed at once, slower ones pull gently.
 */
export interface HubClock {
  /** Epoch ms on the hub's clock; this machine's own until the hub has spoken. */
  now(): number
  /** By the hub's clock, also without a line; by this machine's where the hub has not spoken, or that was set or slept since the hub's last word. */
  moment(): Moment
  /** @param hubNow when the hub made the message that has just arrived, epoch ms */
  learn(hubNow: number): void
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
  return {
    now: () => monotonic() + offset,
    moment() {
      const isHubs = hasLearnt && Math.abs(wall() - monotonic() - wallBeyond) < JUMP_MS
      return { at: isHubs ? monotonic() + offset : wall(), isHubs }
    },
    learn(hubNow) {
      const sample = hubNow - monotonic()
      if (!hasLearnt || sample > offset || offset - sample > JUMP_MS) offset = sample
      else offset += (sample - offset) * FOLLOW
      hasLearnt = true
      wallBeyond = wall() - monotonic()
    },
  }
}
