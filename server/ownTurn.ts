const waiting: (() => void)[] = []

/**
 * Resolves in a turn of the event loop of its own: of all who wait, one goes on in each turn, and what has come in meanwhile is taken between
 * two of them. Who works on many things asks for one before every piece: answers of the store's threads that have piled up would else be
 * worked on in a single turn, and the screens' beat would wait for the last of them.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) setImmediate(next)
  })
}

function next(): void {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(next)
}

/** Letters of JSON that are read in some milliseconds. */
export const LETTERS_A_TURN = 500_000

/** What bodies that a store has kept say, read in pieces: a day's alerts are tens of megabytes. */
export async function readInTurns<T>(bodies: readonly string[], read: (body: string) => T): Promise<T[]> {
  const all: T[] = []
  await inTurns(
    bodies,
    ({ length }) => length,
    (body) => void all.push(read(body)),
    LETTERS_A_TURN,
  )
  return all
}

/** Some milliseconds of work on reports of an authority's day, each of a dozen counts. */
export const REPORTS_A_TURN = 1_000

/** Does `work` on one after the other, in turns that weigh no more than `most` each, or one thing that weighs more. What is little is done at once. */
export async function inTurns<T>(
  things: Iterable<T>,
  weightOf: (thing: T) => number,
  work: (thing: T) => void,
  most = REPORTS_A_TURN,
): Promise<void> {
  const weighed = [...things].map((thing) => ({ thing, weight: weightOf(thing) }))
  let room = most
  if (weighed.reduce((sum, { weight }) => sum + weight, 0) > most) room = 0
  for (const { thing, weight } of weighed) {
    if (weight > room) {
      await ownTurn()
      room = most
    }
    work(thing)
    room -= weight
  }
}
