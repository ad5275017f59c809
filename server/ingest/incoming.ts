import type { RefusedPart } from '../adapters/adapter.ts'

/** One MQTT message as it reached the hub, whichever broker carried it. */
export interface Incoming {
  readonly topic: string
  readonly payload: Uint8Array
  /** Replayed from an external broker's memory when the hub subscribed: it says nothing about now. */
  readonly retained: boolean
  /** Hub clock, epoch ms. */
  readonly receivedAt: number
  /** 0: the sender waits for no acknowledgement and will not send again. Absent: it does. */
  readonly qos?: 0 | 1 | 2
  /** Only the beginning of the payload is there: it was too long to be held over a restart. */
  readonly isCut?: boolean
  /** Id under which the sender is connected; only the embedded broker knows it. */
  readonly client?: string
  /** Network address of the sender; only the embedded broker knows it. */
  readonly from?: string
}

/**
 * Resolves when the message may be acknowledged: it is durable, or it was refused and counted. Rejects when it must not be,
 * so that the sender keeps it and sends it again.
 */
export type Handle = (message: Incoming) => Promise<void>

/** Counts what a broker refuses by itself, on the source that the topic names. An empty topic: on nobody's. */
export type Refuse = (message: Pick<Incoming, 'topic' | 'payload' | 'client'>, part: RefusedPart) => void
