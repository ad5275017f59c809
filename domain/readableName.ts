/** What leaves no ink: spaces, controls, fillers, marks without a letter, and the empty Braille cell. */
const NO_INK = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** More marks than any writing puts on one letter: they would be drawn over the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu

/** Whether there is anything to see of a text. */
export function isVisible(text: string): boolean {
  return text.replace(NO_INK, '') !== ''
}

/**
 * A name that somebody gave to a device, an office or an event, as people read it: with no more marks on a letter than writing has, and where there
 * is nothing to see of it, what the thing is known by. Exports and API keep the name whole.
 * @param id what is shown of a thing whose name cannot be seen
 */
export function readableName(name: string, id: string): string {
  return !isVisible(name) ? id : name.replace(PILED_MARKS, '$1')
}

/**
 * The beginning of a name in a sentence that must stay short; whole where it is as short as that.
 * @param most letters, the sign of what is left out among them
 */
export function abridged(name: string, most: number): string {
  const letters = [...name]
  return letters.length <= most
    ? name
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
