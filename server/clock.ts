/** Time as it is handed to everything that needs it; tests turn it by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }
