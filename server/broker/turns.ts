/** Messages that are decided on before the event loop goes on with what else waits: some milliseconds of work. */
const EACH_TURN = 50

/**
 * Does pieces of work in the order in which they are asked for, so many in one turn of the event loop: however much comes at once, from however
 * many connections, whatever else waits in the loop goes on in between.
 *
 * @returns takes a piece of work, and whether all others go before it, but for one in each turn; resolves, or rejects, as it does
 */
export function createTurns(
  eachTurn = EACH_TURN,
): (work: () => Promise<void>, isBehindOthers?: boolean) => Promise<void> {
  const waiting: (() => void)[] = []
  const behind: (() => void)[] = []
  let left = eachTurn
  let isTurnDue = false

  function turn(): void {
    isTurnDue = false
    left = eachTurn
    const first = waiting.splice(0, behind.length > 0 ? eachTurn - 1 : eachTurn)
    for (const begin of [...first, ...behind.splice(0, eachTurn - first.length)]) begin()
    if (waiting.length + behind.length > 0) due()
  }

  function due(): void {
    if (isTurnDue) return
    isTurnDue = true
    setImmediate(turn)
  }

  /** Begins one; the first of a turn asks for the next. */
  function begun(work: () => Promise<void>): Promise<void> {
    left--
    due()
    return work()
  }

  return (work, isBehindOthers = false) => {
    // What waits goes first: the messages of one connection stay in order.
    const mayBegin = left > 0 && waiting.length === 0 && (!isBehindOthers || behind.length === 0)
    if (mayBegin) return begun(work)
    return new Promise((resolve, reject) => {
      const queue = isBehindOthers ? behind : waiting
      queue.push(() => begun(work).then(resolve, reject))
    })
  }
}

/** How many packets of all connections are handed on in one turn of the event loop. */
const PACKETS_EACH_TURN = 1_000

/** Room for packets in the turns of the event loop: an MQTT parser takes thousands of small ones out of one chunk in one go. */
export interface PacketTurns {
  /** @returns whether there is room for one more in this turn */
  take(): boolean
  /** Calls back in a later turn, where there is room, in the order in which it was asked. */
  later(goOn: () => void): void
}

export function createPacketTurns(eachTurn = PACKETS_EACH_TURN): PacketTurns {
  let waiting: (() => void)[] = []
  let left = eachTurn
  let isDue = false

  function begin(): void {
    isDue = false
    left = eachTurn
    const those = waiting
    waiting = []
    let next = 0
    while (left > 0 && next < those.length) those[next++]?.()
    waiting = [...those.slice(next), ...waiting]
    if (waiting.length > 0) due()
  }

  function due(): void {
    if (!isDue) setImmediate(begin)
    isDue = true
  }

  return {
    take() {
      due()
      return left-- > 0
    },
    later(goOn) {
      waiting.push(goOn)
      due()
    },
  }
}
