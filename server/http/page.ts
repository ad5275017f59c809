import type * as z from 'zod'
import { storableIn } from '../../domain/written.ts'
import { Problem } from '../problem.ts'

/**
 * The place where a page ends, as text that nobody needs to read. It belongs to one question: with other filters it would lead anywhere.
 * @param question the list and its filters
 */
export function encodePlace(question: string, place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([question, ...place])).toString('base64url')
}

/** @throws a bad request when the text is no place of this question */
export function decodePlace<T extends z.ZodType<readonly unknown[]>>(
  text: string,
  question: string,
  place: T,
): z.output<T> {
  const parsed = placeIn(text)
  const [of, ...rest] = Array.isArray(parsed) ? parsed : []
  if (of !== question) throw new Problem('pageOfOther')
  const read = place.safeParse(rest)
  if (!read.success) throw new Problem('pageOfOther')
  return read.data
}

function placeIn(text: string): unknown {
  try {
    // Whoever asks may have written it themselves: what a store takes no text of reaches none.
    return storableIn(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
