import type { FileKind } from './fileKind.ts'
import { jpegSegments, SOS } from './jpegSegments.ts'

/**
 * Scans of a picture that is taken, at most: libjpeg's own script for four colours has 18, for three 10. A scan of a dozen bytes has a decoder pass over the whole
 * picture, so that without a bound 100 kB hold it for ten seconds.
 */
export const MOST_SCANS = 20

/** Whether a JPEG is written in more scans than anybody needs. @param from where to begin to look */
export function hasTooManyScans(jpeg: Uint8Array, from?: number): boolean {
  let scans = 0
  for (const { marker } of jpegSegments(jpeg, from)) if (marker === SOS && ++scans > MOST_SCANS) return true
  return false
}

/** Whether a picture moves: a browser draws its frames, of any number and each of the whole size, for as long as the page is open. */
export function isAnimated(picture: Uint8Array, kind: FileKind): boolean {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  if (kind === 'png') return isAnimatedPng(view)
  return kind === 'webp' && isAnimatedWebp(view)
}

const FIRST_CHUNK = 8
const ACTL = 0x6163544c
const IDAT = 0x49444154

/** PNG, third edition, 11.3.6.1: the chunk that makes it an animation stands before the first image data. */
function isAnimatedPng(view: DataView): boolean {
  for (let at = FIRST_CHUNK; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const chunk = view.getUint32(at + 4)
    if (chunk === ACTL) return true
    if (chunk === IDAT) return false
  }
  return false
}

const VP8X = 0x56503858
const ANIMATION = 0x02

/** RFC 9649, 2.7.1: a flag of the extended header. */
function isAnimatedWebp(view: DataView): boolean {
  return view.byteLength > 20 && view.getUint32(12) === VP8X && (view.getUint8(20) & ANIMATION) !== 0
}
