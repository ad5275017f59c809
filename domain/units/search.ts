/** Combining marks, left alone by NFD. */
const MARKS = /\p{M}/gu

/** A text as people type it without diacritics: marks stripped, đ as d, lower case, spaces collapsed. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** The words of a text, folded and without punctuation: `P. An Bình` is `p`, `an`, `binh`. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Every word of the query begins a word of the text, in any order; a query without words matches everything. */
export function matches(query: string, text: string): boolean {
  const words = foldedWords(text)
  return foldedWords(query).every((part) => words.some((word) => word.startsWith(part)))
}
