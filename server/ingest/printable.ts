const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

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
/** A payload with more bytes than this, of a hundred, that are no text is shown as bytes. */
const MAX_BINARY_PERCENT = 20

/**
 * The beginning of what a stranger sent, as one line that is safe in a log, a table or a spreadsheet. Bytes that are no text come as `\xNN`
 * within a text, and a payload that is none at all as hexadecimal.
 * @param max characters of the result
 */
export function printable(payload: Uint8Array | string, max: number): string {
  if (typeof payload === 'string') return escaped(payload, max)
  // One character takes at most four bytes; the last one may be cut, which `stream` forgives.
  const head = payload.subarray(0, max)
  try {
    return escaped(utf8.decode(head, { stream: head.length < payload.length }), max)
  } catch {
    return isBinary(head)
      ? `0x${Buffer.from(head.subarray(0, (max - 2) >> 1)).toString('hex')}`
      : escapedBytes(head, max)
  } finally {
    reset()
  }
}

/** A decoder that streamed keeps the cut character for the next payload; it must begin afresh. */
function reset(): void {
  try {
    utf8.decode()
  } catch {
    // The cut character was incomplete: that is what is being thrown away.
  }
}

function isBinary(bytes: Uint8Array): boolean {
  const odd = bytes.reduce((count, byte) => count + (byte < 0x20 || byte > 0x7e ? 1 : 0), 0)
  return odd * 100 > bytes.length * MAX_BINARY_PERCENT
}

/** Text in another encoding: what is ASCII can be read, and shows where the rest stands. */
function escapedBytes(bytes: Uint8Array, max: number): string {
  let result = ''
  for (const byte of bytes) {
    const shown = byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
    if (result.length + shown.length > max) break
    result += shown
  }
  return result
}

function escaped(text: string, max: number): string {
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
