import { MAX_FRAME_BYTES, MAX_FRAME_HEIGHT, MAX_FRAME_WIDTH } from '../../domain/messages.ts'

export type Probe =
  | { readonly ok: true; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly reason: 'notJpeg' | 'frameSize' | 'tooLarge' }

const NOT_JPEG: Probe = { ok: false, reason: 'notJpeg' }
const SOF0 = 0xc0
const SOF2 = 0xc2
const DHT = 0xc4
const JPG = 0xc8
const DAC = 0xcc
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda

/**
 * Reads the header of a JPEG and nothing else: about a microsecond, no memory. A picture is never decoded in the hub, since
 * a small file can claim dimensions that cost a gigabyte. Taken are baseline and progressive pictures of 8 bits with one or
 * three components, that end where they say.
 */
export function probeJpeg(bytes: Uint8Array): Probe {
  const length = bytes.length
  if (length > MAX_FRAME_BYTES) return { ok: false, reason: 'tooLarge' }
  if (length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return NOT_JPEG
  if (bytes[length - 2] !== 0xff || bytes[length - 1] !== EOI) return NOT_JPEG
  let size: { width: number; height: number } | undefined
  for (let at = 2; at + 4 <= length; ) {
    if (bytes[at] !== 0xff) return NOT_JPEG
    const marker = bytes[at + 1] as number
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at++
      continue
    }
    const segment = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    if (!hasSegment(marker) || segment < 2 || at + 2 + segment > length - 2) return NOT_JPEG
    if (marker === SOS) return size === undefined ? NOT_JPEG : accept(size)
    if (isStartOfFrame(marker)) {
      if (size !== undefined || (marker !== SOF0 && marker !== SOF2)) return NOT_JPEG
      size = readFrameHeader(bytes, at + 4, segment)
      if (size === undefined) return NOT_JPEG
    }
    at += 2 + segment
  }
  return NOT_JPEG
}

function accept({ width, height }: { width: number; height: number }): Probe {
  return width > MAX_FRAME_WIDTH || height > MAX_FRAME_HEIGHT
    ? { ok: false, reason: 'frameSize' }
    : { ok: true, width, height }
}

/** Markers of a header that a length follows: frames, tables, scans, application data and comments. */
function hasSegment(marker: number): boolean {
  return (marker >= SOF0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xef) || marker === 0xfe
}

function isStartOfFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= 0xcf && marker !== DHT && marker !== JPG && marker !== DAC
}

function readFrameHeader(
  bytes: Uint8Array,
  at: number,
  segment: number,
): { width: number; height: number } | undefined {
  const precision = bytes[at]
  const height = ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
  const width = ((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number)
  const components = bytes[at + 5] as number
  if (segment !== 8 + 3 * components || precision !== 8 || (components !== 1 && components !== 3)) return undefined
  return width === 0 || height === 0 ? undefined : { width, height }
}
