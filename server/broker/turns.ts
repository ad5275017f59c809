/** Messages that are decided on before the event loop goes on with what else waits: some milliseconds of work. */
const EACH_TURN = 50

/**
 * Does pieces of work in the order in which they are asked for, so many in one turn of the event loop: however much comes at once, from however
 * many connections, whatever else waits in the loop goes on in between.
 *
 * @returns takes a piece of work; resolves, or rejects, as it does
 */
export function createTurns(eachTurn = EACH_TURN): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = []
  let left = eachTurn
  let isTurnDue = false

  function turn(): void {
    isTurnDue = false
    left = eachTurn
    for (const begin of waiting.splice(0, eachTurn)) begin()
  }

  /** Begins one; the first of a turn asks for the next. */
  function begun(work: () => Promise<void>): Promise<void> {
    left--
    if (!isTurnDue) {
      isTurnDue = true
      setImmediate(turn)
    }
    return work()
  }

  return (work) =>
    // What waits goes first: the messages of one connection stay in order.
    left > 0 && waiting.length === 0
      ? begun(work)
      : new Promise((resolve, reject) => {
          waiting.push(() => begun(work).then(resolve, reject))
        })
}
