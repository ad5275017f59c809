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

/** Every word of the query begins a word of the text, in any order. */
export function matches(query: string, text: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return fold(query)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)))
}
