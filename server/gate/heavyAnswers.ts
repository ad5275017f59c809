import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { Problem } from '../problem.ts'

/** Questions of one principal that wait for their turn: more than any page asks at once. */
const MOST_WAITING = 60

/** Answers that take the hub tenths of a second are made one at a time for each principal: nobody has the hub work for them alone. */
export interface HeavyAnswers {
  /**
   * Does `work` when what the same principal asked before is done.
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

export function createHeavyAnswers({ most = MOST_WAITING } = {}): HeavyAnswers {
  /** By principal; of whoever is not in it nothing is under way. */
  const queues = new Map<string, Waiting[]>()

  function next(whose: string): void {
    const waiting = queues.get(whose)?.shift()
    if (waiting === undefined) queues.delete(whose)
    else if (waiting.isGone()) {
      waiting.leave()
      next(whose)
    } else waiting.begin()
  }

  async function turn(whose: string, isGone: () => boolean): Promise<void> {
    const before = queues.get(whose)
    if (before === undefined) {
      queues.set(whose, [])
      return
    }
    if (before.length >= most) {
      const stay = before.filter((one) => !one.isGone())
      for (const one of before) if (!stay.includes(one)) one.leave()
      if (stay.length >= most) throw new Problem('tooManyQuestions')
      before.splice(0, before.length, ...stay)
    }
    await new Promise<void>((begin, refuse) => {
      before.push({ isGone, begin, leave: () => refuse(new Problem('tooManyQuestions')) })
    })
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
