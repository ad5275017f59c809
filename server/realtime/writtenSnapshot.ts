import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser'
import type { Snapshot } from '../../domain/wire.ts'

/** A snapshot of which the rows have been written out as JSON: many screens get the same rows, each with a head of its own. */
export class WrittenSnapshot {
  readonly #head: Omit<Snapshot, 'rows'>
  readonly #rows: string

  /** @param rows the columns as JSON */
  constructor(head: Omit<Snapshot, 'rows'>, rows: string) {
    this.#head = head
    this.#rows = rows
  }

  /** The snapshot as JSON. */
  toString(): string {
    return `${JSON.stringify(this.#head).slice(0, -1)},"rows":${this.#rows}}`
  }
}

/** Socket.IO's own way of writing, but that rows which have been written out are neither searched nor written again for each screen. */
export const WRITING = {
  Decoder,
  Encoder: class extends Encoder {
    override encode(packet: Packet): unknown[] {
      const snapshot: unknown = packet.type === PacketType.ACK ? packet.data?.[0]?.snapshot : undefined
      if (!(snapshot instanceof WrittenSnapshot)) return super.encode(packet)
      return [`${PacketType.ACK}${packet.id}[{"ok":true,"snapshot":${snapshot}}]`]
    }
  },
}
