import { Duplex } from 'node:stream'
import type { RefusedPart } from '../adapters/adapter.ts'
import { createPacketMeter, type OversizePacket, type PacketLimits } from './packetMeter.ts'

export interface ConnectionLimits extends PacketLimits {
  /** Messages of one connection that may wait for the hub; beyond, its socket is not read. */
  readonly maxInFlight: number
  /** Bytes that may wait for a slow reader; beyond, it is cut off. */
  readonly maxQueuedBytes: number
}

const READ_AHEAD_BYTES = 64 * 1024
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
  #inFlight = 0
  #held = false
  #slowed: NodeJS.Timeout | undefined

  /**
   * @param socket TCP, or WebSocket as a stream
   * @param onOversize told of each message that was too large
   */
  constructor(socket: Duplex, limits: ConnectionLimits, onOversize: (packet: OversizePacket) => void) {
    super({ readableHighWaterMark: READ_AHEAD_BYTES, writableHighWaterMark: limits.maxQueuedBytes })
    this.#socket = socket
    this.#limits = limits
    const meter = createPacketMeter(limits, {
      pass: (bytes) => {
        if (!this.push(bytes)) socket.pause()
      },
      oversize: (packet) => {
        onOversize(packet)
        this.#acknowledge(packet)
      },
    })
    socket.on('data', (chunk) => {
      const fault = meter.feed(chunk)
      if (fault !== undefined) this.destroy(new ConnectionFault(fault))
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /** A message of this connection is being handled. */
  begin(): void {
    if (++this.#inFlight >= this.#limits.maxInFlight) this.#socket.pause()
  }

  /** A message has been handled. */
  done(): void {
    if (--this.#inFlight === this.#limits.maxInFlight >> 1) this._read()
  }

  /** Reads no more for a time: its sender sends more than it may. */
  slowDown(ms: number): void {
    clearTimeout(this.#slowed)
    this.#socket.pause()
    this.#slowed = setTimeout(() => {
      this.#slowed = undefined
      this._read()
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
    const mayRead = !this.#held && this.#slowed === undefined && this.#inFlight < this.#limits.maxInFlight
    if (mayRead) this.#socket.resume()
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
