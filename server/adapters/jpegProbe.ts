import { EOI, isStartOfFrame, SOS } from '../../domain/files/jpegSegments.ts'
import { hasTooManyScans, MOST_SCANS } from '../../domain/files/pictureCost.ts'
import { MAX_FRAME_BYTES, MAX_FRAME_HEIGHT, MAX_FRAME_WIDTH } from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'

/** What a picture's header says of it. */
interface FrameHeader {
  readonly ok: true
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly isProgressive: boolean
}

interface Unsound {
  readonly ok: false
  readonly reason: RefusalReason
  readonly params: RefusalParams
}

/** A sound picture's dimensions, or what is wrong with it. */
export type Probe = { readonly ok: true; readonly width: number; readonly height: number } | Unsound

const SOF0 = 0xc0
const SOF2 = 0xc2
const SOI = 0xd8

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
 * Reads the header of a JPEG, and beyond it only where the picture may have more than one scan: about a microsecond, no memory. Only what has passed here
 * is ever decoded (`services/cameraPictures.ts`), since a small file can claim dimensions that cost a gigabyte, or scans that cost minutes. Taken are
 * baseline and progressive pictures of 8 bits with one or three components, that end where they say.
 */
export function probeJpeg(bytes: Uint8Array): Probe {
  const length = bytes.length
  if (length > MAX_FRAME_BYTES) return unsound('tooLarge', { bytes: length, max: MAX_FRAME_BYTES })
  if (length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return unsound('notJpeg', { looksLike: formatOf(bytes) })
  let header: FrameHeader | undefined
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
    if (marker === SOS) return header === undefined ? unsound('jpegBroken', { at }) : probeScans(bytes, at, header)
    if (isStartOfFrame(marker)) {
      if (header !== undefined) return unsound('jpegBroken', { at })
      const read = readFrameHeader(bytes, at, marker, segment)
      if (!read.ok) return read
      header = read
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

/** The first scan has begun: the picture must end with the payload, be no larger than a screen shows, and have few scans. */
function probeScans(bytes: Uint8Array, scan: number, header: FrameHeader): Probe {
  const { width, height, channels, isProgressive } = header
  const length = bytes.length
  if (bytes[length - 2] !== 0xff || bytes[length - 1] !== EOI) {
    const end = endOfPicture(bytes, scan)
    return end === undefined ? unsound('jpegCut', { bytes: length }) : unsound('jpegTail', { extra: length - end })
  }
  if (width > MAX_FRAME_WIDTH || height > MAX_FRAME_HEIGHT)
    return unsound('frameSize', { width, height, maxWidth: MAX_FRAME_WIDTH, maxHeight: MAX_FRAME_HEIGHT })
  // A baseline picture whose first scan has all its colours is refused by decoders when another follows.
  const mayHaveMore = isProgressive || (bytes[scan + 4] as number) < channels
  if (mayHaveMore && hasTooManyScans(bytes, scan)) return unsound('jpegScans', { most: MOST_SCANS })
  return { ok: true, width, height }
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

function readFrameHeader(bytes: Uint8Array, at: number, marker: number, segment: number): FrameHeader | Unsound {
  if (marker !== SOF0 && marker !== SOF2) return unsound('jpegEncoding', { coding: marker - SOF0 })
  const bits = bytes[at + 4] as number
  const height = ((bytes[at + 5] as number) << 8) | (bytes[at + 6] as number)
  const width = ((bytes[at + 7] as number) << 8) | (bytes[at + 8] as number)
  const channels = bytes[at + 9] as number
  if (bits !== 8) return unsound('jpegDepth', { bits })
  if (channels !== 1 && channels !== 3) return unsound('jpegChannels', { channels })
  if (segment !== 8 + 3 * channels) return unsound('jpegBroken', { at })
  if (width === 0 || height === 0) return unsound('jpegNoSize', { width, height })
  return { ok: true, width, height, channels, isProgressive: marker === SOF2 }
}
