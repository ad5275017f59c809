import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { Problem } from '../problem.ts'

/** Questions of one principal that wait for their turn: more than any page asks at once. */
const MOST_WAITING = 60

/** Answers are made one at a time, or a few, for each principal: nobody has the hub work for them alone. */
export interface AnswerTurns {
  /**
   * Does `work` when enough of what the same principal asked before is done.
   * @param isGone whoever asked does not wait for the answer any more: it is not made
   * @throws Problem
   */
  inTurn<T>(principal: Principal, isGone: () => boolean, work: () => Promise<T> | T): Promise<T>
}

interface Waiting {
  readonly isGone: () => boolean
  begin(): void
  leave(): void
}

/** @param atOnce answers of one principal that are made at the same time; @param most that wait */
export function createAnswerTurns({ atOnce = 1, most = MOST_WAITING } = {}): AnswerTurns {
  /** By principal; of whoever is not in it nothing is under way. */
  const queues = new Map<string, { underWay: number; readonly waiting: Waiting[] }>()

  function next(whose: string): void {
    const queue = queues.get(whose)
    const first = queue?.waiting.shift()
    if (queue !== undefined && first === undefined && --queue.underWay === 0) queues.delete(whose)
    if (first === undefined) return
    if (first.isGone()) {
      first.leave()
      next(whose)
    } else first.begin()
  }

  async function turn(whose: string, isGone: () => boolean): Promise<void> {
    const queue = queues.get(whose) ?? { underWay: 0, waiting: [] }
    queues.set(whose, queue)
    if (queue.underWay < atOnce) {
      queue.underWay++
      return
    }
    const { waiting } = queue
    if (waiting.length >= most) {
      for (const one of waiting.splice(0)) {
        if (one.isGone()) one.leave()
        else waiting.push(one)
      }
      if (waiting.length >= most) throw new Problem('tooManyQuestions')
    }
    await new Promise<void>((begin, refuse) => {
      waiting.push({ isGone, begin, leave: () => refuse(new Problem('tooManyQuestions')) })
    })
    // What needs no waiting of its own would otherwise be made in one go with all that waits behind it.
    await new Promise(setImmediate)
  }

  return {
    async inTurn(principal, isGone, work) {
      const whose = whoseOf(principal)
      await turn(whose, isGone)
      try {
        return await work()
      } finally {
        next(whose)
      }
    },
  }
}
