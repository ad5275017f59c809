/** A marker of a JPEG with the segment that it begins. */
interface JpegSegment {
  readonly marker: number
  /** Where its FF stands. */
  readonly at: number
}

export const SOS = 0xda
export const EOI = 0xd9
const SOF0 = 0xc0
const SOF15 = 0xcf
/** DHT, JPG and DAC lie between the starts of frames, and are none. */
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc])

export function isStartOfFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= SOF15 && !NO_FRAMES.has(marker)
}

/**
 * The segments of a JPEG up to its end (ITU-T T.81, B.1.1). What lies between two markers, such as the data of a scan, is passed over, as
 * decoders do.
 * @param from where to begin; the first two bytes are the start of the picture
 */
export function* jpegSegments(bytes: Uint8Array, from = 2): Generator<JpegSegment> {
  for (let at = from; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) {
      at = bytes.indexOf(0xff, at)
      if (at === -1) return
      continue
    }
    const marker = bytes[at + 1] as number
    if (marker === EOI) return
    if (marker === 0xff) at++
    // Stuffed bytes, restarts and other markers that have no segment.
    else if (marker <= 0x01 || (marker >= 0xd0 && marker < EOI)) at += 2
    else {
      yield { marker, at }
      at += 2 + Math.max(2, ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number))
    }
  }
}
