import { abridged } from '../readableName.ts'

/** A Zalo message has no more characters. */
export const MAX_ZALO = 400
/** Two parts of an SMS without marks. */
export const MAX_SMS = 306

/** A text on one line, cut where it is too long. @param max characters, as gateways count them: UTF-16 units */
export function oneLine(text: string, max: number): string {
  const line = text
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
  let most = max
  let short = abridged(line, most)
  while (short.length > max) short = abridged(line, --most)
  return short
}

/**
 * A text of which a phone makes no link: people's titles go out under the centre's name, and the way to its own pages stands beside them. A dot
 * between a word and a letter, or in an address of numbers, has a space behind it. Marks that belong to no letter are gone: a
 * gateway that leaves them out would put together again what they kept apart.
 */
export function unlinked(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{M}/gu, '')
    .replaceAll('://', ': // ')
    .replace(/(?<=[\p{L}\p{N}-])[.。．｡](?=\p{L})/gu, '. ')
    .replace(/\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(?=\d)/g, '$1. $2. $3. ')
}

/** The same without marks, in the letters that every phone shows and an SMS counts singly. */
export function unaccented(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—−]/g, '-')
    .replaceAll('…', '...')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replace(/[^\n -~]/g, '?')
}
