import type { RefusedPart } from '../adapters/adapter.ts'

/** Types of packets. */
export const CONNECT = 1
export const PUBLISH = 3
/** First byte of every connection; TLS begins with 0x16, which is of the same packet type and no packet. */
const FIRST = CONNECT << 4
/** A topic longer than this is not read for the record: whoever sends it is cut off. */
const MAX_TOPIC_BYTES = 1024
/** As much of a payload is kept of a message that is left out. */
const SAMPLE_BYTES = 512

export interface PacketLimits {
  /** The first packet, which comes from somebody unknown. */
  readonly maxConnectBytes: number
  readonly maxPacketBytes: number
  /** Of any packet but a message: subscriptions come in lists. */
  readonly maxControlBytes: number
  /** A message larger than `maxPacketBytes` is read away up to here, so that its sender stays connected; beyond, it is cut off. */
  readonly maxSkippedBytes: number
}

/** A message that is too large, as far as it was looked at. */
export interface OversizePacket {
  readonly topic: string
  /** Of the whole packet. */
  readonly bytes: number
  readonly qos: 0 | 1 | 2
  /** Absent at QoS 0. */
  readonly messageId?: number
  /** The beginning of its payload; of one that ends the connection as much as had come, which may be nothing. */
  readonly head: Buffer
}

/**
 * Follows the packets in a stream of bytes by their fixed headers alone. An MQTT parser keeps a packet until its last byte has
 * come; this says after the first five bytes that it would be too large, and lets none of it through.
 */
export interface PacketMeter {
  /** Takes what comes next in the stream: what was given back, when there was something. */
  feed(chunk: Uint8Array): Metered
}

/** `fault`: what is wrong with the stream; `rest`: what has not been looked at, behind the header of a packet that may not begin yet. */
export interface Metered {
  readonly fault?: RefusedPart
  readonly rest?: Uint8Array
}

const ALL_TAKEN: Metered = {}
/** A packet, by its type and the bytes behind its fixed header. */
export type MayBegin = (type: number, bytes: number) => boolean

const NOTHING = new Uint8Array()

/**
 * @param pass takes what a parser may see, in order; as it came, but for a fixed header that lies in two chunks
 * @param mayBegin asked before a packet passes, and again with the next `feed` where it may not
 * @param oversize told of each message that was left out, when its last byte has been read, or just before the stream is given up
 */
export function createPacketMeter(
  { maxConnectBytes, maxPacketBytes, maxControlBytes, maxSkippedBytes }: PacketLimits,
  {
    pass,
    mayBegin,
    oversize,
  }: { pass: (bytes: Uint8Array) => void; mayBegin: MayBegin; oversize: (packet: OversizePacket) => void },
): PacketMeter {
  let isFirst = true
  let inHeader = true
  /** The header has been read, and its packet may not begin yet. */
  let isWaiting = false
  /** First byte of the present packet. */
  let type = 0
  /** Digits of the remaining length read so far; -1: the type byte comes next. */
  let digits = -1
  let length = 0
  /** Bytes of the present packet still to come. */
  let remaining = 0
  /** The beginning of a fixed header, held back until it is known whether its packet may pass. */
  let held: Uint8Array = NOTHING
  /** The beginning of a body that is being left out; undefined while bodies pass. */
  let head: Uint8Array | undefined

  /** @returns whether the packet is to be left out, or what is wrong */
  function begin(): boolean | RefusedPart {
    const max = isFirst ? maxConnectBytes : type >> 4 === PUBLISH ? maxPacketBytes : maxControlBytes
    const isTooLarge = length > max
    if (isTooLarge && (isFirst || type >> 4 !== PUBLISH)) return tooLarge(max)
    isFirst = false
    digits = -1
    remaining = length
    inHeader = remaining === 0
    return isTooLarge
  }

  function tooLarge(max: number): RefusedPart {
    return { reason: 'packetTooLarge', params: { bytes: length, max } }
  }

  /** Takes one byte of a fixed header. @returns true when it was the last one */
  function readHeader(byte: number): boolean | RefusedPart {
    if (digits === -1) {
      if (isFirst && byte !== FIRST) return { reason: 'notMqtt', params: { looksLike: protocolOf(byte) } }
      type = byte
      digits = 0
      length = 0
      return false
    }
    length += (byte & 0x7f) * 128 ** digits
    digits++
    if ((byte & 0x80) === 0) return true
    return digits === 4 ? { reason: 'protocolError', params: { cause: 'malformed packet length' } } : false
  }

  /** Takes a part of a body that is left out. @returns what is wrong */
  function skip(part: Uint8Array): RefusedPart | undefined {
    const room = MAX_TOPIC_BYTES + 4 + SAMPLE_BYTES - (head as Uint8Array).length
    if (room > 0) head = Buffer.concat([head as Uint8Array, part.subarray(0, room)])
    const isOver = remaining === 0
    const mustEnd = length > maxSkippedBytes
    if (!isOver && !mustEnd) return undefined
    const packet = oversizePacket(head as Uint8Array, length, ((type >> 1) & 3) as 0 | 1 | 2)
    if (packet === undefined && !isOver && part.length < room) return undefined
    head = undefined
    if (packet !== undefined) oversize(packet)
    return packet === undefined || mustEnd ? tooLarge(maxSkippedBytes) : undefined
  }

  return {
    feed(chunk) {
      /** Where the part begins that has not been passed on, and where the header that is being read. */
      let from = 0
      let headerAt = 0
      for (let at = 0; at < chunk.length || isWaiting; ) {
        if (inHeader) {
          if (digits === -1) headerAt = at
          const isRead = isWaiting || readHeader(chunk[at++] as number)
          if (typeof isRead === 'object') return { fault: isRead }
          if (!isRead) continue
          if (!mayBegin(type >> 4, length)) {
            if (headerAt > from) pass(chunk.subarray(from, headerAt))
            if (!isWaiting) held = Buffer.concat([held, chunk.subarray(headerAt, at)])
            isWaiting = true
            return { rest: chunk.subarray(at) }
          }
          isWaiting = false
          const isLeftOut = begin()
          if (typeof isLeftOut === 'object') return { fault: isLeftOut }
          if (isLeftOut) {
            if (headerAt > from) pass(chunk.subarray(from, headerAt))
            from = at
            head = NOTHING
          } else if (held.length > 0) pass(held)
          held = NOTHING
          continue
        }
        const taken = Math.min(remaining, chunk.length - at)
        at += taken
        remaining -= taken
        inHeader = remaining === 0
        if (head === undefined) continue
        const fault = skip(chunk.subarray(from, at))
        from = at
        if (fault !== undefined) return { fault }
      }
      if (inHeader && digits >= 0) {
        if (headerAt > from) pass(chunk.subarray(from, headerAt))
        held = Buffer.concat([held, chunk.subarray(headerAt)])
      } else if (from < chunk.length) pass(from === 0 ? chunk : chunk.subarray(from))
      return ALL_TAKEN
    },
  }
}

/** What the first byte of a stranger speaks, where it is a common mistake. */
function protocolOf(byte: number): string {
  if (byte === 0x16) return 'TLS'
  return byte >= 0x41 && byte <= 0x5a ? 'HTTP' : '?'
}

/** Undefined while the topic has not come in full, or when it is longer than a topic may be. */
function oversizePacket(head: Uint8Array, bytes: number, qos: 0 | 1 | 2): OversizePacket | undefined {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.length)
  if (buffer.length < 2) return undefined
  const end = 2 + buffer.readUInt16BE(0)
  if (end > MAX_TOPIC_BYTES || buffer.length < end + (qos === 0 ? 0 : 2)) return undefined
  const topic = buffer.toString('utf8', 2, end)
  if (qos === 0) return { topic, bytes, qos, head: buffer.subarray(end) }
  return { topic, bytes, qos, messageId: buffer.readUInt16BE(end), head: buffer.subarray(end + 2) }
}
