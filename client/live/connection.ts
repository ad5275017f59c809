import type { Looking, MatterRef } from '../../domain/matters/looking.ts'
import type { Painted } from '../../domain/walls/report.ts'
import type { Answer, Delta, FeedName, FrameHead, Scope, Snapshot } from '../../domain/wire.ts'

/**
 * - `connecting`: not yet connected since the page opened
 * - `live`: the hub speaks; since when, epoch ms on the hub's clock
 * - `lost`: it was live and is silent; since when
 *
 * `isFull`: the hub answers, and has as many windows of this account open as may be
 */
export type ConnectionState =
  | { readonly is: 'connecting'; readonly isFull?: boolean }
  | { readonly is: 'live'; readonly since: number }
  | { readonly is: 'lost'; readonly since: number; readonly isFull?: boolean }

/** What the driver tells. `frame` hands over the credit: until `taken` is called no further frame of that camera comes. */
export interface ConnectionEvents {
  connected(): void
  disconnected(): void
  /** The hub lets nobody in without signing in: there is no session, or it has ended. */
  refused(): void
  /** As many windows of this account are open as may be. */
  full(): void
  /** Something that was followed may not be any more. */
  narrowed(): void
  delta(delta: Delta): void
  frame(head: FrameHead, jpeg: Uint8Array, taken: () => void): void
  looking(looking: Looking): void
}

/** One line to the hub, driver aside. Answers come in the order of the wire: a delta that follows a snapshot is told after it. */
export interface Connection {
  /** Connects, and again for ever with jittered pauses when it is lost. */
  start(events: ConnectionEvents): void
  stop(): void
  /** Gives up a line that stands but says nothing, and begins anew. */
  restart(): void
  /** @param answer gets `undefined` when the hub did not answer in time */
  subscribe(feed: FeedName, scope: Scope, answer: (reply: Answer<{ snapshot: Snapshot }> | undefined) => void): void
  unsubscribe(feed: FeedName, scope: Scope): void
  /** Replaces the set of cameras whose frames come. */
  watch(cameras: string[]): void
  /** Asks for the hub's time. @param answer gets epoch ms; it is not called when the hub does not answer */
  askTime(answer: (hubAt: number) => void): void
  /** What this screen of a wall has painted. */
  painted(report: Painted): void
  /** Which wall's control page is open here; null: none. */
  attend(wall: string | null): void
  /** What that people deal with is open here; null: nothing. */
  look(matter: MatterRef | null): void
}
