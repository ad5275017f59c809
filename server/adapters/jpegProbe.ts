import { MAX_FRAME_BYTES, MAX_FRAME_HEIGHT, MAX_FRAME_WIDTH } from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'

interface Unsound {
  readonly ok: false
  readonly reason: RefusalReason
  readonly params: RefusalParams
}

/** A sound picture's dimensions, or what is wrong with it. */
export type Probe = { readonly ok: true; readonly width: number; readonly height: number } | Unsound

const SOF0 = 0xc0
const SOF2 = 0xc2
const DHT = 0xc4
const JPG = 0xc8
const DAC = 0xcc
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda

/** How other formats begin, as Latin-1; people send what their camera happens to make. */
const OTHER_FORMATS: readonly [beginning: string, name: string][] = [
  ['\x89PNG', 'PNG'],
  ['GIF8', 'GIF'],
  ['RIFF', 'WebP'],
  ['BM', 'BMP'],
  ['/9j/', 'base64'],
  ['data:', 'data URL'],
  ['{', 'JSON'],
  ['<', 'XML/SVG'],
]

/**
 * Reads the header of a JPEG and nothing else: about a microsecond, no memory. Only what has passed here is ever decoded
 * (`services/cameraPictures.ts`), since a small file can claim dimensions that cost a gigabyte. Taken are baseline and progressive pictures of 8 bits with one or
 * three components, that end where they say.
 */
export function probeJpeg(bytes: Uint8Array): Probe {
  const length = bytes.length
  if (length > MAX_FRAME_BYTES) return unsound('tooLarge', { bytes: length, max: MAX_FRAME_BYTES })
  if (length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return unsound('notJpeg', { looksLike: formatOf(bytes) })
  let size: { width: number; height: number } | undefined
  for (let at = 2; at + 4 <= length; ) {
    if (bytes[at] !== 0xff) return unsound('jpegBroken', { at })
    const marker = bytes[at + 1] as number
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at++
      continue
    }
    const segment = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    if (!hasSegment(marker) || segment < 2) return unsound('jpegBroken', { at })
    if (at + 2 + segment > length - 2) return unsound('jpegCut', { bytes: length })
    if (marker === SOS) return size === undefined ? unsound('jpegBroken', { at }) : probeEnd(bytes, at, size)
    if (isStartOfFrame(marker)) {
      if (size !== undefined) return unsound('jpegBroken', { at })
      const header = readFrameHeader(bytes, at, marker, segment)
      if (!header.ok) return header
      size = header
    }
    at += 2 + segment
  }
  return unsound('jpegCut', { bytes: length })
}

function unsound(reason: RefusalReason, params: RefusalParams): Unsound {
  return { ok: false, reason, params }
}

function formatOf(bytes: Uint8Array): string {
  const beginning = String.fromCharCode(...bytes.subarray(0, 8))
  return OTHER_FORMATS.find(([known]) => beginning.startsWith(known))?.[1] ?? '?'
}

/** The scan has begun: the picture must end with the payload, and be no larger than a screen shows. */
function probeEnd(bytes: Uint8Array, scan: number, { width, height }: { width: number; height: number }): Probe {
  const length = bytes.length
  if (bytes[length - 2] !== 0xff || bytes[length - 1] !== EOI) {
    const end = endOfPicture(bytes, scan)
    return end === undefined ? unsound('jpegCut', { bytes: length }) : unsound('jpegTail', { extra: length - end })
  }
  return width > MAX_FRAME_WIDTH || height > MAX_FRAME_HEIGHT
    ? unsound('frameSize', { width, height, maxWidth: MAX_FRAME_WIDTH, maxHeight: MAX_FRAME_HEIGHT })
    : { ok: true, width, height }
}

/** Where the picture ends, although the payload goes on. In a scan no FF stands before D9 but at its end. */
function endOfPicture(bytes: Uint8Array, scan: number): number | undefined {
  for (let at = bytes.indexOf(0xff, scan + 2); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === EOI) return at + 2
  }
  return undefined
}

/** Markers of a header that a length follows: frames, tables, scans, application data and comments. */
function hasSegment(marker: number): boolean {
  return (marker >= SOF0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xef) || marker === 0xfe
}

function isStartOfFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= 0xcf && marker !== DHT && marker !== JPG && marker !== DAC
}

function readFrameHeader(bytes: Uint8Array, at: number, marker: number, segment: number): Probe {
  if (marker !== SOF0 && marker !== SOF2) return unsound('jpegEncoding', { coding: marker - SOF0 })
  const bits = bytes[at + 4] as number
  const height = ((bytes[at + 5] as number) << 8) | (bytes[at + 6] as number)
  const width = ((bytes[at + 7] as number) << 8) | (bytes[at + 8] as number)
  const channels = bytes[at + 9] as number
  if (bits !== 8) return unsound('jpegDepth', { bits })
  if (channels !== 1 && channels !== 3) return unsound('jpegChannels', { channels })
  if (segment !== 8 + 3 * channels) return unsound('jpegBroken', { at })
  return width === 0 || height === 0 ? unsound('jpegNoSize', { width, height }) : { ok: true, width, height }
}
