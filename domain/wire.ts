import type { Alert } from './alerts/alert.ts'
import type { Camera, CameraView } from './cameras/camera.ts'
import type { DataGap } from './dataGap.ts'
import type { KpiValue } from './kpis/kpi.ts'
import type { PlanRow } from './plan/planRow.ts'
import type { Reception } from './reception.ts'
import type { RefusalParams } from './refusals.ts'
import type { Sensor, SensorReading } from './sensors/sensor.ts'
import type { Link } from './systems/link.ts'
import type { Text } from './text.ts'

/** What a source's clock shows, judged by what it sends: `ahead` of the hub's or `behind` it by more than minutes. */
export type ClockState = 'right' | 'ahead' | 'behind'

/** Two senders that speak for one source: since when, seen last when (epoch ms), and as which clients, where the broker tells them apart. */
export interface Rivals {
  readonly since: number
  readonly seenAt: number
  readonly clients: readonly string[]
}

/** Health of one source: a sensor, a camera, or one unit of a system. */
export interface Source {
  /** `sensor/TG-01`, `camera/…`, `statistics/oneStop/31135`, `event/…`; `unknown` for what nobody announced. */
  readonly id: string
  readonly unit: string | null
  readonly everyMs: number | null
  /** What a device says of being online, unless newer data of it say otherwise; null for systems, and where nothing was said. */
  readonly status: 'online' | 'offline' | null
  /** Of the newest accepted message the time by the device's own clock, and of the last the time of receipt; epoch ms. */
  readonly lastAt: number | null
  readonly lastReceivedAt: number | null
  readonly accepted: number
  readonly refused: number
  /** When something of it was refused last, and how many messages have been accepted since. */
  readonly lastRefusedAt: number | null
  readonly acceptedSince: number
  readonly duplicates: number
  /** Older than what was known: went to history only. */
  readonly late: number
  /** Receive time minus device time of the last message that had one, accepted or not, ms; negative: the device is ahead. */
  readonly skewMs: number | null
  /** null while nothing tells. */
  readonly clock: ClockState | null
  /** When the clock was measured last, epoch ms on the hub's. */
  readonly measuredAt: number | null
  /** null where none were ever found. */
  readonly rivals: Rivals | null
  readonly simulated: boolean
}

/** A source that has ended: it is no longer expected, nor counted, and its history stays. */
export interface Retired {
  /** As `Source.id`. */
  readonly id: string
  readonly unit: string | null
  /** When it ended, epoch ms. */
  readonly at: number
  /** The person who ended it; null: the source itself said so. */
  readonly by: string | null
}

/** What was refused, by source, reason and client. */
export interface Quarantined {
  /** `${source}|${reason}`, and `|${client}` where the client is known. */
  readonly key: string
  /** Who the topic says it is, announced or not; `unknown` where it names nobody; `overflow` for rows that gave way to newer ones. */
  readonly source: string
  /** Whether that source is announced or declared. */
  readonly known: boolean
  /** Client id at the broker; null where the broker does not tell. */
  readonly client: string | null
  readonly reason: string
  /** What the sentence of the reason fills in: see `refusalSentence`. */
  readonly params: RefusalParams
  readonly topic: string
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** Beginning of what was refused last, as it came; safe to show, at most 300 characters. */
  readonly sample: string
}

/** A file that the city has changed and the hub cannot use; what it said before is in force. */
export interface FileProblem {
  /** Its name in the data directory. */
  readonly file: string
  /** When the hub found it, epoch ms. */
  readonly since: number
  readonly what: Text
}

/** The hub about itself, once a second: the heartbeat that screens show as data age. */
export interface HubStatus {
  readonly id: 'hub'
  readonly now: number
  readonly startedAt: number
  readonly version: string
  readonly edition: string
  readonly broker: 'connected' | 'disconnected'
  /** Why it does not stay connected: a reason of `domain/refusals.ts` and what its sentence fills in. */
  readonly brokerTrouble: { readonly reason: string; readonly params: RefusalParams } | null
  /** Of what times data may be missing, since the hub was away from its broker: the newest few of the last thirty days, the newest first. */
  readonly dataGaps: readonly DataGap[]
  /** Since when it can hear its sources, or since when and why not. */
  readonly reception: Reception
  readonly store: 'ok' | 'failing'
  /** Accepted and refused messages in the last second. */
  readonly acceptedPerSecond: number
  readonly refusedPerSecond: number
  readonly clients: number
  readonly fileProblems: readonly FileProblem[]
  /** Years whose holidays are needed now and known to nobody: their working days leave out weekends only. */
  readonly unknownHolidays?: readonly number[]
}

/** Every feed and the row it carries. A row is immutable: what changed is a new object. */
export interface Feeds {
  sensors: Sensor
  readings: SensorReading
  cameras: Camera
  cameraViews: CameraView
  kpis: KpiValue
  links: Link
  plan: PlanRow
  alerts: Alert
  sources: Source
  retired: Retired
  quarantine: Quarantined
  hub: HubStatus
}
export type FeedName = keyof Feeds

type FeedShape = {
  [F in FeedName]: { readonly key: keyof Feeds[F] & string; readonly columns: readonly (keyof Feeds[F] & string)[] }
}

/** Key and columns of each feed: the order is the order on the wire. */
export const FEEDS = {
  sensors: { key: 'id', columns: ['id', 'kind', 'name', 'commune', 'lng', 'lat', 'everyMs', 'simulated'] },
  readings: { key: 'id', columns: ['id', 'status', 'at', 'receivedAt', 'values', 'index', 'retained'] },
  cameras: {
    key: 'id',
    columns: ['id', 'name', 'commune', 'lng', 'lat', 'office', 'noticePosted', 'live', 'everyMs', 'simulated'],
  },
  cameraViews: {
    key: 'id',
    columns: [
      'id',
      'status',
      'frameAt',
      'frozenSince',
      'countAt',
      'waiting',
      'counters',
      'countersStaffed',
      'retained',
    ],
  },
  kpis: {
    key: 'key',
    columns: [
      'key',
      'kpi',
      'unit',
      'value',
      'numerator',
      'denominator',
      'target',
      'reported',
      'expected',
      'at',
      'everyMs',
      'state',
      'unheard',
      'simulated',
    ],
  },
  links: {
    key: 'key',
    columns: ['key', 'system', 'link', 'state', 'at', 'receivedAt', 'since', 'lastSuccessAt', 'simulated', 'retained'],
  },
  plan: {
    key: 'key',
    columns: [
      'key',
      'item',
      'unit',
      'value',
      'numerator',
      'denominator',
      'target',
      'planned',
      'state',
      'unheard',
      'trend',
      'lastYear',
      'trendWithheld',
      'lastYearWithheld',
      'forecast',
      'needed',
      'link',
      'reported',
      'expected',
      'at',
      'simulated',
    ],
  },
  alerts: {
    key: 'id',
    columns: [
      'id',
      'key',
      'rule',
      'severity',
      'subject',
      'subjectId',
      'unit',
      'title',
      'value',
      'limit',
      'evidence',
      'raisedAt',
      'clearedAt',
      'acknowledgedAt',
      'acknowledgedBy',
      'simulated',
    ],
  },
  sources: {
    key: 'id',
    columns: [
      'id',
      'unit',
      'everyMs',
      'status',
      'lastAt',
      'lastReceivedAt',
      'accepted',
      'refused',
      'lastRefusedAt',
      'acceptedSince',
      'duplicates',
      'late',
      'skewMs',
      'clock',
      'measuredAt',
      'rivals',
      'simulated',
    ],
  },
  retired: { key: 'id', columns: ['id', 'unit', 'at', 'by'] },
  quarantine: {
    key: 'key',
    columns: ['key', 'source', 'known', 'client', 'reason', 'params', 'topic', 'count', 'firstAt', 'lastAt', 'sample'],
  },
  hub: {
    key: 'id',
    columns: [
      'id',
      'now',
      'startedAt',
      'version',
      'edition',
      'broker',
      'brokerTrouble',
      'dataGaps',
      'reception',
      'store',
      'acceptedPerSecond',
      'refusedPerSecond',
      'clients',
      'fileProblems',
      'unknownHolidays',
    ],
  },
} as const satisfies FeedShape

/** Rows as one array a column, in the order of `FEEDS[feed].columns`; all the same length. */
export type Columns = readonly (readonly unknown[])[]

export function toColumns<F extends FeedName>(feed: F, rows: Iterable<Feeds[F]>): Columns {
  const names: readonly string[] = FEEDS[feed].columns
  const columns: unknown[][] = names.map(() => [])
  for (const row of rows) {
    const cells = row as unknown as Readonly<Record<string, unknown>>
    names.forEach((name, c) => {
      columns[c]?.push(cells[name])
    })
  }
  return columns
}

export function fromColumns<F extends FeedName>(feed: F, columns: Columns): Feeds[F][] {
  const names: readonly string[] = FEEDS[feed].columns
  const length = columns[0]?.length ?? 0
  const rows = new Array<Feeds[F]>(length)
  for (let r = 0; r < length; r++) {
    const row: Record<string, unknown> = {}
    for (let c = 0; c < names.length; c++) row[names[c] as string] = columns[c]?.[r]
    rows[r] = row as unknown as Feeds[F]
  }
  return rows
}

/** The key of a row in its feed: unique among the rows of the feed. */
export function keyOf<F extends FeedName>(feed: F, row: Feeds[F]): string {
  return (row as unknown as Readonly<Record<string, string>>)[FEEDS[feed].key] as string
}

/** Which part of the city a subscriber wants: a unit code, and all below it. */
export interface Scope {
  readonly unit: string
}

export interface Snapshot {
  readonly feed: FeedName
  readonly scope: Scope
  /** Deltas that follow are `seq + 1`, `seq + 2`, … A gap, or another `epoch`, means: subscribe again. */
  readonly seq: number
  /** One life of the hub; empty in a delta that tells a screen it missed some. */
  readonly epoch: string
  /** Hub clock when this was made, epoch ms. */
  readonly now: number
  readonly rows: Columns
}

export interface Delta {
  readonly feed: FeedName
  readonly scope: Scope
  readonly seq: number
  readonly epoch: string
  readonly now: number
  readonly rows: Columns
  /** Keys of rows that are gone. */
  readonly removed: readonly string[]
}

export interface FrameHead {
  readonly camera: string
  /** When the hub received the frame, epoch ms. */
  readonly at: number
  readonly simulated: boolean
}

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: string }

/** Socket.IO events from a screen to the hub. */
export interface ClientToHub {
  subscribe: (
    request: { feed: FeedName; scope: Scope },
    answer: (reply: Answer<{ snapshot: Snapshot }>) => void,
  ) => void
  unsubscribe: (request: { feed: FeedName; scope: Scope }) => void
  /** Replaces the set of cameras whose frames this socket receives; [] for none. At most `MAX_WATCHED`. */
  watch: (cameras: string[], answer: (reply: Answer<object>) => void) => void
}

/** Socket.IO events from the hub to a screen. `taken` is the credit: until it is called no further frame of that camera comes. */
export interface HubToClient {
  delta: (delta: Delta) => void
  frame: (head: FrameHead, jpeg: Uint8Array, taken: () => void) => void
}

/** Cameras one socket may watch at a time: a mosaic's worth. */
export const MAX_WATCHED = 64
/** After the first change, changes are sent once a beat. */
export const BEAT_MS = 100
