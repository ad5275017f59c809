import { MAX_JSON_BYTES, MAX_JSON_DEPTH } from '../../domain/messages.ts'

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: 'tooLarge' | 'tooDeep' | 'notUtf8' | 'notJson' }

/** Bytes that are not UTF-8 are an error, not a replacement character; a byte order mark stays and is then not JSON. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** Text of a payload, or undefined when it is not UTF-8. */
function decodeUtf8(payload: Uint8Array): string | undefined {
  try {
    return utf8.decode(payload)
  } catch {
    return undefined
  }
}

/** JSON from a stranger: size and depth are looked at before anything is built. */
export function parseJson(payload: Uint8Array): Parsed {
  if (payload.length > MAX_JSON_BYTES) return { ok: false, reason: 'tooLarge' }
  if (isTooDeep(payload)) return { ok: false, reason: 'tooDeep' }
  const text = decodeUtf8(payload)
  if (text === undefined) return { ok: false, reason: 'notUtf8' }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, reason: 'notJson' }
  }
}

/** Stops at the first bracket that is too deep: two hundred thousand of them cost no more than seventeen. */
function isTooDeep(payload: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at]
    if (inString) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > MAX_JSON_DEPTH) return true
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
  }
  return false
}
