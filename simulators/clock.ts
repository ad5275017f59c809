/** Time as the demo city has it: everything that needs the time is handed a clock; tests turn one by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Calls `tick` about every `ms`, until the function returned is called. */
  every(ms: number, tick: () => void): () => void
}

export const systemClock: Clock = shiftedClock(0)

/** The machine's clock, ahead by so many ms: it runs as fast. */
export function shiftedClock(aheadMs: number): Clock {
  return {
    now: () => Date.now() + aheadMs,
    every(ms, tick) {
      const timer = setInterval(tick, ms)
      return () => clearInterval(timer)
    },
  }
}
