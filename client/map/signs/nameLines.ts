/** A name of so many letters stands on one line. */
const ONE_LINE = 15
const MOST_LINES = 3

/** A name as it is set: long ones on two or three lines of nearly the same length, broken between words. */
export function nameLines(name: string): readonly string[] {
  const words = name.trim().split(/\s+/)
  const wanted = Math.min(MOST_LINES, words.length, Math.ceil(name.length / ONE_LINE))
  if (wanted <= 1) return [words.join(' ')]
  return broken(words, wanted).lines
}

/** The way of breaking whose longest line is shortest. */
function broken(words: readonly string[], lines: number): { readonly longest: number; readonly lines: string[] } {
  const whole = words.join(' ')
  if (lines === 1 || words.length === 1) return { longest: whole.length, lines: [whole] }
  let best = { longest: Number.POSITIVE_INFINITY, lines: [whole] }
  for (let n = 1; n <= words.length - lines + 1; n++) {
    const head = words.slice(0, n).join(' ')
    const rest = broken(words.slice(n), lines - 1)
    const longest = Math.max(head.length, rest.longest)
    if (longest < best.longest) best = { longest, lines: [head, ...rest.lines] }
  }
  return best
}
