import { combine, countingIn, type Evaluation } from '../../../domain/kpis/evaluate.ts'
import type { Contribution, Kpi } from '../../../domain/kpis/kpi.ts'
import type { Leaf } from './kpiLeaves.ts'

/** What the inputs of one KPI below one unit come to. */
export interface Tallied extends Evaluation {
  /** What the inputs come to for coverage, and what they owe beside what every source does. */
  readonly reported: number
  readonly running: number
  /** When the newest that counts was true, or the newest at all where none counts; null without any. Epoch ms. */
  readonly at: number | null
  readonly simulated: boolean
}

/** Added up once and kept so: an input that changes costs itself, however many there are. */
export interface Tally {
  /** Some of the inputs are no longer what they were. */
  replace(before: readonly Leaf[], after: readonly Leaf[]): void
  read(): Tallied
}

interface Sums {
  inputs: number
  counting: number
  reported: number
  running: number
  simulated: number
  numerator: number
  denominator: number
}

/**
 * Counts are whole numbers, so what is taken away again leaves nothing behind. A greatest number or a newest moment cannot be taken away:
 * when the input that gave it goes back, all are looked at once more.
 * @param inputs all of them as they are now
 */
export function createTally(kpi: Kpi, inputs: () => readonly Leaf[]): Tally {
  const sums: Sums = { inputs: 0, counting: 0, reported: 0, running: 0, simulated: 0, numerator: 0, denominator: 0 }
  /** Of those that count, and of all. */
  const newest = { counting: createGreatest(), all: createGreatest() }
  const most = createGreatest()

  function take(leaves: readonly Leaf[], sign: 1 | -1): void {
    const those = countingIn(kpi, leaves)
    sums.inputs += sign * leaves.length
    sums.counting += sign * those.length
    for (const { reported, running, simulated, at } of leaves) {
      sums.reported += sign * reported
      sums.running += sign * running
      if (simulated) sums.simulated += sign
      newest.all.take(at, sign)
    }
    for (const { numerator, denominator = 0, at } of those) {
      sums.numerator += sign * numerator
      sums.denominator += sign * denominator
      newest.counting.take(at, sign)
      most.take(numerator, sign)
    }
  }

  const counting = () => countingIn(kpi, inputs())
  const atOf = ({ at }: Contribution) => at

  function evaluation(): Evaluation {
    if (sums.counting === 0) return combine(kpi.combine, [])
    const { denominator } = sums
    const numerator = kpi.combine === 'max' ? most.read(() => counting().map((leaf) => leaf.numerator)) : sums.numerator
    return combine(kpi.combine, [{ numerator, denominator }])
  }

  return {
    replace(before, after) {
      // The new ones first: a newer moment takes the place of the one that goes.
      take(after, 1)
      take(before, -1)
    },
    read() {
      // What stands now and is no longer fresh still has an age: the screens show since when it is unknown.
      const at =
        sums.counting > 0 ? newest.counting.read(() => counting().map(atOf)) : newest.all.read(() => inputs().map(atOf))
      return {
        ...evaluation(),
        reported: sums.reported,
        running: sums.running,
        at: sums.inputs === 0 ? null : at,
        simulated: sums.simulated > 0,
      }
    },
  }
}

/** The greatest of some numbers, looked for again only after it has gone. */
function createGreatest() {
  let value = Number.NEGATIVE_INFINITY
  let isGone = false
  return {
    take(number: number, sign: 1 | -1): void {
      if (sign === -1) isGone ||= number === value
      else if (number > value) {
        value = number
        isGone = false
      }
    },
    read(all: () => readonly number[]): number {
      if (isGone) {
        value = all().reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY)
        isGone = false
      }
      return value
    },
  }
}
