/** So many questions of one network are begun in a turn of the loop: who opens a page does not notice, and a flood leaves room for others. */
const A_TURN = 4

/** Lets `begin` happen now or in a later turn of the loop. */
export type Pace = (whose: string, begin: () => void) => void

/** What comes from one place is begun a few at a time, in its order, with a turn of the loop between. */
export function createPace(aTurn = A_TURN): Pace {
  /** What waits, by whose it is; whoever has begun something in this turn stands in it. */
  const queues = new Map<string, { begun: number; readonly waiting: (() => void)[] }>()
  let isTurning = false

  function turn(): void {
    isTurning = false
    for (const [whose, queue] of queues) {
      const now = queue.waiting.splice(0, aTurn)
      queue.begun = now.length
      if (now.length === 0) queues.delete(whose)
      for (const begin of now) begin()
    }
    follow()
  }

  function follow(): void {
    if (isTurning || queues.size === 0) return
    isTurning = true
    setImmediate(turn)
  }

  return (whose, begin) => {
    const queue = queues.get(whose) ?? { begun: 0, waiting: [] }
    queues.set(whose, queue)
    follow()
    if (queue.begun >= aTurn) {
      queue.waiting.push(begin)
      return
    }
    queue.begun++
    begin()
  }
}
