import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createPacketMeter, type PacketLimits } from './packetMeter.ts'

export interface ConnectionLimits extends PacketLimits {
  /** Messages of one connection that may wait for the hub; beyond, its socket is not read. */
  readonly maxInFlight: number
  /** Bytes that may wait for a slow reader; beyond, it is cut off. */
  readonly maxQueuedBytes: number
}

const READ_AHEAD_BYTES = 64 * 1024

/**
 * A device's socket as the broker sees it: bounded both ways. Too large a packet, or a reader that does not read, ends the
 * connection; a writer that is too fast is not read until the hub has caught up. A write never waits, so that one slow
 * subscriber does not hold up the others.
 */
export class GuardedConnection extends Duplex {
  readonly #socket: Socket
  readonly #limits: ConnectionLimits
  #inFlight = 0
  #held = false

  constructor(socket: Socket, limits: ConnectionLimits) {
    super({ readableHighWaterMark: READ_AHEAD_BYTES, writableHighWaterMark: limits.maxQueuedBytes })
    this.#socket = socket
    this.#limits = limits
    const meter = createPacketMeter(limits)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.on('data', (chunk) => {
      const fault = meter.feed(chunk)
      if (fault !== undefined) this.destroy(new Error(fault))
      else if (!this.push(chunk)) socket.pause()
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
    if (!this.#held && this.#inFlight < this.#limits.maxInFlight) this.#socket.resume()
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
    this.#socket.destroy()
    done(error)
  }

  #overflow(): Error | undefined {
    const waiting = this.#socket.writableLength
    return waiting > this.#limits.maxQueuedBytes
      ? new Error(`a reader does not keep up: ${waiting} bytes wait for it`)
      : undefined
  }
}
