import { freshness, type Patience } from '../../../domain/freshness.ts'
import { judgedFreshness, type Reception } from '../../../domain/reception.ts'

/**
 * When a source was heard last, epoch ms: what is told late is of the past, and its sender is there all the same. What a broker remembers was
 * said at another time than it was received.
 * @param asOf when what it said last was true
 */
export function lastHeard(
  asOf: number | null,
  { receivedAt, retained }: { readonly receivedAt: number | null; readonly retained?: boolean | undefined },
): number | null {
  if (asOf === null || receivedAt === null || retained === true) return asOf
  return Math.max(asOf, receivedAt)
}

/**
 * What an alert of silence may make of a source: `unheard` while nobody can say. A source that is lost by its age, and that the hub has not listened
 * for long enough to call lost, was not heard either: an alert that stands goes on standing.
 * @param heardAt when it was heard last, epoch ms; undefined where that is not known
 */
export function silenceOf(
  heardAt: number | null | undefined,
  now: number,
  patience: Patience,
  reception: Reception,
): 'heard' | 'lost' | 'unheard' {
  const judged = judgedFreshness(heardAt, now, patience, reception)
  if (judged === 'lost' || judged === 'unheard') return judged
  return freshness(heardAt, now, patience) === 'lost' ? 'unheard' : 'heard'
}
