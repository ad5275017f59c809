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

/** The same of every text in something that was sent as JSON. */
export function storableIn(given: unknown): unknown {
  if (typeof given === 'string') return storable(given)
  if (Array.isArray(given)) return given.map(storableIn)
  if (given === null || typeof given !== 'object') return given
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, storableIn(value)]))
}

/** Words on one line: they stand in sentences, lists and messages. */
export const Line = z.string().overwrite((text) => text.replace(BROKEN, ' ').replace(TURNING, ''))

/** Words that may have lines of their own. */
export const Lines = z
  .string()
  .overwrite((text) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(TURNING, ''))
