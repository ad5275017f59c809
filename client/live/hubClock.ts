/** A jump of this much is another clock, not a slow line. */
const JUMP_MS = 2_000
/** How fast an estimate that was too good is forgotten: a part of the difference at each word from the hub. */
const FORGET = 0.01

/** The hub's clock, learnt from what it says: ages are counted on it, so that a wall with a wrong clock still tells them right. */
export interface HubClock {
  /** @param hubNow the hub's clock when it spoke, epoch ms */
  hear(hubNow: number): void
  now(): number
}

export function createHubClock(localNow: () => number): HubClock {
  let offset: number | undefined
  return {
    hear(hubNow) {
      // The word took time to come: the largest offset is the one that took least.
      const heard = hubNow - localNow()
      if (offset === undefined || heard > offset || offset - heard > JUMP_MS) offset = heard
      else offset += (heard - offset) * FORGET
    },
    now: () => localNow() + (offset ?? 0),
  }
}
