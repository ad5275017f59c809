import { MAX_SEEN_BYTES } from '../../domain/messages.ts'
import type { ConnectionLimits } from './guardedConnection.ts'

/** What anybody who can reach the port may take of the hub. */
export interface BrokerLimits extends ConnectionLimits {
  readonly maxConnections: number
  /** Of these, over WebSocket: whose messages are held until they are whole. */
  readonly maxWebSockets: number
  /** Of these, by one account. */
  readonly maxOfAccount: number
  readonly connectTimeoutMs: number
  readonly maxTopicLength: number
  readonly maxTopicLevels: number
  /** Of one client. */
  readonly maxSubscriptions: number
  /** Of all retained messages together. */
  readonly maxRetainedBytes: number
  /** Messages at QoS 2, of all clients together, that are handled and whose sender has not said its last word. */
  readonly maxOpenQos2: number
  /** Messages that one source may send at once, and then every second; likewise what one connection may have refused. */
  readonly burst: number
  readonly perSecond: number
  /**
   * Likewise of all connections of one account together: a gateway speaks for many sources. As many packets that are no messages may come beside
   * them, of each connection where there are no accounts.
   */
  readonly accountBurst: number
  readonly accountPerSecond: number
  /** Likewise of one connection without an account, where devices have accounts, of whatever packets: it may do nothing but announce itself. */
  readonly strangerBurst: number
  readonly strangerPerSecond: number
  /** Messages of such a connection that are handed on before the hub has decided on them; with more of them its line is read no further. */
  readonly strangerAtOnce: number
  /** Likewise of all such connections of one network. */
  readonly strangersBurst: number
  readonly strangersPerSecond: number
  /** A connection is not left unread for longer at a time: its sender must be heard to be alive. */
  readonly maxSlowMs: number
}

export const BROKER_LIMITS: BrokerLimits = {
  maxConnections: 2_000,
  maxWebSockets: 500,
  maxOfAccount: 100,
  connectTimeoutMs: 10_000,
  maxConnectBytes: 8 * 1024,
  maxPacketBytes: 300 * 1024,
  maxControlBytes: 32 * 1024,
  maxSkippedBytes: MAX_SEEN_BYTES,
  maxTopicLength: 256,
  maxTopicLevels: 16,
  maxInFlight: 500,
  maxQueuedBytes: 4 * 1024 * 1024,
  maxSubscriptions: 64,
  maxRetainedBytes: 32 * 1024 * 1024,
  maxOpenQos2: 200_000,
  // Who comes back after a day away sends thousands at once.
  burst: 10_000,
  perSecond: 100,
  accountBurst: 20_000,
  accountPerSecond: 2_000,
  strangerBurst: 200,
  strangerPerSecond: 10,
  strangerAtOnce: 50,
  strangersBurst: 1_000,
  strangersPerSecond: 50,
  maxSlowMs: 10_000,
}
