import type { SimulatedPerson } from '../../domain/people/simulatedPeople.ts'
import type { Sop } from '../../domain/sops/sop.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { Random } from '../random.ts'

/** Something that a simulated person means to do when they get to it. */
export interface Act {
  /** The same for the same thing as it stands: nobody does it twice. Visible ASCII, at most 200 characters. */
  readonly key: string
  /** How long after it could be seen. */
  readonly afterMs: number
  readonly person: SimulatedPerson
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
}

/** What every plan is made with. */
export interface Planning {
  readonly people: readonly SimulatedPerson[]
  readonly random: Random
  /** Epoch ms. */
  readonly now: number
  /** Procedures in force. */
  readonly sops: readonly Sop[]
}

/** One of several, by chance without memory. */
export function pick<T>(random: Random, of: readonly [T, ...T[]], ...what: readonly (string | number)[]): T {
  return of[Math.floor(random.of(...what) * of.length)] ?? of[0]
}

/** A time between two, by chance. Some people are late, by far. */
export function delay(random: Random, fromMs: number, toMs: number, ...what: readonly (string | number)[]): number {
  const usual = fromMs + (toMs - fromMs) * random.of('delay', ...what)
  const isLate = random.of('late', ...what) < LATE
  return Math.min(isLate ? usual * LATE_TIMES : usual, DAY_MS)
}

/** Of all acts so many come late, and so many times the usual time. */
const LATE = 0.14
const LATE_TIMES = 6
