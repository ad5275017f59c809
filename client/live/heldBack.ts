/** So long before and after a moment at which screens change nothing else is told, ms: a second's work of a wall, and three frames. */
const BEFORE_MS = 80
const AFTER_MS = 50

/**
 * What a page has to tell while several screens are about to change at once: it waits until they have, a tenth of a second at most, so that the frame
 * in which they change draws nothing else.
 */
export interface HeldBack {
  /** @param moment epoch ms, of the clock that is asked */
  around(moment: number): void
  /** How long is to be waited yet, ms. */
  leftMs(): number
  /** As `nextFrame`, and not before. */
  nextFrame(callback: () => void): void
  /** Something waits for what has come: nothing is held back any more. */
  letGo(): void
}

/** @param now epoch ms; the clock may be corrected meanwhile. @param nextFrame calls back before the next picture is drawn */
export function createHeldBack(now: () => number, nextFrame: (callback: () => void) => void): HeldBack {
  let moment = Number.NEGATIVE_INFINITY
  let waiting: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function leftMs(): number {
    const left = moment + AFTER_MS - now()
    return left > BEFORE_MS + AFTER_MS ? 0 : Math.max(0, left)
  }
  function release(): void {
    clearTimeout(timer)
    timer = undefined
    const due = waiting
    waiting = []
    for (const callback of due) nextFrame(callback)
  }
  return {
    around(next) {
      moment = next
    },
    leftMs,
    nextFrame(callback) {
      const waitMs = leftMs()
      if (waitMs === 0 && waiting.length === 0) {
        nextFrame(callback)
        return
      }
      waiting.push(callback)
      timer ??= setTimeout(release, waitMs)
    },
    letGo() {
      moment = Number.NEGATIVE_INFINITY
      release()
    },
  }
}
