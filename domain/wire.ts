import type * as z from 'zod'
import { MOST_TILES } from './cameras/mosaic.ts'
import { FEEDS } from './feeds/index.ts'
import type { Looking, MatterRef } from './matters/looking.ts'
import type { ProblemParams } from './problems.ts'
import type { Painted } from './walls/report.ts'

export type FeedName = keyof typeof FEEDS
/** Every feed and the row it carries. */
export type Feeds = { readonly [F in FeedName]: Readonly<z.output<(typeof FEEDS)[F]['row']>> }

/** Rows as one array a column, in the order of the feed's `columns`; all the same length. */
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
  const rows = new Array<Record<string, unknown>>(length)
  for (let r = 0; r < length; r++) {
    const row: Record<string, unknown> = {}
    for (let c = 0; c < names.length; c++) row[names[c] as string] = columns[c]?.[r]
    rows[r] = row
  }
  return rows as unknown as Feeds[F][]
}

/** The key of a row in its feed: unique among the rows of the feed. */
export function keyOf<F extends FeedName>(feed: F, row: Feeds[F]): string {
  const key: string = FEEDS[feed].key
  return (row as unknown as Readonly<Record<string, string>>)[key] as string
}

/** What a subscriber wants of a feed: of one of places a unit (its code) and all below it, of one of people what is their own (their id). */
export type Scope = { readonly unit: string } | { readonly person: string }

/** Tells scopes of one feed apart. */
export function scopeKey(scope: Scope): string {
  return 'unit' in scope ? scope.unit : `person ${scope.person}`
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
  /** What a screen of a wall has painted: of walls alone, every two seconds and at once when it is another scene. */
  painted: (report: Painted, answer: (reply: Answer<object>) => void) => void
  /** Which wall's control page is open here; null: none. */
  attend: (wall: string | null) => void
  /** What of all that people deal with is open here; null: nothing. Who else has it open is told by `looking`. */
  look: (matter: MatterRef | null) => void
  /** What the hub's clock says: a screen that has to turn with others measures its own against it. `now`: epoch ms. */
  time: (nothing: null, answer: (reply: Answer<{ now: number }>) => void) => void
  /** A declared command; a refusal is a problem as over HTTP. */
  command: (request: { name: string; input: unknown }, answer: (reply: CommandReply) => void) => void
}

export type CommandReply =
  | { readonly ok: true; readonly answer: object }
  | { readonly ok: false; readonly code: string; readonly params: ProblemParams }

/** Socket.IO events from the hub to a screen. `taken` is the credit: until it is called no further frame of that camera comes. */
export interface HubToClient {
  delta: (delta: Delta) => void
  frame: (head: FrameHead, jpeg: Uint8Array, taken: () => void) => void
  /** Who else has open what is open here. */
  looking: (looking: Looking) => void
  /** A subscription that may no longer be followed: nothing more of it comes. */
  ended: (subscription: { feed: FeedName; scope: Scope }) => void
}

/** What a handshake of nobody is refused with. */
export const SIGN_IN_FIRST = 'sign in first'
/** What a handshake is refused with while as many screens of the same person, program or wall are connected as may be. */
export const TOO_MANY_SCREENS = 'too many screens'

/** Cameras one socket may watch at a time: a mosaic's worth. */
export const MAX_WATCHED = MOST_TILES
/** After the first change, changes are sent once a beat. */
export const BEAT_MS = 100
