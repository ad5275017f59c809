/**
 * Shown as themselves: ASCII, and the letters and signs that a Vietnamese text is made of. Everything else comes as its code: line breaks and
 * terminal sequences, which a log or a table would act on; marks that turn the direction of writing; and the letters of other scripts, which
 * pass for ours in a topic that then fits nothing.
 */
const SHOWN = /[ -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ab\u2264\u2265]/
/** Marks over and under a letter, as Vietnamese writes them when letters are taken apart. */
const MARK = /[\u0300-\u0303\u0306\u0309\u031b\u0323]/
/** A letter has two at most; a pile of them would be drawn over the lines around. */
const MAX_MARKS = 2

/**
 * A text of a stranger as one line that is safe in a log, a table, a sentence or a spreadsheet: what is not shown as itself comes as its code, `\u202e`.
 * @param max characters of the result; what does not fit is cut off
 */
export function printableText(text: string, max: number): string {
  let result = ''
  let marks = 0
  for (let at = 0; at < text.length && result.length < max; at++) {
    const character = text[at] as string
    const isMark = MARK.test(character)
    marks = isMark ? marks + 1 : 0
    const isShown = isMark ? at > 0 && marks <= MAX_MARKS : SHOWN.test(character)
    const shown = isShown ? character : `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
    if (result.length + shown.length > max) break
    result += shown
  }
  return result
}
