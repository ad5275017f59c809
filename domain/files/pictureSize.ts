import type { FileKind } from './fileKind.ts'
import { isStartOfFrame, jpegSegments, SOS } from './jpegSegments.ts'

/** Pixels of the largest picture that is taken: decoded it costs a page 200 MB, and no phone's camera is refused at its usual setting. */
export const MOST_PIXELS = 50_000_000

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * What size a picture says it has, by its header alone, as browsers read it: a file of some kilobytes may claim a size that takes gigabytes to show.
 * Undefined: it says none where it has to, so that no browser shows it, or it is no picture.
 */
export function pictureSize(bytes: Uint8Array, kind: FileKind): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'png') return sizeOfPng(view)
  if (kind === 'webp') return sizeOfWebp(view)
  return kind === 'jpeg' ? sizeOfJpeg(bytes, view) : undefined
}

const IHDR = 0x49484452

/** The header is the first chunk (PNG, 5.6). */
function sizeOfPng(view: DataView): Size | undefined {
  if (view.byteLength < 24 || view.getUint32(12) !== IHDR) return undefined
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

const VP8 = 0x56503820
const VP8L = 0x5650384c
const VP8X = 0x56503858
const FOURTEEN_BITS = 0x3fff

/** RFC 9649: of an extended file the canvas, else the frame of its only chunk. */
function sizeOfWebp(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined
  const chunk = view.getUint32(12)
  if (chunk === VP8X) {
    const least = (at: number) => 1 + (view.getUint16(at, true) | (view.getUint8(at + 2) << 16))
    return { width: least(24), height: least(27) }
  }
  if (chunk === VP8)
    return { width: view.getUint16(26, true) & FOURTEEN_BITS, height: view.getUint16(28, true) & FOURTEEN_BITS }
  if (chunk !== VP8L) return undefined
  const bits = view.getUint32(21, true)
  return { width: 1 + (bits & FOURTEEN_BITS), height: 1 + ((bits >>> 14) & FOURTEEN_BITS) }
}

/** ITU-T T.81, B.2.2: the first start of a frame before the first scan. */
function sizeOfJpeg(bytes: Uint8Array, view: DataView): Size | undefined {
  for (const { marker, at } of jpegSegments(bytes)) {
    if (marker === SOS || at + 9 >= view.byteLength) return undefined
    if (isStartOfFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return undefined
}
