/** Pause before another map is begun after the graphics processor let go; doubled each time up to the longest. */
const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** After so long without another loss the last ones are forgotten: what happens once a day is no series. */
const FORGOTTEN_AFTER_MS = 5 * 60_000

/** How long to wait after each loss. One for each place of a map. */
export interface ComeBackPause {
  /** @param now of this loss, ms on any clock that does not jump @returns ms, before jitter */
  after(now: number): number
}

export function createComeBackPause(): ComeBackPause {
  let losses = 0
  let last = Number.NEGATIVE_INFINITY
  return {
    after(now) {
      if (now - last > FORGOTTEN_AFTER_MS) losses = 0
      last = now
      return Math.min(LONGEST_MS, FIRST_MS * 2 ** losses++)
    },
  }
}
