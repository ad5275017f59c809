/** Calls once at each full second of a clock, and lets the present second be read between. */
export interface Ticker {
  /** Epoch ms, the same value until the next tick. */
  now(): number
  /** @returns stops listening; nothing ticks while nobody listens */
  onTick(listener: () => void): () => void
  /** The clock has been learnt or corrected: tells at once when the present second is no longer near it. */
  corrected(): void
}

/**
 * @param clock epoch ms
 * @param heldMs how long nobody is to be told anything yet
 */
export function createTicker(clock: () => number, heldMs: () => number = () => 0): Ticker {
  const listeners = new Set<() => void>()
  let present = clock()
  let timer: ReturnType<typeof setTimeout> | undefined

  function arm(): void {
    // A little past the second, so that a rounded-down clock shows the new one.
    timer = setTimeout(tick, 1_020 - (((clock() % 1_000) + 1_000) % 1_000))
  }
  function tick(): void {
    const waitMs = heldMs()
    if (waitMs > 0) {
      timer = setTimeout(tick, waitMs)
      return
    }
    present = clock()
    arm()
    for (const listener of [...listeners]) listener()
  }

  return {
    now() {
      // Nobody was told meanwhile; but React asks twice in a row and wants the same answer.
      if (listeners.size === 0 && Math.abs(clock() - present) >= 1_000) present = clock()
      return present
    },
    onTick(listener) {
      if (listeners.size === 0) {
        present = clock()
        arm()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
    corrected() {
      if (listeners.size === 0 || Math.abs(clock() - present) < 2_000) return
      clearTimeout(timer)
      tick()
    },
  }
}
