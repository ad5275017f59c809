/** Moments are told apart to this; a key is due so much later at most. */
const STEP_MS = 25

/**
 * When each key is to be looked at next. Made for tens of thousands of keys whose times move with every message: a time that moves away
 * costs a look-up, and the key is looked at once in vain.
 */
export interface DueTimes {
  /** @param at epoch ms: the key is due once that has passed */
  set(key: string, at: number): void
  /** Keys that are due; they are not kept any longer. */
  take(now: number): string[]
  /** When the first key is due, epoch ms. */
  next(): number | undefined
}

export function createDueTimes(): DueTimes {
  /** Keys by step; a key whose time has come nearer since stands in an older step as well, where it is passed over. */
  const steps = new Map<number, Set<string>>()
  const stepOf = new Map<string, number>()
  const heap = createHeap()

  return {
    set(key, at) {
      const step = Math.floor(at / STEP_MS) + 1
      const known = stepOf.get(key)
      if (known !== undefined && known <= step) return
      stepOf.set(key, step)
      const keys = steps.get(step)
      if (keys !== undefined) keys.add(key)
      else {
        steps.set(step, new Set([key]))
        heap.push(step)
      }
    },
    take(now) {
      const due: string[] = []
      for (let step = heap.peek(); step !== undefined && step * STEP_MS <= now; step = heap.peek()) {
        heap.pop()
        for (const key of steps.get(step) ?? []) {
          if (stepOf.get(key) !== step) continue
          stepOf.delete(key)
          due.push(key)
        }
        steps.delete(step)
      }
      return due
    },
    next() {
      const step = heap.peek()
      return step === undefined ? undefined : step * STEP_MS
    },
  }
}

/** Numbers, the least first. */
function createHeap() {
  const numbers: number[] = []
  const at = (i: number) => numbers[i] as number
  function swap(i: number, j: number): void {
    const held = at(i)
    numbers[i] = at(j)
    numbers[j] = held
  }
  return {
    peek: (): number | undefined => numbers[0],
    push(number: number): void {
      let i = numbers.push(number) - 1
      for (let above = (i - 1) >> 1; i > 0 && at(above) > at(i); above = (i - 1) >> 1) {
        swap(i, above)
        i = above
      }
    },
    pop(): void {
      const last = numbers.pop()
      if (last === undefined || numbers.length === 0) return
      numbers[0] = last
      for (let i = 0; ; ) {
        let least = i
        for (const below of [2 * i + 1, 2 * i + 2]) if (below < numbers.length && at(below) < at(least)) least = below
        if (least === i) return
        swap(i, least)
        i = least
      }
    },
  }
}
