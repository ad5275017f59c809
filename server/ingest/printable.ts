import { printableText } from '../../domain/printableText.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A payload with more bytes than this, of a hundred, that are no text is shown as bytes. */
const MAX_BINARY_PERCENT = 20

/**
 * The beginning of what a stranger sent, as one line that is safe in a log, a table or a spreadsheet. Bytes that are no text come as `\xNN`
 * within a text, and a payload that is none at all as hexadecimal.
 * @param max characters of the result
 */
export function printable(payload: Uint8Array | string, max: number): string {
  if (typeof payload === 'string') return printableText(payload, max)
  // One character takes at most four bytes; the last one may be cut, which `stream` forgives.
  const head = payload.subarray(0, max)
  try {
    return printableText(utf8.decode(head, { stream: head.length < payload.length }), max)
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
