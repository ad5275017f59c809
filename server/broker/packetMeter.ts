const CONNECT = 1

export interface PacketLimits {
  /** The first packet, which comes from somebody unknown. */
  readonly maxConnectBytes: number
  readonly maxPacketBytes: number
}

/**
 * Follows the packets in a stream of bytes by their fixed headers alone. An MQTT parser keeps a packet until its last byte has
 * come; this says after the first five bytes that it would be too large, before anything is kept.
 */
export interface PacketMeter {
  /** @returns what is wrong with the stream, undefined when nothing is */
  feed(chunk: Uint8Array): string | undefined
}

export function createPacketMeter({ maxConnectBytes, maxPacketBytes }: PacketLimits): PacketMeter {
  let isFirst = true
  let inHeader = true
  /** Bytes of the present packet still to come. */
  let remaining = 0
  /** Digits of the remaining length read so far; -1: the type byte comes next. */
  let digits = -1
  let length = 0

  return {
    feed(chunk) {
      for (let at = 0; at < chunk.length; ) {
        if (!inHeader) {
          const taken = Math.min(remaining, chunk.length - at)
          at += taken
          remaining -= taken
          inHeader = remaining === 0
          continue
        }
        const byte = chunk[at++] as number
        if (digits === -1) {
          if (isFirst && byte >> 4 !== CONNECT) return 'the first packet is not CONNECT'
          digits = 0
          length = 0
          continue
        }
        length += (byte & 0x7f) * 128 ** digits
        digits++
        if ((byte & 0x80) !== 0) {
          if (digits === 4) return 'the length of a packet is malformed'
          continue
        }
        const limit = isFirst ? maxConnectBytes : maxPacketBytes
        if (length > limit) return `a packet of ${length} bytes exceeds the limit of ${limit}`
        isFirst = false
        digits = -1
        remaining = length
        inHeader = remaining === 0
      }
      return undefined
    },
  }
}
