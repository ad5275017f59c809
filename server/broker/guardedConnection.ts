import { Duplex } from 'node:stream'
import type { RefusedPart } from '../adapters/adapter.ts'
import { createPacketMeter, type OversizePacket, type PacketLimits, type PacketMeter } from './packetMeter.ts'
import type { PacketTurns } from './turns.ts'

export interface ConnectionLimits extends PacketLimits {
  /** Messages of one connection that may wait for the hub; beyond, its socket is not read. */
  readonly maxInFlight: number
  /** Bytes that may wait for a slow reader; beyond, it is cut off. */
  readonly maxQueuedBytes: number
}

const READ_AHEAD_BYTES = 64 * 1024
/** Packets of one connection that are handed on in one go: then what they have done counts, and others have their turn. */
const PACKETS_AT_ONCE = 50
const PUBACK = 0x40
const PUBREC = 0x50

/** The device broke a limit or the protocol: it is cut off, and would be again if it went on the same way. */
export class ConnectionFault extends Error {
  readonly part: RefusedPart

  constructor(part: RefusedPart) {
    super(part.reason)
    this.part = part
  }
}

/**
 * A device's socket as the broker sees it: bounded both ways. Too large a message is read away and acknowledged, since sending it again would
 * not make it smaller. Any other packet that is too large, or a reader that does not read, ends the
 * connection; a writer that is too fast is not read until the hub has caught up. A write never waits, so that one slow
 * subscriber does not hold up the others.
 */
export class GuardedConnection extends Duplex {
  readonly #socket: Duplex
  readonly #limits: ConnectionLimits
  readonly #turns: PacketTurns
  readonly #meter: PacketMeter
  /** What has come from the socket and has not been handed on; the socket is not read while there is some. */
  #unread: Uint8Array | undefined
  /** Packets that may still be handed on in this go. */
  #left = 0
  /** How long the packet that is next has to wait, ms. */
  #waitMs = 0
  #isTurnDue = false
  /** The broker has as much before it unread as it reads ahead: it gets no more until it has read. */
  #isFull = false
  #hasEnded = false
  #inFlight = 0
  #held = false
  #slowed: NodeJS.Timeout | undefined

  /**
   * @param socket TCP, or WebSocket as a stream
   * @param onOversize told of each message that was too large
   * @param delayOf how long a packet has to wait before it is handed on, by its type and bytes, ms; 0: it is counted, and goes on
   * @param turns shared by all connections
   */
  constructor(
    socket: Duplex,
    limits: ConnectionLimits,
    {
      onOversize,
      delayOf,
      turns,
    }: {
      onOversize: (packet: OversizePacket) => void
      delayOf: (type: number, bytes: number) => number
      turns: PacketTurns
    },
  ) {
    super({ readableHighWaterMark: READ_AHEAD_BYTES, writableHighWaterMark: limits.maxQueuedBytes })
    this.#socket = socket
    this.#limits = limits
    this.#turns = turns
    this.#meter = createPacketMeter(limits, {
      pass: (bytes) => {
        if (!this.push(bytes)) this.#isFull = true
      },
      mayBegin: (type, bytes) => {
        if (this.#left === 0 || !turns.take()) return false
        this.#waitMs = delayOf(type, bytes)
        if (this.#waitMs === 0) this.#left--
        return this.#waitMs === 0
      },
      oversize: (packet) => {
        onOversize(packet)
        this.#acknowledge(packet)
      },
    })
    socket.on('data', (chunk) => {
      this.#unread = this.#unread === undefined ? chunk : Buffer.concat([this.#unread, chunk])
      this.#handOn()
      if (this.#unread !== undefined || !this.#mayRead()) socket.pause()
    })
    socket.on('end', () => {
      this.#hasEnded = true
      if (this.#unread === undefined) this.push(null)
    })
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => {
      // What came before the end is still handed on, unless it has to wait.
      if (this.#unread === undefined || !this.#mayRead()) this.destroy()
    })
  }

  #mayRead(): boolean {
    return !this.#held && !this.#isFull && this.#slowed === undefined && this.#inFlight < this.#limits.maxInFlight
  }

  /** Hands on what has been read, as far as it may be now. */
  #handOn(): void {
    const chunk = this.#unread
    if (chunk === undefined || this.#isTurnDue || this.destroyed || !this.#mayRead()) return
    this.#unread = undefined
    this.#left = PACKETS_AT_ONCE
    this.#waitMs = 0
    const { fault, rest } = this.#meter.feed(chunk)
    if (fault !== undefined) {
      this.destroy(new ConnectionFault(fault))
      return
    }
    this.#unread = rest
    if (rest === undefined) {
      if (this.#hasEnded) this.push(null)
      return
    }
    if (this.#waitMs > 0) {
      this.slowDown(this.#waitMs)
      return
    }
    this.#isTurnDue = true
    this.#turns.later(() => {
      this.#isTurnDue = false
      this.#goOn()
    })
  }

  /** What has been read comes first; then the socket is read again. */
  #goOn(): void {
    this.#handOn()
    if (this.#unread !== undefined || this.destroyed || !this.#mayRead()) return
    if (this.#socket.destroyed) this.destroy()
    else this.#socket.resume()
  }

  /** A message of this connection is being handled. */
  begin(): void {
    if (++this.#inFlight >= this.#limits.maxInFlight) this.#socket.pause()
  }

  /** A message has been handled. */
  done(): void {
    if (--this.#inFlight === this.#limits.maxInFlight >> 1) this.#goOn()
  }

  /** Reads no more for a time: its sender sends more than it may. */
  slowDown(ms: number): void {
    clearTimeout(this.#slowed)
    this.#socket.pause()
    this.#slowed = setTimeout(() => {
      this.#slowed = undefined
      this.#goOn()
    }, ms).unref()
  }

  /** Reads no more; what has been read is still answered. */
  hold(): void {
    this.#held = true
    this.#socket.pause()
  }

  /** Everything written has left for the network. */
  hasSent(): boolean {
    return this.writableLength === 0 && this.#socket.writableLength === 0
  }

  override _read(): void {
    this.#isFull = false
    this.#goOn()
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#socket.write(chunk)
    done(this.#overflow())
  }

  override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error) => void): void {
    this.#socket.cork()
    for (const { chunk } of chunks) this.#socket.write(chunk)
    this.#socket.uncork()
    done(this.#overflow())
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#slowed)
    this.#socket.destroy()
    done(error)
  }

  #acknowledge({ qos, messageId = 0 }: OversizePacket): void {
    if (qos > 0 && !this.destroyed)
      this.write(Buffer.from([qos === 1 ? PUBACK : PUBREC, 2, messageId >> 8, messageId & 0xff]))
  }

  #overflow(): Error | undefined {
    const waiting = this.#socket.writableLength
    return waiting > this.#limits.maxQueuedBytes
      ? new ConnectionFault({ reason: 'slowReader', params: { bytes: waiting } })
      : undefined
  }
}
