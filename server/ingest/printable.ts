const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The beginning of what a stranger sent, as printable ASCII: no line break, no terminal sequence, nothing that a log, a table or
 * a spreadsheet would act on. Bytes that are not UTF-8 come as hexadecimal.
 * @param max characters of the result
 */
export function printable(payload: Uint8Array | string, max: number): string {
  if (typeof payload === 'string') return escaped(payload, max)
  // One character takes at most four bytes; the last one may be cut, which `stream` forgives.
  const head = payload.subarray(0, max)
  try {
    return escaped(utf8.decode(head, { stream: head.length < payload.length }), max)
  } catch {
    return `0x${Buffer.from(head.subarray(0, (max - 2) >> 1)).toString('hex')}`
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

function escaped(text: string, max: number): string {
  let result = ''
  for (let at = 0; at < text.length && result.length < max; at++) {
    const code = text.charCodeAt(at)
    const shown = code >= 0x20 && code <= 0x7e ? text[at] : `\\u${code.toString(16).padStart(4, '0')}`
    if (result.length + (shown as string).length > max) break
    result += shown
  }
  return result
}
