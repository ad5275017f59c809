import { FILE_KINDS, type FileKind, isPictureType } from './fileKind.ts'
import { jpegSegments, SOS } from './jpegSegments.ts'
import { pictureSize } from './pictureSize.ts'

/**
 * Whether a file has what a file of its kind is opened for, and does not only begin like one: whoever opens a matter would find a picture that does not
 * show. Office documents are looked into elsewhere: see `server/files/officeDocument.ts`.
 */
export function hasContent(bytes: Uint8Array, kind: FileKind): boolean {
  if (isPictureType(FILE_KINDS[kind].type)) return isPicture(bytes, kind)
  if (kind === 'pdf') return isPdf(bytes)
  if (kind === 'ogg') return isOgg(bytes)
  if (kind === 'm4a') return hasBoxes(bytes, ['moov', 'mdat'])
  return kind !== 'mp3' || hasMpegFrame(bytes)
}

/** A size, and data to draw. */
function isPicture(bytes: Uint8Array, kind: FileKind): boolean {
  const { width, height } = pictureSize(bytes, kind) ?? { width: 0, height: 0 }
  if (width === 0 || height === 0) return false
  if (kind === 'png') return indexOf(bytes, 'IDAT') !== -1
  if (kind !== 'jpeg') return true
  for (const { marker } of jpegSegments(bytes)) if (marker === SOS) return true
  return false
}

/** Readers look for the end of a PDF in so many bytes (ISO 32000-1, annex H, note 18), and for where its table begins just before. */
const PDF_TAIL = 2_048

/** A page, written out or within a stream of objects (ISO 32000-1, 7.5.7), and at the end where the table of objects begins (7.5.5). */
function isPdf(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(-PDF_TAIL)
  const end = /startxref\s+(\d+)\s+%%EOF/.exec(String.fromCharCode(...tail))
  if (end === null || Number(end[1]) >= bytes.length) return false
  return indexOf(bytes, '/Page', (next) => !isLetter(next)) !== -1 || indexOf(bytes, '/ObjStm') !== -1
}

const OGG_HEADER = 27

/** RFC 3533: a page with its header, of the only version there is, and something in it. */
function isOgg(bytes: Uint8Array): boolean {
  return bytes.length > OGG_HEADER && bytes[4] === 0 && bytes.length > OGG_HEADER + (bytes[26] as number)
}

/** Boxes of a file that are looked at: sound that is written piece by piece has two each second or so. */
const MOST_BOXES = 10_000

/** ISO 14496-12, 4.2: the boxes of a file, one after the other, each with its size. */
function hasBoxes(bytes: Uint8Array, wanted: readonly string[]): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = new Set<string>()
  for (let at = 0, n = 0; at + 8 <= bytes.length && n < MOST_BOXES; n++) {
    const size = view.getUint32(at)
    found.add(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))
    // 0: up to the end of the file; 1: the size stands behind the name, in 64 bits.
    const whole = size === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : size
    if (whole < 8) break
    at += whole
  }
  return wanted.every((each) => found.has(each))
}

const ID3_HEADER = 10
/** How far behind the notes a frame begins at the latest: what lies between is padding. Bytes. */
const FRAME_WITHIN = 256 * 1024

/** A frame of sound behind the notes about it (ID3v2, 3.1: their length is written in seven bits a byte). */
function hasMpegFrame(bytes: Uint8Array): boolean {
  const notes = indexOf(bytes.subarray(0, 3), 'ID3') === 0
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, ID3_HEADER)
  const from = notes ? ID3_HEADER + ((a << 21) | (b << 14) | (c << 7) | d) : 0
  const last = Math.min(bytes.length - 4, from + FRAME_WITHIN)
  for (let at = from; at <= last; at++)
    if (bytes[at] === 0xff && ((bytes[at + 1] as number) & 0xe6) === 0xe2) return true
  return false
}

/** Whether it is one of ASCII's, large or small. */
const isLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** Where an ASCII text stands first. @param isEnd whether it may be followed by a byte; 0: by none */
function indexOf(bytes: Uint8Array, text: string, isEnd: (next: number) => boolean = () => true): number {
  const codes = [...text].map((each) => each.charCodeAt(0))
  // Nothing is made for each byte: everybody waits while a file is searched.
  for (let at = 0; at + codes.length <= bytes.length; at++) {
    let same = 0
    while (same < codes.length && bytes[at + same] === codes[same]) same++
    if (same === codes.length && isEnd(bytes[at + same] ?? 0)) return at
  }
  return -1
}
