/** Counts work by the turn of the event loop in which it is done, until it is asked how it came out. */
export interface WorkInTurns {
  did(amount: number): void
  /** The most that was done in one turn, and all of it. */
  ended(): { readonly most: number; readonly all: number }
}

export function workInTurns(): WorkInTurns {
  const turns = [0]
  let isOver = false
  const count = () => {
    turns.push(0)
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  return {
    did(amount) {
      turns.push((turns.pop() ?? 0) + amount)
    },
    ended() {
      isOver = true
      return { most: Math.max(...turns), all: turns.reduce((sum, each) => sum + each, 0) }
    },
  }
}
