import * as z from 'zod'

/** Letters that turn the direction of what follows: in the middle of a sentence they turn around the words of others. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const BROKEN = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const CONTROLS = /[^\P{Cc}\n\t]/gu

/**
 * A text that every store can keep: a NUL, which PostgreSQL takes in no text, becomes a space, and halves of surrogate pairs, which are no
 * characters (Unicode 16.0, 3.9), U+FFFD.
 */
function storable(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', ' ')
}

/** Nothing that anybody asks or commands is declared with more levels; a walk through thousands of them ends at the end of the stack. */
export const MOST_LEVELS = 32

/**
 * The same of every text in something that was sent as JSON.
 * @throws RangeError beyond `MOST_LEVELS` arrays and objects within each other
 */
export function storableIn(given: unknown, levels = MOST_LEVELS): unknown {
  if (typeof given === 'string') return storable(given)
  if (given === null || typeof given !== 'object') return given
  if (levels === 0) throw new RangeError(`more than ${MOST_LEVELS} levels`)
  if (Array.isArray(given)) return given.map((each) => storableIn(each, levels - 1))
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, storableIn(value, levels - 1)]))
}

/** Words on one line: they stand in sentences, lists and messages. */
export const Line = z.string().overwrite((text) => text.replace(BROKEN, ' ').replace(TURNING, ''))

/** Words that may have lines of their own. */
export const Lines = z
  .string()
  .overwrite((text) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(TURNING, ''))
