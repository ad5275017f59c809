/** A sample further off than this is not a slow packet: a clock was set, or the machine slept. */
const JUMP_MS = 2_000
/** Share by which the offset follows slower samples: clocks drift, and an early lucky sample must not hold for ever. */
const FOLLOW = 0.02

/**
 * The hub's clock, learnt from the times on what it sends. Every sample is late by its journey, so the earliest is nearest the
 * truth: a faster sample is believed at once, slower ones pull gently.
 */
export interface HubClock {
  /** Epoch ms on the hub's clock; this machine's own until the hub has spoken. */
  now(): number
  /** @param hubNow when the hub made the message that has just arrived, epoch ms */
  learn(hubNow: number): void
}

/**
 * @param monotonic ms that never jump, e.g. `performance.now`
 * @param wall epoch ms of this machine, asked once
 */
export function createHubClock(monotonic: () => number, wall: () => number): HubClock {
  let offset = wall() - monotonic()
  let hasLearnt = false
  return {
    now: () => monotonic() + offset,
    learn(hubNow) {
      const sample = hubNow - monotonic()
      if (!hasLearnt || sample > offset || offset - sample > JUMP_MS) offset = sample
      else offset += (sample - offset) * FOLLOW
      hasLearnt = true
    },
  }
}
