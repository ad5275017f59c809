import type { Delta, FeedName, FrameHead, Scope, Snapshot } from '../../domain/wire.ts'

/** Whether the hub can be heard. Times are epoch ms on this machine's clock. */
export type ConnectionState =
  | { readonly is: 'connecting' }
  | { readonly is: 'live'; readonly since: number }
  | { readonly is: 'lost'; readonly since: number }

/** The way to the hub. The socket implements it; tests bring their own. */
export interface Connection {
  /** @throws Error with the hub's reason, or when the connection is lost meanwhile */
  subscribe(feed: FeedName, scope: Scope): Promise<Snapshot>
  unsubscribe(feed: FeedName, scope: Scope): void
  /** Replaces the cameras whose frames come. */
  watch(cameras: readonly string[]): void
  onDelta(listener: (delta: Delta) => void): void
  /** `taken` gives the credit back: until then no further frame of that camera comes. */
  onFrame(listener: (head: FrameHead, jpeg: Uint8Array, taken: () => void) => void): void
  /** Called at once with the present state, and at every change. */
  onState(listener: (state: ConnectionState) => void): void
  close(): void
}
