import type {
  CameraAnnounce,
  CameraCount,
  LinkReport,
  Reading,
  SensorAnnounce,
  Statistic,
  Status,
  SystemEvent,
} from '../../domain/messages.ts'
import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'
import type { Incoming } from '../ingest/incoming.ts'

/** Where something stands in a JSON payload: indexes of lists and names of fields, from the outside in. */
export type Path = readonly (string | number)[]

/** A part of a message that was refused while the rest may stand: one reading of an array, one value of a reading. */
export interface RefusedPart {
  readonly reason: RefusalReason
  /** What the sentence of the reason fills in. */
  readonly params?: RefusalParams
  /** Where the part stands, for the sample; absent: the whole payload. */
  readonly part?: Path
  /** Where the value stands that is wrong: it is shown as it was written. */
  readonly value?: Path
}

/** Items of one message, each judged alone. */
export interface Items<T> {
  readonly parts: readonly T[]
  readonly refused: readonly RefusedPart[]
  /** Where the nth of `parts` stands in the payload. */
  placeOf(n: number): Path
}

/** The whole message is refused. `source` is who claims to have sent it, as the topic says; nobody has checked that yet. */
export interface Refusal extends RefusedPart {
  readonly ok: false
  readonly source?: string
}

/** What a message says, in the native contract's terms; whether that is plausible is not the adapter's question. */
export type Decoded =
  | {
      readonly ok: true
      readonly is: 'sensorAnnounce'
      readonly id: string
      readonly announce: SensorAnnounce
      readonly refused: readonly RefusedPart[]
    }
  | { readonly ok: true; readonly is: 'sensorStatus'; readonly id: string; readonly status: Status }
  | {
      readonly ok: true
      readonly is: 'readings'
      readonly id: string
      readonly readings: Items<Reading>
    }
  | {
      readonly ok: true
      readonly is: 'cameraAnnounce'
      readonly id: string
      readonly announce: CameraAnnounce
      readonly refused: readonly RefusedPart[]
    }
  | { readonly ok: true; readonly is: 'cameraStatus'; readonly id: string; readonly status: Status }
  | { readonly ok: true; readonly is: 'frame'; readonly id: string; readonly jpeg: Uint8Array }
  | {
      readonly ok: true
      readonly is: 'count'
      readonly id: string
      readonly count: CameraCount
      readonly refused: readonly RefusedPart[]
    }
  | {
      readonly ok: true
      readonly is: 'statistics'
      readonly system: string
      readonly unit: string
      readonly statistics: Items<Statistic>
    }
  | {
      readonly ok: true
      readonly is: 'event'
      readonly system: string
      readonly unit: string
      readonly event: SystemEvent
      readonly refused: readonly RefusedPart[]
    }
  | {
      readonly ok: true
      readonly is: 'link'
      readonly system: string
      readonly link: string
      readonly report: LinkReport
      readonly refused: readonly RefusedPart[]
    }
  /** The source's announcement, or what it reported last, was cleared: it has ended. */
  | { readonly ok: true; readonly is: 'retired'; readonly source: string }
  /** Nothing for the hub: another hub's status, or a retained topic that was cleared. */
  | { readonly ok: true; readonly is: 'nothing' }

/** One format that messages come in. */
export interface Adapter {
  readonly name: string
  /** Never throws. `unknownTopic`: not this adapter's; the next one is asked. */
  decode(incoming: Pick<Incoming, 'topic' | 'payload'>, prefix: string): Decoded | Refusal
}

export function refusal(reason: RefusalReason, source?: string, params: RefusalParams = {}): Refusal {
  return { ok: false, reason, params, ...(source !== undefined && { source }) }
}
